/** Files of a tar archive as slices of its Blob: nothing is copied. ustar, GNU long names and pax paths. */
const BLOCK = 512;

export interface TarEntry {
  readonly name: string;
  readonly blob: Blob;
  /** ms UTC. */
  readonly lastModified: number;
}

export interface TarFiles {
  readonly entries: readonly TarEntry[];
  /** Byte where the archive ends too early or stops making sense; null: it is whole. */
  readonly faultOffset: number | null;
}

export function isTar(head: Uint8Array): boolean {
  return text(head, 257, 5) === 'ustar';
}

export async function readTar(archive: Blob, maxEntries: number): Promise<TarFiles> {
  const entries: TarEntry[] = [];
  let longName: string | null = null;
  let at = 0;
  while (at + BLOCK <= archive.size && entries.length < maxEntries) {
    const header = new Uint8Array(await archive.slice(at, at + BLOCK).arrayBuffer());
    if (header.every((byte) => byte === 0)) return { entries, faultOffset: null };
    const size = sizeOf(header);
    if (!isTar(header) || !(size >= 0)) return { entries, faultOffset: at };
    const type = String.fromCharCode(header[156] || 48);
    const data = archive.slice(at + BLOCK, at + BLOCK + size);
    if (type === 'L') longName = (await data.text()).replace(/\0+$/, '');
    else if (type === 'x') longName = paxPath(await data.text()) ?? longName;
    else {
      const prefix = text(header, 345, 155);
      const name: string = longName ?? (prefix ? `${prefix}/` : '') + text(header, 0, 100);
      longName = null;
      if (type === '0' || type === '7')
        entries.push({ name, blob: data, lastModified: octal(header, 136, 12) * 1000 });
      if (data.size < size) return { entries, faultOffset: archive.size };
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return { entries, faultOffset: at > archive.size ? archive.size : null };
}

function text(bytes: Uint8Array, at: number, length: number): string {
  const end = bytes.subarray(at, at + length).indexOf(0);
  return new TextDecoder().decode(bytes.subarray(at, end < 0 ? at + length : at + end));
}

const octal = (bytes: Uint8Array, at: number, length: number): number =>
  Number.parseInt(text(bytes, at, length).trim() || '0', 8);

/** Octal, or big-endian base 256 where the first bit is set (GNU). */
function sizeOf(header: Uint8Array): number {
  if ((header[124] & 0x80) === 0) return octal(header, 124, 12);
  let size = 0;
  for (let i = 128; i < 136; i++) size = size * 256 + header[i];
  return Number.isSafeInteger(size) ? size : Number.NaN;
}

const paxPath = (records: string): string | null => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records)?.[1] ?? null;
