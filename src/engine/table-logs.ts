// Parquet and Arrow files of log records, dropped as logs. In: what was dropped, a reader of tables. Out: the same with their text in their place.
import type { DroppedFile } from '../contracts/threads';
import type { OnProgress, Problem } from '../contracts/units';
import { errorText } from '../core/wording/error-text';
import { problem } from '../core/wording/problem';
import type { OpenedFiles } from '../input/open';
import { countedDrop } from './counted-drop';
import type { TableAccess } from './engine-parts';

const IS_TABLE = /\.(?:parquet|arrow|feather)$/i;

interface TextsOfTables {
  readonly files: readonly DroppedFile[];
  readonly problems: readonly Problem[];
}

/** Files given again to an analysis: windows that a database counted are the texts of their files. */
export async function openGiven(
  files: readonly DroppedFile[],
  access: TableAccess | undefined,
  open: (files: readonly DroppedFile[]) => Promise<OpenedFiles>,
): Promise<OpenedFiles> {
  const counted = await countedDrop(files, access, () => {});
  if (counted) {
    const { table, blobs } = counted.read;
    const logs = table.files.map(({ name, bytes, encoding }, i) => {
      return { name, bytes, encoding, blob: blobs[i], compression: null, lastModified: null };
    });
    return { ...(await open(counted.others)), logs };
  }
  return openLogs(files, access, () => {}, open);
}

/** As `open` does, tables of records as the logs that they are. */
export async function openLogs(
  files: readonly DroppedFile[],
  access: TableAccess | undefined,
  onProgress: OnProgress,
  open: (files: readonly DroppedFile[]) => Promise<OpenedFiles>,
): Promise<OpenedFiles> {
  const texts = await textsOfTables(files, access, onProgress);
  const opened = await open(texts.files);
  return { ...opened, problems: [...texts.problems, ...opened.problems] };
}

/** A table without text stays what it is: opening tells that it is no log. */
async function textsOfTables(
  files: readonly DroppedFile[],
  access: TableAccess | undefined,
  onProgress: OnProgress,
): Promise<TextsOfTables> {
  if (!access || !files.some(({ path }) => IS_TABLE.test(path))) return { files, problems: [] };
  const problems: Problem[] = [];
  const opened: DroppedFile[] = [];
  const pieces: Piece[] = [];
  for (const dropped of files) {
    const { path, file } = dropped;
    if (!IS_TABLE.test(path)) {
      opened.push(dropped);
      continue;
    }
    const onRows = (done: number, total: number): void =>
      onProgress({ stage: 'open', detail: path, done, total, unit: 'lines' });
    try {
      const text = await access.lines(file, onRows);
      const { name, lastModified } = file;
      const [, root = '', day, component, part] = PARTITION.exec(path) ?? [];
      if (text !== null && part !== undefined)
        pieces.push({ log: `${root}${component}`, day, part: Number(part), text, lastModified });
      else opened.push(text === null ? dropped : { path, file: new File([text], name, { lastModified }) });
    } catch (error) {
      const message = `${path} ${errorText(error)} It is left out.`;
      problems.push(problem('error', 'table-unreadable', message, { file: path }));
    }
  }
  return { files: [...opened, ...joined(pieces)], problems };
}

/** A part of partitioned_logs: date=2026-03-12/component=NAME/part-0.parquet. */
const PARTITION = /^(.*\/)?date=([^/]+)\/(component=[^/]+)\/part-(\d+)\.parquet$/;

interface Piece {
  /** Where it belongs: all days and parts of a component are one log. */
  readonly log: string;
  readonly day: string;
  readonly part: number;
  readonly text: Blob;
  readonly lastModified: number;
}

/** In the order of days and of parts within one; records without a time come last, as '__HIVE...' does behind '2026'. */
function joined(pieces: readonly Piece[]): readonly DroppedFile[] {
  const logs = new Map<string, Piece[]>();
  for (const piece of pieces) logs.set(piece.log, [...(logs.get(piece.log) ?? []), piece]);
  return [...logs].map(([path, own]) => {
    own.sort((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
    const lastModified = own.reduce((last, each) => Math.max(last, each.lastModified), 0);
    const name = path.slice(path.lastIndexOf('/') + 1);
    return {
      path,
      file: new File(
        own.map(({ text }) => text),
        name,
        { lastModified },
      ),
    };
  });
}
