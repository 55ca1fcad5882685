/** Encoding of a text file. In: bytes of its beginning. Out: a label of the Encoding Standard, or 'binary'. */
import chardet from 'chardet';
import { LINE_FEED, MAX_ASCII } from '../core/lib/ascii';
import { asciiBytes, indexOfBytes } from '../core/lib/bytes';

/** Share of control characters (tab, line ends, escape, NUL apart) above which a file is no text. */
const MAX_CONTROL = 0.05;
/** NULs are padding after a crash up to this share. */
const MAX_NUL = 0.5;

export interface Encoding {
  /** 'utf-8', 'utf-16le', 'windows-1252', ...; 'binary': no text. */
  readonly name: string;
  /** The text has to be transcoded before it is read. */
  readonly transcode: boolean;
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['bzip2 archive', [0x42, 0x5a, 0x68]],
  ['7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR archive', [0x52, 0x61, 0x72, 0x21]],
];

/** What a file that is no log is, by its first bytes; null: not known. */
export function nameOfBinary(head: Uint8Array): string | null {
  return MAGIC.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))?.[0] ?? null;
}

export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', transcode: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', transcode: true };
  const wide = wideEncoding(head);
  if (wide) return { name: wide, transcode: true };
  if (nameOfBinary(head) !== null || looksBinary(head)) return { name: 'binary', transcode: false };
  const { multiByte, broken } = utf8Counts(head);
  if (broken === 0 || multiByte > broken) return { name: 'utf-8', transcode: false };
  const name = legacyName(head);
  return { name, transcode: name !== 'utf-8' };
}

/** A label that the user chose; null: the browser knows none like it. */
export function chosenEncoding(label: string): Encoding | null {
  try {
    const name = new TextDecoder(label).encoding;
    return { name, transcode: name !== 'utf-8' };
  } catch {
    return null;
  }
}

/**
 * UTF-16 without a mark. Most characters of a log are ASCII (digits, blanks, line ends), whatever its language: NULs stand
 * in every second place only, and the characters are ones that text has.
 */
function wideEncoding(head: Uint8Array): string | null {
  const length = head.length & ~1;
  if (length < 16) return null;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) nuls[i & 1]++;
  const half = length / 2;
  for (const [name, high] of [
    ['utf-16le', 1],
    ['utf-16be', 0],
  ] as const) {
    if (nuls[high] < half * 0.15 || nuls[1 - high] > nuls[high] * 0.02) continue;
    if (nuls[high] > half * 0.7 || isText(head.subarray(0, length), name)) return name;
  }
  return null;
}

/** Letters, digits, marks and the like, but for one in fifty. */
function isText(bytes: Uint8Array, encoding: string): boolean {
  const text = new TextDecoder(encoding).decode(bytes);
  const odd = text.match(/[\p{C}\uFFFD]/gu)?.filter((char) => !/[\t\r\n\x1b]/.test(char)).length ?? 0;
  return odd * 50 <= text.length;
}

const FIX = asciiBytes('8=FIX');
const MAX_FIX = 4096;

function looksBinary(head: Uint8Array): boolean {
  let nuls = 0;
  let control = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    else if ((byte < 32 && (byte < 7 || byte > 13) && byte !== 27) || byte === 127) control++;
  }
  // The messages of FIX are fields that SOH parts.
  if (indexOfBytes(head, FIX, 0, Math.min(head.length, MAX_FIX)) >= 0)
    control -= head.filter((byte) => byte === 1).length;
  return control > head.length * MAX_CONTROL || nuls > head.length * MAX_NUL;
}

/** Whole sequences of two bytes and more, and bytes that fit in none; one cut off by the end counts as neither. */
function utf8Counts(head: Uint8Array): { multiByte: number; broken: number } {
  let multiByte = 0;
  let broken = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i];
    if (byte < 0x80) continue;
    const more =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    if (i + more >= head.length) break;
    let whole = more > 0;
    for (let k = 1; k <= more; k++) if ((head[i + k] & 0xc0) !== 0x80) whole = false;
    if (whole) {
      multiByte++;
      i += more;
    } else broken++;
  }
  return { multiByte, broken };
}

/** Guessed from the lines that are not plain ASCII: a long log holds few of them. UTF-8 where no guess makes words of them. */
function legacyName(head: Uint8Array): string {
  const odd = oddLines(head);
  const guess = chardet.detect(odd)?.toLowerCase() ?? 'windows-1252';
  const others = guess === 'iso-8859-1' || guess === 'ascii' || guess === 'utf-8' ? [] : [guess];
  return [...others, 'windows-1252'].map(canonical).find((name) => name && makesWords(odd, name)) || 'utf-8';
}

function oddLines(head: Uint8Array): Uint8Array {
  const odd: number[] = [];
  for (let i = 0; i < head.length && odd.length < 65_536; i++) {
    if (head[i] <= MAX_ASCII) continue;
    const begin = Math.max(head.lastIndexOf(LINE_FEED, i) + 1, i - 200);
    const found = head.indexOf(LINE_FEED, i);
    const end = Math.min(found < 0 ? head.length : found + 1, i + 200);
    for (let k = begin; k < end; k++) odd.push(head[k]);
    i = end;
  }
  return Uint8Array.from(odd);
}

/** Name of the Encoding Standard; '': the browser has none like it. */
function canonical(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return '';
  }
}

/** Letters but the last of Latin-1, which stands for 0xFF, and marks that people type; with hardly anything undecodable. */
function makesWords(bytes: Uint8Array, encoding: string): boolean {
  const odd = new TextDecoder(encoding).decode(bytes).match(/[^\x00-\x7f]/g) ?? [];
  const good = odd.filter(
    (char) => /[\p{L}\p{M}\p{N}°§€£«»„“”‘’–—…·±×µ©®、。「」（），：；！？]/u.test(char) && char !== 'ÿ',
  );
  return good.length * 10 >= odd.length * 8;
}
