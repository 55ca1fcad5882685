// The autoencoder of windows on the graphics processor, behind the interface of every backend. In: batches. Out: losses and
// reconstructions that agree with lstm-native.ts.
import type { LstmBackend, LstmModel } from '../lstm-model';
import type { LstmShape } from '../lstm-shape';
import { autoencoderPrograms } from './autoencoder-programs';
import type { Gpu } from './device';
import { type GpuBatch, GpuTrainer } from './trainer';
import { MAX_HIDDEN } from './wgsl-common';

export function createGpuBackend(name: string, gpu: Gpu): LstmBackend {
  return {
    name,
    create: (shape, parameters, learningRate) => new GpuLstm(gpu, shape, parameters, learningRate),
  };
}

class GpuLstm implements LstmModel {
  private readonly gpu: Gpu;
  private readonly shape: LstmShape;
  private readonly learningRate: number;
  private readonly initial: Float32Array;
  private trainer: GpuTrainer | null = null;
  private numLosses = 0;

  constructor(gpu: Gpu, shape: LstmShape, parameters: Float32Array, learningRate: number) {
    if (shape.hidden > MAX_HIDDEN) throw new Error(`more than ${MAX_HIDDEN} hidden units`);
    this.gpu = gpu;
    this.shape = shape;
    this.learningRate = learningRate;
    this.initial = parameters.slice();
  }

  trainStep(input: Float32Array, target: Float32Array, batch: number): void {
    const data = new Float32Array(2 * input.length);
    data.set(input);
    data.set(target, input.length);
    this.trainerFor(batch).learn(this.batchOf(data, batch, this.shape.steps), this.learningRate);
    this.numLosses++;
  }

  async takeLoss(): Promise<number> {
    if (this.trainer === null) return Number.NaN;
    const sum = await this.trainer.takeLoss();
    const mean = sum / this.numLosses;
    this.numLosses = 0;
    return mean;
  }

  reconstructLast(input: Float32Array, batch: number): Promise<Float32Array> {
    const length = batch * this.shape.inputs;
    return this.trainerFor(batch).score(this.batchOf(input, batch, 1), 'outputs', length);
  }

  async parameters(): Promise<Float32Array> {
    return this.trainer === null ? this.initial.slice() : this.trainer.parameters();
  }

  dispose(): void {
    this.trainer?.dispose();
    this.trainer = null;
  }

  private batchOf(data: Float32Array, batch: number, outputs: number): GpuBatch {
    const { steps, inputs } = this.shape;
    const targetAt = steps * batch * inputs;
    const lossFactor = 1 / targetAt;
    const factors = { gradientFactor: 2 * lossFactor, lossFactor };
    return { data, batch, steps, outputs, targetAt, weightAt: 0, ...factors };
  }

  private trainerFor(batch: number): GpuTrainer {
    this.trainer ??= new GpuTrainer(this.gpu, autoencoderPrograms(this.shape), this.initial, batch);
    return this.trainer;
  }
}
