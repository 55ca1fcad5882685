// Event sequences as batches for the network. In: distinct sequences of symbols with weights. Out: time-major batches of sequences
// of similar length, so that little is padding.
import type { EventBatch } from './passes';

export interface SymbolSequence {
  readonly symbols: Uint8Array;
  /** Weight of each of its events in the loss; how many sessions go this way. */
  readonly weight: number;
  /** Weight of its end: how many of these sessions are known to be over. */
  readonly endWeight: number;
}

/** Indices in batches of at most `batch`, ordered by length; equal lengths keep their order. */
export function byLength(sequences: readonly SymbolSequence[], batch: number): number[][] {
  const order = sequences.map((_, i) => i);
  order.sort((a, b) => sequences[a]!.symbols.length - sequences[b]!.symbols.length || a - b);
  const batches: number[][] = [];
  for (let begin = 0; begin < order.length; begin += batch) batches.push(order.slice(begin, begin + batch));
  return batches;
}

/** Row t * batch + b: event t of sequence b as target, the one before it as input. `beginning` also stands for the end. */
export function batchOf(sequences: readonly SymbolSequence[], beginning: number): EventBatch {
  const batch = sequences.length;
  const steps = 1 + sequences.reduce((most, { symbols }) => Math.max(most, symbols.length), 0);
  const input = new Uint8Array(steps * batch).fill(beginning);
  const target = new Uint8Array(steps * batch).fill(beginning);
  const weight = new Float32Array(steps * batch);
  sequences.forEach(({ symbols, weight: ofEvents, endWeight }, b) => {
    symbols.forEach((symbol, t) => {
      const row = t * batch + b;
      target[row] = symbol;
      weight[row] = ofEvents;
      input[row + batch] = symbol;
    });
    weight[symbols.length * batch + b] = endWeight;
  });
  return { steps, batch, input, target, weight };
}

/** Weight of all its events and ends together. */
export function weightOf({ weight }: EventBatch): number {
  return weight.reduce((sum, each) => sum + each, 0);
}

export function batchesOf(
  sequences: readonly SymbolSequence[],
  batch: number,
  symbols: number,
): readonly EventBatch[] {
  return byLength(sequences, batch).map((indices) =>
    batchOf(
      indices.map((i) => sequences[i]!),
      symbols,
    ),
  );
}
