// What stores of logs wrap lines in. In: one message. Out: its lines, and what the store says it left out. Loki: 'tail' and 'query_range'; the
// Kafka REST proxy, v2: records with values in base64 or JSON. Anything else is a line as it is.

import { dataText } from '../../core/wording/data-text';
import { type Labels, labelledLine } from './labelled';
import type { Positions } from './positions';

export interface Opened {
  readonly lines: readonly string[];
  /** Entries that the store says it, or that its numbering shows it, left out. */
  readonly numLeftOut: number;
}

export function openMessage(text: string, positions: Positions): Opened {
  const first = text.trimStart()[0];
  if (first === '{' || first === '[') {
    try {
      const value: unknown = JSON.parse(text);
      const opened = openLoki(value, positions) ?? openKafka(value, positions);
      if (opened !== null) return opened;
    } catch {
      // No envelope then.
    }
  }
  return { lines: text === '' ? [] : [text], numLeftOut: 0 };
}

function openLoki(value: unknown, positions: Positions): Opened | null {
  if (!isObject(value)) return null;
  const data = isObject(value.data) && value.data.resultType === 'streams' ? value.data.result : null;
  const streams = Array.isArray(value.streams) ? value.streams : data;
  if (!Array.isArray(streams) || !streams.every((each) => isObject(each) && Array.isArray(each.values)))
    return null;
  const entries = (streams as readonly { stream?: unknown; values: readonly unknown[] }[]).flatMap(
    ({ stream, values }) => {
      const labels = isObject(stream) ? stream : {};
      return values.flatMap((each) => entryOf(each, labels));
    },
  );
  // Streams come one after the other; a query may go backwards.
  entries.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
  const isNew = entries.filter(({ ns, key }) => positions.isNewEntry(ns, key));
  const dropped = value.dropped_entries;
  return { lines: isNew.map(({ line }) => line), numLeftOut: Array.isArray(dropped) ? dropped.length : 0 };
}

function entryOf(value: unknown, labels: Labels): readonly { ns: bigint; key: string; line: string }[] {
  if (!Array.isArray(value)) return [];
  const [time, line] = value as readonly unknown[];
  if (typeof time !== 'string' || !/^\d{1,20}$/.test(time) || typeof line !== 'string') return [];
  const ns = BigInt(time);
  return [{ ns, key: `${JSON.stringify(labels)} ${line}`, line: labelledLine(ns, labels, line) }];
}

function openKafka(value: unknown, positions: Positions): Opened | null {
  if (!Array.isArray(value) || !value.every(isRecord)) return null;
  let numLeftOut = 0;
  const lines = (value as readonly KafkaRecord[]).flatMap(({ topic, partition, offset, value: held }) => {
    const passed = positions.takeOffset(`${dataText(topic)}/${dataText(partition)}`, offset);
    if (passed < 0) return [];
    numLeftOut += passed;
    if (held === null || held === undefined) return [];
    return [typeof held === 'string' ? textOf(held) : JSON.stringify(held)];
  });
  return { lines, numLeftOut };
}

interface KafkaRecord {
  readonly topic: unknown;
  readonly partition: number;
  readonly offset: number;
  readonly value: unknown;
}

function isRecord(value: unknown): boolean {
  return (
    isObject(value) &&
    'value' in value &&
    Number.isSafeInteger(value.partition) &&
    Number.isSafeInteger(value.offset)
  );
}

/** Base64 where it is that and holds text; a JSON string is text already. */
function textOf(value: string): string {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return value;
  try {
    const bytes = Uint8Array.from(atob(value), (each) => each.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    return value;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
