// What a place to run has to offer for the next-event LSTM, and the one on the CPU. In: batches of events. Out: losses, surprises.
import type { Random } from '../../core/lib/random';
import { adamStep } from '../kernel/adam';
import type { CreateKernel } from '../kernel/kernel';
import { createNextEventMemory, initialise, type NextEventShape } from './memory';
import { type EventBatch, lossAndGradients, surprises } from './passes';

/** One network in training. Call dispose once. */
export interface NextEventModel {
  /** Most sequences of a batch that it is asked about at once. */
  readonly scoreBatch: number;
  /** One Adam step on the sum of the weighted losses over `divisor`. May only be queued on a GPU. */
  trainStep(events: EventBatch, divisor: number, learningRate: number): void;
  /** Sum of the weighted losses in nats (each before its step) of the steps since the last call; waits for them. */
  takeLoss(): Promise<number>;
  /** As passes.ts has it. */
  surprises(events: EventBatch): Promise<Float32Array>;
  dispose(): void;
}

export interface NextEventSizes {
  readonly shape: NextEventShape;
  /** Most steps and sequences of a batch. */
  readonly maxSteps: number;
  readonly batch: number;
}

/** Initial parameters are drawn from `random`: the same ones wherever it runs. */
export type CreateNextEventModel = (sizes: NextEventSizes, random: Random) => NextEventModel;

export function nextEventOnKernel(createKernel: CreateKernel): CreateNextEventModel {
  return ({ shape, maxSteps, batch }, random) => {
    const memory = createNextEventMemory(shape, maxSteps, batch, createKernel);
    initialise(memory, random);
    let stepNum = 0;
    let loss = 0;
    return {
      scoreBatch: batch,
      trainStep(events, divisor, learningRate) {
        loss += lossAndGradients(memory, events, divisor);
        adamStep(memory, learningRate, ++stepNum);
      },
      async takeLoss() {
        const taken = loss;
        loss = 0;
        return taken;
      },
      surprises: async (events) => surprises(memory, events),
      dispose() {},
    };
  };
}
