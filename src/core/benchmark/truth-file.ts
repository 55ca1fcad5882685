/**
 * A file of known incidents. In: its text: a JSON list of { start, end }, or an object with such a list as `incidents`, or CSV with the
 * columns start and end; the names of other tools' truth files are known too. Out: spans, and what could not be taken.
 */
import type { MarkedSpan } from '../../contracts/settings';
import { parseChangeTime } from '../investigate/change-time';
import { parseCsv } from '../investigate/csv';
import { OPEN_END_MS } from './known-incidents';

export interface TruthFile {
  /** By time, each once. */
  readonly spans: readonly MarkedSpan[];
  /** Sentences for the user; empty where all was taken. */
  readonly problems: readonly string[];
  /** A list of incidents that is empty: the log holds none. */
  readonly isClean: boolean;
}

/** Names of the time from which on a warning is right, and of the end; the first that is there holds. */
const STARTS = [
  'symptom_start',
  'degradation_start',
  'start',
  'begin',
  'from',
  'fault_activated',
  'outage_start',
];
const ENDS = ['outage_end', 'end', 'stop', 'to'];
const MOST = 1000;

/** @param zone of times that state none: 'UTC', an IANA name, or '+02:00'. An incident without an end lasts half an hour. */
export function parseTruthFile(name: string, text: string, zone: string): TruthFile {
  const bare = text.replace(/^\uFEFF/, '').trim();
  const found = /^[[{]/.test(bare) ? fromJson(bare) : fromCsv(bare);
  if (typeof found === 'string')
    return { spans: [], problems: [`${name} was not taken: ${found}`], isClean: false };
  const spans = new Map<string, MarkedSpan>();
  const problems: string[] = [];
  found.forEach((record, i) => {
    const span = spanOf(record, zone);
    if (typeof span === 'string') problems.push(`${name}, incident ${i + 1}: ${span}`);
    else spans.set(`${span.start}/${span.end}`, span);
  });
  const sorted = [...spans.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  if (sorted.length > MOST) problems.push(`${name}: only the first ${MOST} incidents were taken.`);
  return { spans: sorted.slice(0, MOST), problems, isClean: found.length === 0 };
}

type TruthRecord = ReadonlyMap<string, string>;

function fromJson(text: string): readonly TruthRecord[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `it is no JSON (${(error as Error).message}).`;
  }
  const list = Array.isArray(value) ? value : listIn(value);
  if (list === null)
    return 'it holds neither a list of { "start", "end" } nor an object with such a list as "incidents".';
  return list.map((each) => new Map(entriesOf(each)));
}

/** The list under 'incidents'; an object that is itself an incident stands for a list of one. */
function listIn(value: unknown): readonly unknown[] | null {
  const { incidents } = value as { incidents?: unknown };
  if (Array.isArray(incidents)) return incidents;
  const keys = entriesOf(value).map(([key]) => key);
  return STARTS.some((key) => keys.includes(key)) ? [value] : null;
}

function entriesOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' || typeof each === 'number' ? [[keyOf(key), String(each)]] : [],
  );
}

/** 'outageStart', 'Outage start' and 'outage_start' are one name. */
function keyOf(name: string): string {
  return name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

function fromCsv(text: string): readonly TruthRecord[] | string {
  const [header, ...rows] = parseCsv(text);
  const names = header?.cells.map(keyOf) ?? [];
  if (!STARTS.some((key) => names.includes(key)))
    return 'it is neither JSON nor CSV with a column "start" in its first line.';
  return rows.map(({ cells }) => new Map(names.map((name, i) => [name, cells[i] ?? ''])));
}

function spanOf(record: TruthRecord, zone: string): MarkedSpan | string {
  const textOf = (names: readonly string[]): string =>
    names.map((name) => record.get(name)?.trim() ?? '').find((text) => text !== '') ?? '';
  const start = textOf(STARTS);
  const end = textOf(ENDS);
  if (start === '') return 'it states no start.';
  const startMs = parseChangeTime(start, zone);
  if (startMs === null) return `its start "${start.slice(0, 40)}" is no time that is understood.`;
  const endMs = end === '' ? startMs + OPEN_END_MS : parseChangeTime(end, zone);
  if (endMs === null) return `its end "${end.slice(0, 40)}" is no time that is understood.`;
  if (endMs <= startMs) return 'it ends before it starts.';
  return { start: new Date(startMs).toISOString(), end: new Date(endMs).toISOString() };
}
