// The logs of bench/short-logs, with what is expected of each, as they are read: for the fit of the model that ranks their lines, and to score it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { type ReadLine, readLines } from '../src/core/read/read-lines';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { readRecordsOf } from '../src/engine/row-texts';
import { localScanner } from '../src/input/fixtures/local-scanner';
import { ingestFiles } from '../src/input/ingest-files';
import { openFiles } from '../src/input/open';
import { ROOT } from './build';

export const SHORT_LOGS = join(ROOT, 'bench', 'short-logs');

export interface Expected {
  /** Words that the title holds, each one of several: 'refused|reset'; whatever their case. */
  readonly title?: readonly string[];
  /** Beginnings of thought: a first-three evidence line holds one of these. */
  readonly cause?: readonly string[];
  /** What the first evidence line holds one of; absent: one of `cause`. */
  readonly first?: readonly string[];
  readonly healthy?: true;
  /** Which part of ROUNDS it belongs to: how each did at first sight is told apart. */
  readonly half: number;
}

export interface ShortLog {
  readonly name: string;
  readonly expected: Expected;
  readonly lines: readonly ReadLine[];
}

export function expectedOfLogs(): Readonly<Record<string, Expected>> {
  return JSON.parse(readFileSync(join(SHORT_LOGS, 'expected.json'), 'utf8'));
}

/** The logs in the order of their rows. */
export async function openShortLogs(): Promise<readonly ShortLog[]> {
  const logs: ShortLog[] = [];
  for (const [name, expected] of Object.entries(expectedOfLogs())) {
    const content = new Uint8Array(readFileSync(join(SHORT_LOGS, `${name}.log`)));
    logs.push({ name, expected, lines: await linesOf(name, content) });
  }
  return logs;
}

/** A line that explains begins so in pieces.txt. */
const MARK = /^>(?!>)/;

/**
 * The pieces of pieces.txt: a few lines of one tool each, written to fit the model by and never to mend a rule by. '# name' begins one, '# ok name' a healthy one; a
 * line that explains it begins with '>', which is no part of it.
 */
export async function openPieces(): Promise<readonly ShortLog[]> {
  const blocks = readFileSync(join(SHORT_LOGS, 'pieces.txt'), 'utf8').split(/^# /m).slice(1);
  const pieces: ShortLog[] = [];
  for (const block of blocks) {
    const [head, ...written] = block.trimEnd().split('\n');
    const first = written.filter((line) => MARK.test(line)).map((line) => line.replace(MARK, '').trim());
    const text = written.map((line) => line.replace(/^> ?(?!>)/, '')).join('\n');
    const name = `piece ${head}`;
    const expected: Expected = head.startsWith('ok ') ? { healthy: true, half: 0 } : { first, half: 0 };
    pieces.push({ name, expected, lines: await linesOf(name, new TextEncoder().encode(`${text}\n`)) });
  }
  return pieces;
}

async function linesOf(name: string, content: Uint8Array<ArrayBuffer>): Promise<readonly ReadLine[]> {
  const path = `${name}.log`;
  const { logs } = await openFiles([{ path, file: new File([content], path) }]);
  const ingested = await ingestFiles(logs, DEFAULT_SETTINGS, [localScanner]);
  const { templates } = await judgeLog([{ path, content }]);
  return readLines(ingested.table, templates, ingested.table.files[0], readRecordsOf(ingested));
}
