// What the WGSL programs of both LSTMs share: bindings, the values of a step, how sequences are spread over threads, activations.
// In: sizes. Out: text. Every index is a u32; matrices are row-major; rows are time-major: row t * batch + b.

/**
 * How a workgroup of the passes through time is made up: a thread has one unit of `lanes` sequences (a vector), `groups` such sets
 * of threads stand side by side. Its sequences are groups * lanes. How many go together changes no sum.
 */
export interface Spread {
  readonly hidden: number;
  readonly groups: number;
  readonly lanes: 1 | 2 | 4;
}

/** A workgroup may have 256 threads everywhere (WebGPU's least limit), and a thread has one unit. */
export const MAX_HIDDEN = 256;
const THREADS = 64;
/** Gradients of the gates of a workgroup's sequences: 16 bytes a unit, 8 KiB of the 16 that a workgroup has everywhere. */
const MAX_UNITS = 512;

/** More sequences a thread share what is read of the weights, but leave a small batch with few threads. */
export function spreadOver(hidden: number, batch: number): Spread {
  const groups = Math.max(1, Math.floor(THREADS / hidden));
  const wanted = batch >= 2048 ? 4 : batch >= 512 ? 2 : 1;
  const most = MAX_UNITS / (groups * hidden);
  return { hidden, groups, lanes: wanted <= most ? wanted : most >= 2 ? 2 : 1 };
}

export const sequencesOf = ({ groups, lanes }: Spread): number => groups * lanes;

/** Words of a step's values, in the order of Info below; a slot of them begins at a multiple of 256 bytes. */
export interface StepInfo {
  readonly batch: number;
  readonly steps: number;
  /** Steps of the decoder, or of what has an output: rows of the output over the batch. */
  readonly outputs: number;
  /** 1: outputs are kept, nothing is learnt. */
  readonly scoring: 0 | 1;
  /** Where in the uploaded data the three parts of the batch begin, in floats. */
  readonly inputAt: number;
  readonly targetAt: number;
  readonly weightAt: number;
  /** Parts into which the rows are cut for the gradients. */
  readonly parts: number;
  /** Learning rate over the scale of the first moment; one over that of the second. */
  readonly rate: number;
  readonly second: number;
  /** What an error, and the sum of the losses, is multiplied by. */
  readonly gradientFactor: number;
  readonly lossFactor: number;
}

export const INFO_BYTES = 256;
const INTEGERS = [
  'batch',
  'steps',
  'outputs',
  'scoring',
  'inputAt',
  'targetAt',
  'weightAt',
  'parts',
] as const;
const FLOATS = ['rate', 'second', 'gradientFactor', 'lossFactor'] as const;

export function writeInfo(to: DataView, at: number, info: StepInfo): void {
  INTEGERS.forEach((name, i) => {
    to.setUint32(at + 4 * i, info[name], true);
  });
  FLOATS.forEach((name, i) => {
    to.setFloat32(at + 4 * (INTEGERS.length + i), info[name], true);
  });
}

/** In the order of their numbers; binding 0 is Info. */
export const BUFFERS = ['weights', 'activations', 'data', 'partial', 'moments', 'loss'] as const;
export type BufferName = (typeof BUFFERS)[number];

/** A part of the activations: so many floats a row, and so many a sequence. */
export interface Region {
  readonly name: string;
  readonly perRow: number;
  readonly perSequence: number;
}

/** Floats of regions that lie one behind the other, up to the one of this name; of all where there is none such. */
export function floatsBefore(
  regions: readonly Region[],
  name: string | null,
  steps: number,
  batch: number,
): number {
  const end = regions.findIndex((region) => region.name === name);
  return (end < 0 ? regions : regions.slice(0, end)).reduce(
    (sum, { perRow, perSequence }) => sum + batch * (steps * perRow + perSequence),
    0,
  );
}

/** Each region's begin as a function, since batch and steps are known to a step only. */
function regionText(regions: readonly Region[]): string {
  let [rows, sequences] = [0, 0];
  return regions
    .map(({ name, perRow, perSequence }) => {
      const text = `fn ${name}() -> u32 { return info.batch * (info.steps * ${rows}u + ${sequences}u); }`;
      rows += perRow;
      sequences += perSequence;
      return text;
    })
    .join('\n');
}

/** exp is as exact as WGSL wants it everywhere; its tanh is not, and overflows on some drivers. */
const SQUASH = `
fn sigmoid(x: V) -> V { return 1.0 / (1.0 + exp(-x)); }
fn squash(x: V) -> V {
  let e = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - e) / (1.0 + e);
}`;

export function preamble(spread: Spread, regions: readonly Region[]): string {
  const bindings = BUFFERS.map(
    (name, i) =>
      `@group(0) @binding(${i + 1}) var<storage, ${name === 'data' ? 'read' : 'read_write'}> ${name}: array<f32>;`,
  );
  return `
alias V = ${spread.lanes === 1 ? 'f32' : `vec${spread.lanes}<f32>`};
struct Info {
  ${INTEGERS.map((name) => `${name}: u32,`).join(' ')}
  ${FLOATS.map((name) => `${name}: f32,`).join(' ')}
}
@group(0) @binding(0) var<uniform> info: Info;
${bindings.join('\n')}
${regionText(regions)}
${SQUASH}`;
}

/** The vector of an expression of each lane's sequence. */
export function gather({ lanes }: Spread, of: (lane: number) => string): string {
  if (lanes === 1) return of(0);
  return `V(${Array.from({ length: lanes }, (_, lane) => of(lane)).join(', ')})`;
}

export const laneOf = ({ lanes }: Spread, vector: string, lane: number): string =>
  lanes === 1 ? vector : `${vector}[${lane}]`;

/** A statement for each lane whose sequence is one of the batch. */
export function scatter(spread: Spread, of: (lane: number) => string): string {
  return Array.from({ length: spread.lanes }, (_, lane) => `if (live${lane}) { ${of(lane)} }`).join('\n');
}

/**
 * Opens a pass through time: j is the unit, p the group, b0 .. the sequences of the lanes (the last of the batch for those that
 * are beyond it, which count for nothing: live0 .. say so).
 */
export function openPass(name: 'forward' | 'backward', spread: Spread): string {
  const { hidden, groups, lanes } = spread;
  const sequences = Array.from(
    { length: lanes },
    (_, lane) => `
  let at${lane} = group.x * ${sequencesOf(spread)}u + ${lane * groups}u + p;
  let live${lane} = at${lane} < info.batch;
  let b${lane} = min(at${lane}, info.batch - 1u);`,
  );
  return `
@compute @workgroup_size(${groups * hidden})
fn ${name}(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3<u32>) {
  let j = thread % ${hidden}u;
  let p = thread / ${hidden}u;${sequences.join('')}`;
}
