/**
 * Events of Kubernetes as 'kubectl get events -o json' or '-o yaml' and must-gather write them: a list of objects. Each is a record: its last
 * time, Warning or Normal as level, the object that it is about as source, reason and message as message.
 */
import { LEVEL_INFO, LEVEL_WARN } from '../../../contracts/units';
import { LINE_FEED } from '../../lib/ascii';
import { asciiBytes, decodeRange, startsWithAt } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { Block, LogFormat } from './format';

interface EventParams {
  /** What begins the line of every event: '        {' of JSON, '- ' of YAML; with its blanks. */
  readonly mark: string;
  /** Bytes before the first event. */
  readonly lead: number;
}

const HEAD_BYTES = 65_536;
const IS_EVENTS = /"involvedObject"\s*:|^\s*(?:- )?involvedObject:/m;
const AUDIT = /audit\.k8s\.io/;
/** Where the first item of a list begins, by its form. */
const ITEMS = [
  /"items"\s*:\s*\[\s*\n([ \t]*\{)/,
  /(?:^|\n)items:\s*\n([ \t]*- )/,
  /^\[\s*\n([ \t]*\{)/,
  /^([ \t]*- )/,
];
const MAX_MESSAGE = 8192;

export const kubernetesEventsFormat: LogFormat = {
  id: 'kubernetes-events',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    // Bytes as letters: an index into the text is one into the bytes.
    const text = latin(sample.bytes.subarray(0, HEAD_BYTES));
    if (!IS_EVENTS.test(text) || AUDIT.test(text)) return null;
    for (const pattern of ITEMS) {
      const found = pattern.exec(text);
      if (!found) continue;
      const lead = found.index + found[0].length - found[1].length;
      const params: EventParams = { mark: found[1], lead };
      return { format: 'kubernetes-events', score01: 1, style: 'blocks', params };
    }
    return null;
  },
  createParser,
  createSplitter: (params) => {
    const { mark, lead } = params as EventParams;
    const begin = asciiBytes(mark);
    return { lead, split: (bytes, at, end, last) => split(bytes, at, end, last, begin) };
  },
};

/** Up to the line that begins the next event, or closes the list. */
function split(bytes: Uint8Array, at: number, end: number, last: boolean, mark: Uint8Array): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  for (
    let line = bytes.indexOf(LINE_FEED, at) + 1;
    line > 0 && line < limit;
    line = bytes.indexOf(LINE_FEED, line) + 1
  )
    if (line + mark.length <= limit && startsWithAt(bytes, line, limit, mark))
      return { contentEnd: line, next: line, broken: false };
  if (limit < end) return { contentEnd: limit, next: limit, broken: true };
  return last ? { contentEnd: end, next: end, broken: false } : null;
}

/** Best first: when it was last seen, not when it was first. */
const TIMES = [
  'lastTimestamp',
  'eventTime',
  'deprecatedLastTimestamp',
  'firstTimestamp',
  'deprecatedFirstTimestamp',
  'creationTimestamp',
];

function createParser(_params: unknown, order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  const encoder = new TextEncoder();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    const text = decodeRange(bytes, begin, end);
    const [type, reason, message] = ['type', 'reason', 'message'].map((key) => fieldOf(text, key));
    const said = message || fieldOf(text, 'note');
    if (!reason && !said) return false;
    setTime(text, parseTime, encoder, out);
    out.level = type === 'Warning' || type === 'Error' ? LEVEL_WARN : LEVEL_INFO;
    setText(encoder, objectOf(text), [reason, said].filter(Boolean).join(': ').slice(0, MAX_MESSAGE), out);
    return true;
  };
}

function setTime(text: string, parseTime: ParseAnyTime, encoder: TextEncoder, out: Header): void {
  for (const key of TIMES) {
    const value = fieldOf(text, key);
    if (!value || value === 'null') continue;
    const bytes = encoder.encode(value);
    if (parseTime(bytes, 0, bytes.length, out)) return;
  }
}

/** 'Pod/web-1'; '': not named. */
function objectOf(text: string): string {
  const about =
    /(?:"(?:involvedObject|regarding)"\s*:\s*\{([^{}]*)\}|(?:involvedObject|regarding):\s*\n((?:[ \t]+.*\n?)*))/.exec(
      text,
    );
  if (!about) return '';
  // In YAML the object ends with its indentation.
  const [first = ''] = /^[ \t]*/.exec(about[2] ?? '') ?? [];
  const lines = (about[2] ?? '').split('\n');
  const numInside = lines.findIndex((line) => !line.startsWith(first));
  const inner = about[1] ?? lines.slice(0, numInside < 0 ? lines.length : numInside).join('\n');
  return [fieldOf(inner, 'kind'), fieldOf(inner, 'name')].filter(Boolean).join('/');
}

/** Of a key of the event itself, as JSON or YAML write it; '': it is not there. */
function fieldOf(text: string, key: string): string {
  const json = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(text);
  if (json) return unquoted(`"${json[1]}"`);
  const yaml = new RegExp(`(?:^|\\n)([ \\t]*)(?:- )?${key}: ?(.*)((?:\\n\\1[ \\t]+.*)*)`).exec(text);
  if (!yaml) return '';
  const value = yaml[2].trim();
  const rest = yaml[3].replace(/\s+/g, ' ').trim();
  if (/^[|>]/.test(value)) return rest;
  const whole = rest ? `${value} ${rest}` : value;
  return whole.startsWith("'")
    ? whole.slice(1, whole.endsWith("'") ? -1 : undefined).replace(/''/g, "'")
    : unquoted(whole);
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return JSON.parse(value) as string;
  } catch {
    return value.replace(/^"|"$/g, '');
  }
}

/** Source and message in one buffer of the record's own. */
function setText(encoder: TextEncoder, source: string, message: string, out: Header): void {
  const named = encoder.encode(source);
  const said = encoder.encode(message.replace(/\s*\n\s*/g, ' '));
  const both = new Uint8Array(named.length + said.length);
  both.set(named);
  both.set(said, named.length);
  out.sourceBytes = both;
  out.sourceBegin = 0;
  out.sourceEnd = named.length;
  out.messageBytes = both;
  out.messageBegin = named.length;
  out.messageEnd = both.length;
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
