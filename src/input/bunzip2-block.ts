/** One block of bzip2: Huffman codes, move-to-front, Burrows-Wheeler, run lengths, CRC. In: bits behind the block's mark. Out: its text. */
import { type BitReader, Damaged } from './bit-reader';

const GROUP = 50;
const MAX_BITS = 20;

/** Throws Damaged, or EndOfData when more has to be read first. `blockSize`: most bytes before the last step. */
export function readBlock(bits: BitReader, blockSize: number): Uint8Array {
  const crc = bits.take(32);
  if (bits.take(1) === 1) throw new Damaged();
  const origin = bits.take(24);
  const used = symbolsUsed(bits);
  const numTables = bits.take(3);
  const numSelectors = bits.take(15);
  if (used.length === 0 || numTables < 2 || numTables > 6 || numSelectors === 0) throw new Damaged();
  const selectors = readSelectors(bits, numTables, numSelectors);
  const tables = Array.from({ length: numTables }, () => readTable(bits, used.length + 2));
  const { links, length } = readSymbols(bits, used, selectors, tables, blockSize);
  if (origin >= length) throw new Damaged();
  const text = unrun(invert(links, length), length, origin);
  if (crcOf(text) !== crc) throw new Damaged();
  return text;
}

function symbolsUsed(bits: BitReader): number[] {
  const rows = bits.take(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if (((rows >> (15 - row)) & 1) === 0) continue;
    const columns = bits.take(16);
    for (let column = 0; column < 16; column++)
      if (((columns >> (15 - column)) & 1) === 1) used.push(row * 16 + column);
  }
  return used;
}

function readSelectors(bits: BitReader, numTables: number, num: number): Uint8Array {
  const order = Array.from({ length: numTables }, (_, i) => i);
  const selectors = new Uint8Array(num);
  for (let i = 0; i < num; i++) {
    let place = 0;
    while (bits.take(1) === 1) if (++place >= numTables) throw new Damaged();
    order.unshift(...order.splice(place, 1));
    selectors[i] = order[0];
  }
  return selectors;
}

/** Canonical Huffman code: per length the first code beyond it, and the symbols in order of code. */
interface CodeTable {
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
}

function readTable(bits: BitReader, size: number): CodeTable {
  const lengths = new Uint8Array(size);
  let length = bits.take(5);
  for (let i = 0; i < size; i++) {
    for (;;) {
      if (length < 1 || length > MAX_BITS) throw new Damaged();
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[i] = length;
  }
  const limit = new Int32Array(MAX_BITS + 1);
  const base = new Int32Array(MAX_BITS + 1);
  const symbols: number[] = [];
  let code = 0;
  for (let bit = 1; bit <= MAX_BITS; bit++) {
    code <<= 1;
    base[bit] = symbols.length - code;
    for (let i = 0; i < size; i++) if (lengths[i] === bit) symbols.push(i);
    code = symbols.length - base[bit];
    limit[bit] = code;
  }
  return { limit, base, symbols: Uint16Array.from(symbols) };
}

function readSymbol(bits: BitReader, { limit, base, symbols }: CodeTable): number {
  let code = 0;
  for (let length = 1; length <= MAX_BITS; length++) {
    code = code * 2 + bits.take(1);
    if (code < limit[length]) return symbols[code + base[length]];
  }
  throw new Damaged();
}

/** Move-to-front and run lengths undone: the last column of the sorted rotations. */
function readSymbols(
  bits: BitReader,
  used: number[],
  selectors: Uint8Array,
  tables: readonly CodeTable[],
  blockSize: number,
): { links: Uint32Array; length: number } {
  const links = new Uint32Array(blockSize);
  const order = [...used];
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let count = 0; ; count++) {
    const group = Math.floor(count / GROUP);
    if (group >= selectors.length) throw new Damaged();
    const symbol = readSymbol(bits, tables[selectors[group]]);
    if (symbol < 2) {
      run += weight << symbol;
      weight *= 2;
      if (run > blockSize) throw new Damaged();
      continue;
    }
    if (length + run > blockSize) throw new Damaged();
    links.fill(order[0], length, length + run);
    length += run;
    run = 0;
    weight = 1;
    if (symbol === used.length + 1) return { links, length };
    if (length === blockSize) throw new Damaged();
    const byte = order.splice(symbol - 1, 1)[0];
    order.unshift(byte);
    links[length++] = byte;
  }
}

/** Burrows-Wheeler: the upper 24 bits of each entry become the place of the next byte. */
function invert(links: Uint32Array, length: number): Uint32Array {
  const begin = new Uint32Array(257);
  for (let i = 0; i < length; i++) begin[(links[i] & 255) + 1]++;
  for (let i = 0; i < 256; i++) begin[i + 1] += begin[i];
  for (let i = 0; i < length; i++) links[begin[links[i] & 255]++] |= i << 8;
  return links;
}

/** Walks the links and undoes the first run-length code: four equal bytes, then how many more. */
function unrun(links: Uint32Array, length: number, origin: number): Uint8Array {
  let out = new Uint8Array(length * 2);
  let size = 0;
  let at = links[origin] >>> 8;
  let previous = -1;
  let equal = 0;
  for (let i = 0; i < length; i++) {
    const byte = links[at] & 255;
    at = links[at] >>> 8;
    if (size + 256 > out.length) {
      const larger = new Uint8Array(out.length * 2 + 256);
      larger.set(out);
      out = larger;
    }
    if (equal === 4) {
      out.fill(previous, size, size + byte);
      size += byte;
      equal = 0;
      previous = -1;
    } else {
      equal = byte === previous ? equal + 1 : 1;
      previous = byte;
      out[size++] = byte;
    }
  }
  return out.subarray(0, size);
}

const CRC = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ CRC[((crc >>> 24) ^ byte) & 255];
  return ~crc >>> 0;
}
