import type { Change } from './changes';
import type { SimulatedTruth } from './result';

export interface SimulationJob {
  readonly scenario: string;
  /** Whole number, 0 .. 2^32 - 1. */
  readonly seed: number;
}

/** What the simulator makes: files to be dropped, with their truth. */
export interface Simulation {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The rows of changes.csv, which is among the files. */
  readonly changes: readonly Change[];
  readonly truth: SimulatedTruth;
}
