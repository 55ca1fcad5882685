/** What kind of archive a file is, by its first bytes; and what names within archives may be. */
import { isTar } from './tar';

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2';

/** By the first bytes; null: no archive. */
export function archiveKind(head: Uint8Array): Compression | 'tar' | 'zip' | null {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return 'xz';
  // Its first block, or the end of an empty file.
  const bzip = a === 0x42 && b === 0x5a && c === 0x68 && d > 48 && d < 58;
  if (bzip && ((head[4] === 0x31 && head[5] === 0x41) || (head[4] === 0x17 && head[5] === 0x72)))
    return 'bzip2';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  return isTar(head) ? 'tar' : null;
}

/** No way up or to the root in names from archives: they are only shown, but they should read true. */
export const safePath = (path: string): string =>
  path
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

/** '..' in a name, or a drive or server before it. */
export const leadsOut = (path: string): boolean =>
  /^[A-Za-z]:|^\\\\/.test(path) || path.split(/[\\/]+/).includes('..');

export const stripPacking = (name: string): string => name.replace(/\.(gz|zst|xz|bz2)$/i, '');
