// A tar, file by file (POSIX.1-2017 ustar, long names by GNU's 'L'). In: paths and bytes. Out: blocks to write.
const BLOCK = 512;
const MAX_NAME = 100;

export function tarBlocks(path: string, bytes: Uint8Array): readonly Uint8Array[] {
  const name = Buffer.from(path);
  const long =
    name.length > MAX_NAME
      ? [header('././@LongLink', name.length + 1, 'L'), padded(Buffer.concat([name, Buffer.of(0)]))]
      : [];
  return [...long, header(name.subarray(0, MAX_NAME).toString(), bytes.length, '0'), padded(bytes)];
}

/** Two empty blocks. */
export const TAR_END = new Uint8Array(2 * BLOCK);

function header(name: string, size: number, type: string): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const put = (text: string, at: number): number => block.write(text, at, 'utf8');
  put(name, 0);
  put('0000644\0' + '0000000\0' + '0000000\0', 100);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put(`${(1715677228).toString(8).padStart(11, '0')}\0`, 136);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  block.set(bytes);
  return block;
}
