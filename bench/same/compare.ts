// What two runs exported, byte for byte. In: two folders. Out: the files that differ, each with its first differing line. The fields
// in MASKS are set aside: they tell when and how fast a run was, which no two runs share. Parquet of other bytes is compared by rows.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compareRows } from './parquet-rows';

interface Mask {
  readonly field: string;
  readonly files: RegExp;
  /** What is set aside, on one byte a character (latin1). */
  readonly pattern: RegExp;
}

const SUMMARY = /^run_summary\.json$/;
const NUMBER = String.raw`[\d.e+-]+`;

/** All that is set aside. The backend's own name is compared; why others were passed over can be that they were too slow. */
export const MASKS: readonly Mask[] = [
  {
    field: 'stage_seconds: each value',
    files: SUMMARY,
    pattern: new RegExp(String.raw`(?<=^ {2}"stage_seconds": \{[^}]*": )${NUMBER}`, 'gm'),
  },
  { field: 'total_seconds', files: SUMMARY, pattern: numberOf('  "total_seconds"') },
  { field: 'bytes_per_second', files: SUMMARY, pattern: numberOf('  "bytes_per_second"') },
  { field: 'detectors[].seconds', files: SUMMARY, pattern: numberOf('      "seconds"') },
  {
    field: 'detectors[].backend: what stands in brackets behind its name',
    files: /^(run_summary|incident_ticket|tickets\/[^/.]+)\.json$/,
    pattern: /(?<=^ +"backend": "[^"(]*) \((?:[^"\\]|\\.)*\)(?=",$)/gm,
  },
  {
    field: 'the same in the ticket, under "How it was analysed"',
    files: /^(incident_ticket|tickets\/[^/.]+)(\.md|\.github\.json)$/,
    pattern: /(?<=\blstm \([\w ]+) \([^\n]*?\)(?=, learnt from \d+ windows\))/g,
  },
];

export interface Difference {
  readonly file: string;
  /** 'line 12', 'row 3', or what else there is to say. */
  readonly at: string;
  /** Null: there is none. Text of a log, with all that it may hold. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface Comparison {
  readonly numFiles: number;
  readonly differences: readonly Difference[];
  /** Parquet files whose rows are the same, not their bytes. */
  readonly repacked: readonly string[];
}

export async function compareFolders(before: string, after: string): Promise<Comparison> {
  const files = [...new Set([...listFiles(before), ...listFiles(after)])].sort();
  const differences: Difference[] = [];
  const repacked: string[] = [];
  for (const file of files) {
    const difference = await compareFiles(file, join(before, file), join(after, file));
    if (difference === 'repacked') repacked.push(file);
    else if (difference !== null) differences.push(difference);
  }
  return { numFiles: files.length, differences, repacked };
}

/** Below a folder, with '/' between the parts of a path. */
function listFiles(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function compareFiles(
  file: string,
  before: string,
  after: string,
): Promise<Difference | 'repacked' | null> {
  if (!existsSync(before)) return { file, at: 'the whole file', before: null, after: sizeOf(after) };
  if (!existsSync(after)) return { file, at: 'the whole file', before: sizeOf(before), after: null };
  const [a, b] = [readFileSync(before), readFileSync(after)];
  if (a.equals(b)) return null;
  if (!file.endsWith('.parquet')) return compareTexts(file, a.toString('latin1'), b.toString('latin1'));
  const found = await compareRows(before, after);
  if (found === null) return 'repacked';
  const [rowA, rowB] = [found.before ?? '', found.after ?? ''];
  return { file, at: found.at, ...excerpts(rowA, rowB, 0, firstDifference(rowA, rowB)) };
}

function sizeOf(path: string): string {
  return `${statSync(path).size} bytes`;
}

/** Of one byte a character: what is no UTF-8 must not become alike by being decoded. Null: the same but for MASKS. */
export function compareTexts(file: string, before: string, after: string): Difference | null {
  const [a, b] = [masked(file, before), masked(file, after)];
  if (a === b) return null;
  const at = firstDifference(a, b);
  const begin = a.lastIndexOf('\n', at - 1) + 1;
  const line = a.slice(0, begin).split('\n').length;
  return { file, at: `line ${line}`, ...excerpts(a, b, begin, at) };
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

const LEAD = 60;
const MOST = 200;

function excerpts(a: string, b: string, begin: number, at: number): Pick<Difference, 'before' | 'after'> {
  return { before: lineAt(a, begin, at), after: lineAt(b, begin, at) };
}

/** The line that begins there, around the place where it differs; null: the file has ended. */
function lineAt(text: string, begin: number, at: number): string | null {
  if (begin >= text.length) return null;
  const end = text.indexOf('\n', at);
  const line = text.slice(begin, end < 0 ? text.length : end);
  const from = Math.max(0, at - begin - LEAD);
  const part = line.slice(from, from + MOST);
  return `${from > 0 ? '...' : ''}${part}${from + part.length < line.length ? '...' : ''}`;
}

function masked(file: string, text: string): string {
  const own = MASKS.filter(({ files }) => files.test(file));
  return own.reduce((rest, { pattern }) => rest.replace(pattern, '[set aside]'), text);
}

function numberOf(key: string): RegExp {
  return new RegExp(`(?<=^${key}: )${NUMBER}`, 'gm');
}
