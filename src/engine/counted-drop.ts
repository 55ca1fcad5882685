// Windows that a database counted, dropped as files. In: what was dropped, a reader of tables. Out: the log that they make and what else was dropped;
// null: there are none.
import type { DroppedTable } from '../contracts/lake-tables';
import type { DroppedFile } from '../contracts/threads';
import type { OnProgress, Problem } from '../contracts/units';
import { homeCells } from '../core/lake/home/cells';
import { countedLog } from '../core/lake/home/counted-table';
import { homeLines } from '../core/lake/home/lines';
import { HOME_NAMES, type HomeKind, homeKindOf, mayBeTable } from '../core/lake/home/table-kind';
import { type HomeWindows, homeWindows } from '../core/lake/home/windows';
import { numRecordsOf } from '../core/lib/log-table';
import type { MinedTable } from '../core/pipeline';
import { timeBeside } from '../core/wording/clock';
import { errorText } from '../core/wording/error-text';
import { countOf } from '../core/wording/plural';
import { problem } from '../core/wording/problem';
import { detectFile } from '../input/detect-file';
import { fingerprintOf } from '../input/fingerprint';
import type { TableAccess } from './engine-parts';
import type { ReadTable } from './tables';

export interface CountedDrop {
  readonly read: ReadTable;
  readonly known: MinedTable;
  /** What was dropped beside the tables. */
  readonly others: readonly DroppedFile[];
}

/** Spans of missing windows that are named. */
const MAX_SPANS = 5;

/** @throws Error with a sentence for the user where tables were dropped that make no log. */
export async function countedDrop(
  files: readonly DroppedFile[],
  access: TableAccess | undefined,
  onProgress: OnProgress,
): Promise<CountedDrop | null> {
  if (!access || !files.some(({ path }) => mayBeTable(path))) return null;
  const found: Record<HomeKind, DroppedTable[]> = { windows: [], cells: [], lines: [] };
  const others: DroppedFile[] = [];
  const faults: string[] = [];
  for (const [i, dropped] of files.entries()) {
    onProgress({ stage: 'open', detail: dropped.path, done: i, total: files.length, unit: 'files' });
    const table = mayBeTable(dropped.path) ? await tableOf(dropped, access, faults) : null;
    const kind = table && homeKindOf(Object.keys(table.columns));
    if (kind) found[kind].push(table);
    else others.push(dropped);
  }
  const { windows, cells, lines } = found;
  if (windows.length + cells.length + lines.length === 0) return null;
  for (const kind of ['windows', 'cells'] as const)
    if (found[kind].length === 0) throw new Error(faults[0] ?? missing(kind, found));
  const counted = homeWindows(windows);
  const counts = homeCells(cells, counted);
  const { table, templates, texts, numQuoted } = countedLog(
    counts,
    counted,
    homeLines(lines, counts[0].model),
  );
  const note = noteOf(numRecordsOf(table), table.length, numQuoted, counted.paused);
  const left = faults.map((fault) => problem('error', 'table-unreadable', `${fault} It is left out.`));
  const read = await withTexts({ ...table, problems: [note, ...missingWindows(counted), ...left] }, texts);
  return { read, known: { templates, problems: [] }, others };
}

async function tableOf(
  { path, file }: DroppedFile,
  access: TableAccess,
  faults: string[],
): Promise<DroppedTable | null> {
  try {
    return await access.read(file, path);
  } catch (error) {
    const why = errorText(error);
    faults.push(`${path}${why.startsWith(',') ? '' : ' '}${why}`);
    return null;
  }
}

function missing(
  kind: 'windows' | 'cells',
  found: Readonly<Record<HomeKind, readonly DroppedTable[]>>,
): string {
  const [there] = Object.values(found).flat();
  const name = HOME_NAMES[kind];
  return `${there.name} holds what a database counted, but ${name} is not beside it: drop feature_windows and template_windows of one run of lake/ together, and template_lines with them where there is one.`;
}

function noteOf(numRecords: number, numRows: number, numQuoted: number, paused: Uint8Array): Problem {
  const numWindows = paused.reduce((sum, isPaused) => sum + 1 - isPaused, 0);
  const lines =
    numQuoted === 0
      ? 'No line was dropped with them: what is quoted are templates'
      : `${numQuoted.toLocaleString('en')} of them are at hand, each the first of its template and level in a window`;
  const message = `${countOf(numRecords, 'record')} were counted by a database, in ${countOf(numWindows, 'window')}. ${lines}; Lines, search and comparisons know these ${countOf(numRows, 'row')} alone. Sessions, numbers within lines and the silence of single sources were not looked at.`;
  return problem('info', 'counted-windows', message);
}

/** Windows between others that no table holds: a database writes empty ones as well. */
function missingWindows({ startMs, windowMs, numWindows, paused }: HomeWindows): readonly Problem[] {
  const spans: string[] = [];
  let num = 0;
  for (let w = 0; w < numWindows; w++) {
    if (paused[w] === 0) continue;
    const begin = w;
    while (w < numWindows && paused[w] === 1) w++;
    num += w - begin;
    const [from, to] = [startMs + begin * windowMs, startMs + w * windowMs];
    spans.push(`${timeBeside(from, null)} to ${timeBeside(to, from)}`);
  }
  if (num === 0) return [];
  const shown = spans.slice(0, MAX_SPANS).join(', ');
  const more = spans.length > MAX_SPANS ? ` and ${countOf(spans.length - MAX_SPANS, 'more span')}` : '';
  const message = `${countOf(num, 'window')} of ${numWindows.toLocaleString('en')} between the first and the last ${num === 1 ? 'is' : 'are'} in none of the tables (UTC: ${shown}${more}): nothing is known of ${num === 1 ? 'it' : 'them'}.`;
  return [problem('warning', 'windows-missing', message)];
}

/** What reads the rows back; a file is read as its lines look. */
async function withTexts(
  table: ReadTable['table'],
  texts: readonly Uint8Array<ArrayBuffer>[],
): Promise<ReadTable> {
  const blobs = texts.map((text) => new Blob([text]));
  const prints = await Promise.all(blobs.map(fingerprintOf));
  const guesses = await Promise.all(
    table.files.map(async ({ name, bytes, encoding }, i) => {
      const opened = { name, blob: blobs[i], bytes, compression: null, encoding, lastModified: null };
      const { guess } = await detectFile(opened, { name: 'UTC', from: 'setting' }, null);
      return guess;
    }),
  );
  const files = table.files.map((file, i) => ({
    ...file,
    format: guesses[i].format,
    formatConfidence01: guesses[i].confidence01,
    xxh64: prints[i].xxh64,
  }));
  return {
    table: { ...table, files },
    blobs,
    plans: guesses.map(({ plan }) => plan),
    states: prints.map(({ states }) => states),
    clocks: null,
  };
}
