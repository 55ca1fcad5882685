// A tar (POSIX.1-2017 ustar, long names by GNU's 'L'), as far as the page writes one. In: names, sizes, times. Out: blocks.
const BLOCK = 512;
const MAX_NAME = 100;
/** Sizes of eleven octal digits. */
const MOST_BYTES = 8 ** 11 - 1;

/** Two empty blocks. */
export const TAR_END = new Uint8Array(2 * BLOCK);

/** What stands before the bytes of a file. @param modifiedMs ms since 1970. @throws Error for a file beyond 8 GiB */
export function tarHeader(
  path: string,
  size: number,
  modifiedMs: number,
): readonly Uint8Array<ArrayBuffer>[] {
  const name = new TextEncoder().encode(path);
  if (size > MOST_BYTES) throw new Error('A file beyond 8 GiB fits in no tar.');
  const seconds = Math.max(0, Math.floor(modifiedMs / 1000));
  if (name.length <= MAX_NAME) return [block(name, size, seconds, '0')];
  const long = new Uint8Array(name.length + 1);
  long.set(name);
  const link = block(new TextEncoder().encode('././@LongLink'), long.length, seconds, 'L');
  return [link, long, tarPadding(long.length), block(name.subarray(0, MAX_NAME), size, seconds, '0')];
}

/** What stands behind so many bytes. */
export function tarPadding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

function block(name: Uint8Array, size: number, seconds: number, type: string): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(BLOCK);
  const put = (text: string, at: number): void => made.set(new TextEncoder().encode(text), at);
  const octal = (value: number): string => value.toString(8).padStart(11, '0');
  made.set(name);
  put('0000644\x000000000\x000000000', 100);
  put(octal(size), 124);
  put(octal(seconds), 136);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  const sum = made.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\x00 `, 148);
  return made;
}
