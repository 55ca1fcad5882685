// The LSTM autoencoder with forward and backward pass written out on one heap of floats; arithmetic by a Kernel.
// In: sequences [steps, batch, inputs]. Out: losses and reconstructions equal to the tfjs path's (tests: to 1e-4).

import { adamStep } from './kernel/adam';
import { lossAndGradients } from './kernel/backward';
import { decode, encode } from './kernel/forward';
import type { CreateKernel } from './kernel/kernel';
import { createNativeMemory, type NativeMemory } from './kernel/memory';
import type { LstmBackend, LstmModel } from './lstm-model';
import { type LstmShape, parameterLayout } from './lstm-shape';

export function createNativeBackend(name: string, createKernel: CreateKernel): LstmBackend {
  return {
    name,
    create: (shape, parameters, learningRate) =>
      new NativeLstm(shape, parameters, learningRate, createKernel) satisfies LstmModel,
  };
}

class NativeLstm implements LstmModel {
  private memory: NativeMemory | null = null;
  private readonly shape: LstmShape;
  private readonly initial: Float32Array;
  private readonly learningRate: number;
  private readonly createKernel: CreateKernel;
  private stepNum = 0;
  private lossSum = 0;
  private numLosses = 0;

  constructor(shape: LstmShape, initial: Float32Array, learningRate: number, createKernel: CreateKernel) {
    this.shape = shape;
    this.initial = initial;
    this.learningRate = learningRate;
    this.createKernel = createKernel;
  }

  trainStep(input: Float32Array, target: Float32Array, batch: number): void {
    const memory = this.memoryFor(batch);
    this.lossSum += lossAndGradients(memory, input, target, batch);
    this.numLosses++;
    this.stepNum++;
    adamStep(memory, this.learningRate, this.stepNum);
  }

  async takeLoss(): Promise<number> {
    const mean = this.lossSum / this.numLosses;
    this.lossSum = 0;
    this.numLosses = 0;
    return mean;
  }

  async reconstructLast(input: Float32Array, batch: number): Promise<Float32Array> {
    const memory = this.memoryFor(batch);
    memory.heap.set(input, memory.input);
    encode(memory, batch);
    decode(memory, batch, 1);
    return memory.heap.slice(memory.output, memory.output + batch * this.shape.inputs);
  }

  async parameters(): Promise<Float32Array> {
    if (this.memory === null) return this.initial.slice();
    const begin = this.memory.parameters;
    return this.memory.heap.slice(begin, begin + parameterLayout(this.shape).length);
  }

  dispose(): void {
    this.memory = null;
  }

  /** A larger batch needs a larger heap: parameters and moments move over. */
  private memoryFor(batch: number): NativeMemory {
    const old = this.memory;
    if (old !== null && batch <= old.batch) return old;
    const memory = createNativeMemory(this.shape, batch, this.createKernel);
    memory.heap.set(old === null ? this.initial : old.state(), memory.parameters);
    this.memory = memory;
    return memory;
  }
}
