// The logs of an analysis without secrets and personal data, as a tar that reads as they do. In: its tables. Out: a Blob. One slice of a file is in memory at
// a time; the copies lie where the browser puts them.
import { TAR_END, tarHeader, tarPadding } from '../archive/tar-writer';
import { whyUnread } from '../core/wording/unread';
import { isAtHand, readChecked } from '../input/checked-text';
import { createLogRedactor, type LogRedactor } from '../llm/redact-log';
import type { Tables } from './tables';

const SLICE_BYTES = 4 * 2 ** 20;
const NEWLINE = 10;

/** Whether the text of every file is at hand. */
export function canRedact({ table, text, source }: Tables): boolean {
  // Of a log that a database counted only some lines are here.
  if (table.counted) return false;
  return source !== null && table.files.length > 0 && table.files.every((_, i) => isAtHand(text, i));
}

/** @throws Error where a part of a file is no longer as it was analysed */
export async function redactedLogs(
  tables: Tables,
  onBytes: (done: number, total: number) => void,
): Promise<Blob> {
  const { table, source } = tables;
  const total = table.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const redactor = createLogRedactor();
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let done = 0;
  for (const [fileIdx, { name }] of table.files.entries()) {
    const copy = await redactedFile(tables, fileIdx, redactor, (bytes) => {
      done += bytes;
      onBytes(done, total);
    });
    // Times without a year or a day take it from the date of the file.
    const opened = source?.opened.logs.find((each) => each.name === name);
    parts.push(...tarHeader(name, copy.size, opened?.lastModified ?? 0), copy, tarPadding(copy.size));
  }
  const packed = new Blob([...parts, TAR_END]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).blob();
}

async function redactedFile(
  { table, text }: Tables,
  fileIdx: number,
  redactor: LogRedactor,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const { bytes: size, name } = table.files[fileIdx];
  const copies: Blob[] = [];
  for (let at = 0; at < size; ) {
    let end = Math.min(size, at + SLICE_BYTES);
    let slice = await readChecked(text, fileIdx, at, end);
    let lines = linesOf(slice.bytes, end === size);
    // A line longer than a slice is read whole: twice as much each time, so that a long one is not read again and again.
    while (lines === 0) {
      end = Math.min(size, at + 2 * (end - at));
      slice = await readChecked(text, fileIdx, at, end);
      lines = linesOf(slice.bytes, end === size);
    }
    const why = slice.whyNot(0, end - at);
    if (why !== null) throw new Error(`No copy was made: ${whyUnread(why, name)}`);
    copies.push(new Blob([redactedBytes(slice.bytes.subarray(0, lines), redactor)]));
    onBytes(lines);
    at += lines;
  }
  return new Blob(copies);
}

/** Bytes up to the end of the last whole line; all, where nothing follows. 0: there is no end of a line yet. */
function linesOf(bytes: Uint8Array, isLast: boolean): number {
  return isLast ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
}

/** Bytes that are no UTF-8 stay as they are: each is one character then, and becomes a byte again. */
function redactedBytes(bytes: Uint8Array, redactor: LogRedactor): Uint8Array<ArrayBuffer> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return new TextEncoder().encode(redactor.redact(text));
  } catch {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192)
      text += String.fromCharCode(...bytes.subarray(i, Math.min(bytes.length, i + 8192)));
    return Uint8Array.from(redactor.redact(text), (character) => character.charCodeAt(0));
  }
}
