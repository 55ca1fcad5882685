/** Encoding of a text file, and its way to UTF-8. In: bytes of its beginning. Out: a label of the Encoding Standard, or 'binary'. */
import chardet from 'chardet';
import { BlobSink, LimitReached } from './blob-sink';
import { DEFAULT_OPEN_LIMITS } from './types';

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
  ['Windows event log', [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65]],
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
  return { name: legacyName(head), transcode: true };
}

/** UTF-16 without a mark: nearly every second byte is NUL. */
function wideEncoding(head: Uint8Array): string | null {
  const length = head.length & ~1;
  if (length < 16) return null;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) nuls[i & 1]++;
  const half = length / 2;
  if (nuls[1] > half * 0.7 && nuls[0] < half * 0.1) return 'utf-16le';
  if (nuls[0] > half * 0.7 && nuls[1] < half * 0.1) return 'utf-16be';
  return null;
}

function looksBinary(head: Uint8Array): boolean {
  let nuls = 0;
  let control = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    else if ((byte < 32 && (byte < 7 || byte > 13) && byte !== 27) || byte === 127) control++;
  }
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

/** Guessed from the lines that are not plain ASCII: a long log holds few of them. */
function legacyName(head: Uint8Array): string {
  const odd: number[] = [];
  for (let i = 0; i < head.length && odd.length < 65_536; i++) {
    if (head[i] < 0x80) continue;
    const begin = Math.max(head.lastIndexOf(10, i) + 1, i - 200);
    const found = head.indexOf(10, i);
    const end = Math.min(found < 0 ? head.length : found + 1, i + 200);
    for (let k = begin; k < end; k++) odd.push(head[k]);
    i = end;
  }
  const name = chardet.detect(Uint8Array.from(odd))?.toLowerCase() ?? 'windows-1252';
  const label = name === 'iso-8859-1' || name === 'ascii' || name === 'utf-8' ? 'windows-1252' : name;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'windows-1252';
  }
}

const READ_BYTES = 2 ** 20;

/** The same text as UTF-8; byte order marks go. */
export async function transcode(source: Blob, encoding: string): Promise<Blob> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const sink = new BlobSink({ ...DEFAULT_OPEN_LIMITS, maxRatio: 4 }, source.size);
  try {
    for (let at = 0; at < source.size; at += READ_BYTES) {
      const bytes = await source.slice(at, at + READ_BYTES).arrayBuffer();
      sink.write(encoder.encode(decoder.decode(bytes, { stream: true })));
    }
    sink.write(encoder.encode(decoder.decode()));
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
  }
  return sink.blob();
}
