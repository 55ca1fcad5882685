// A few WebAssembly instructions as bytes: enough for loops over floats, four at a time. In: a function body written with
// these. Out: the bytes of a module that imports one memory. WebAssembly core specification 2.0, chapter 5 (binary format).

export type Code = readonly number[];

const TYPE = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPE;

export interface WasmFunction {
  readonly name: string;
  /** All parameters are i32; there is no result. */
  readonly numParameters: number;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

const simd = (opcode: number, ...rest: number[]): Code => [0xfd, ...unsigned(opcode), ...rest];
/** Addresses are aligned to 4 bytes; more is only a hint. */
const at = (offset: number): number[] => [2, ...unsigned(offset)];

export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  int: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a] as Code,
  sub: [0x6b] as Code,
  mul: [0x6c] as Code,
  isGreater: [0x4a] as Code,
  floatLoad: (offset: number): Code => [0x2a, ...at(offset)],
  floatStore: (offset: number): Code => [0x38, ...at(offset)],
  floatAdd: [0x92] as Code,
  floatMul: [0x94] as Code,
  float: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  load4: (offset: number): Code => simd(0x00, ...at(offset)),
  /** One float in all four places. */
  loadSpread: (offset: number): Code => simd(0x09, ...at(offset)),
  store4: (offset: number): Code => simd(0x0b, ...at(offset)),
  spread: simd(0x13),
  constant4: (value: number): Code => simd(0x0c, ...new Uint8Array(new Float32Array(4).fill(value).buffer)),
  add4: simd(0xe4),
  sub4: simd(0xe5),
  mul4: simd(0xe6),
  div4: simd(0xe7),
  min4: simd(0xe8),
  max4: simd(0xe9),
  sqrt4: simd(0xe3),
  round4: simd(0x6a),
  toInt4: simd(0xf8),
  intAdd4: simd(0xae),
  intShiftLeft4: simd(0xab),
  intSpread: simd(0x11),
  /** Lanes of one vector in another order. */
  turn4: (a: number, b: number, c: number, d: number): Code =>
    simd(0x0d, ...[a, b, c, d].flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))),
  ifElse: (then: Code, otherwise: Code): Code => [0x04, 0x40, ...then, 0x05, ...otherwise, 0x0b],
  /** Runs `body` as long as `condition` leaves something else than 0. */
  whileLoop: (condition: Code, body: Code): Code => [
    ...[0x02, 0x40, 0x03, 0x40],
    ...condition,
    ...[0x45, 0x0d, 1],
    ...body,
    ...[0x0c, 0, 0x0b, 0x0b],
  ],
  /** Runs `body` once and again as long as `condition` leaves something else than 0. */
  repeatLoop: (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b],
} as const;

/** A module with these functions, all exported, on the memory imported as env.memory. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, ...vector(new Array(f.numParameters).fill([TYPE.i32])), 0]);
  const memory = [...name('env'), ...name('memory'), 0x02, 0x00, 0x01];
  const exports = functions.map((f, i) => [...name(f.name), 0x00, ...unsigned(i)]);
  const bodies = functions.map((f) => {
    const locals = f.locals.map((type) => [1, TYPE[type]]);
    const code = [...vector(locals), ...f.body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies)),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function name(text: string): number[] {
  return vector(Array.from(text, (letter) => [letter.charCodeAt(0)]));
}
