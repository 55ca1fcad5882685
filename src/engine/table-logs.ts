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
      opened.push(text === null ? dropped : { path, file: new File([text], name, { lastModified }) });
    } catch (error) {
      const message = `${path} ${errorText(error)} It is left out.`;
      problems.push(problem('error', 'table-unreadable', message, { file: path }));
    }
  }
  return { files: opened, problems };
}
