// Runs the programs of one network on the graphics processor: steps are gathered and sent together, nothing is read back but the loss
// when it is asked for, outputs when they are, and the parameters at the end. In: batches as floats. Out: promises of numbers.
import { errorText } from '../../core/wording/error-text';
import { ADAM } from '../lstm-model';
import { within } from '../within';
import { type Gpu, GpuFault, type Programs } from './device';
import {
  BUFFERS,
  type BufferName,
  floatsBefore,
  INFO_BYTES,
  type Region,
  type Spread,
  type StepInfo,
  sequencesOf,
  spreadOver,
  writeInfo,
} from './wgsl-common';
import { partsOf, type TurnedMatrix, turn } from './wgsl-learning';

/** What a network has to say of itself. */
export interface GpuNetwork {
  readonly hidden: number;
  readonly regions: readonly Region[];
  readonly turned: readonly TurnedMatrix[];
  /** Parameters, and with their transposed copies. */
  readonly numParameters: number;
  readonly numWeights: number;
  readonly numTiles: number;
  /** Rows that a workgroup of the head has. */
  readonly headRows: number;
  text(spread: Spread): string;
}

/** One batch: its floats, and where among them its parts begin. */
export interface GpuBatch {
  readonly data: Float32Array;
  readonly batch: number;
  readonly steps: number;
  readonly outputs: number;
  readonly targetAt: number;
  readonly weightAt: number;
  readonly gradientFactor: number;
  readonly lossFactor: number;
}

/** Values of GPUBufferUsage and GPUMapMode, which the types leave out. */
const USAGE = { mapRead: 1, copySrc: 4, copyDst: 8, uniform: 64, storage: 128 } as const;
const MAP_READ = 1;
/** Sent together: more would let the processor wait for the first, fewer cost a message each. */
const STEPS_TOGETHER = 16;
const FLOATS_TOGETHER = 2 ** 20;
/** Of everything that was sent before: a software adapter needs seconds for an epoch. */
const ANSWER_LIMIT_MS = 120_000;

type Task = { readonly batch: GpuBatch; readonly learn: { rate: number; second: number } | null };

export class GpuTrainer {
  private readonly gpu: Gpu;
  private readonly network: GpuNetwork;
  private readonly buffers = new Map<BufferName, GPUBuffer>();
  private readonly infos: GPUBuffer;
  private readonly spread: Spread;
  private readonly programs: Programs;
  private group: GPUBindGroup | null = null;
  private waiting: Task[] = [];
  private numWaiting = 0;
  private stepNum = 0;

  /** `parameters`: network.numParameters floats; copied. `batch`: most sequences that a batch is likely to have. */
  constructor(gpu: Gpu, network: GpuNetwork, parameters: Float32Array, batch: number) {
    this.gpu = gpu;
    this.network = network;
    this.spread = spreadOver(network.hidden, batch);
    this.programs = gpu.programs(network.text(this.spread));
    const weights = new Float32Array(network.numWeights);
    weights.set(parameters);
    turn(weights, network.turned);
    this.resize('weights', weights.length);
    this.resize('moments', 2 * network.numParameters);
    this.resize('loss', 1);
    gpu.device.queue.writeBuffer(this.buffers.get('weights')!, 0, weights);
    this.infos = gpu.device.createBuffer({
      label: 'infos',
      size: STEPS_TOGETHER * INFO_BYTES,
      usage: USAGE.uniform | USAGE.copyDst,
    });
  }

  /** One step of Adam, queued. `learningRate` 0 leaves the parameters as they are. */
  learn(batch: GpuBatch, learningRate: number): void {
    this.stepNum++;
    const rate = learningRate / (1 - ADAM.beta1 ** this.stepNum);
    this.queue({ batch, learn: { rate, second: 1 / (1 - ADAM.beta2 ** this.stepNum) } });
  }

  /** Sum of the losses since the last call, each before its step. @throws GpuFault */
  async takeLoss(): Promise<number> {
    this.flush();
    const loss = this.buffers.get('loss')!;
    const [value] = await this.read(loss, 0, 1, (encoder) => encoder.clearBuffer(loss));
    if (!Number.isFinite(value)) throw new GpuFault('the loss is no number');
    return value!;
  }

  /** What the head writes to `region` for this batch; `length` floats of it. @throws GpuFault */
  async score(batch: GpuBatch, region: string, length: number): Promise<Float32Array> {
    this.queue({ batch, learn: null });
    this.flush();
    const at = floatsBefore(this.network.regions, region, batch.steps, batch.batch);
    return this.read(this.buffers.get('activations')!, at, length);
  }

  /** The parameters as they stand. @throws GpuFault */
  async parameters(): Promise<Float32Array> {
    this.flush();
    return this.read(this.buffers.get('weights')!, 0, this.network.numParameters);
  }

  dispose(): void {
    this.waiting = [];
    for (const buffer of [...this.buffers.values(), this.infos]) buffer.destroy();
    this.buffers.clear();
  }

  private queue(task: Task): void {
    this.waiting.push(task);
    this.numWaiting += task.batch.data.length;
    if (this.waiting.length === STEPS_TOGETHER || this.numWaiting >= FLOATS_TOGETHER) this.flush();
  }

  private flush(): void {
    const tasks = this.waiting;
    if (tasks.length === 0) return;
    const { device } = this.gpu;
    const data = new Float32Array(this.numWaiting);
    const infos = new DataView(new ArrayBuffer(tasks.length * INFO_BYTES));
    let at = 0;
    const steps = tasks.map(({ batch, learn }, i) => {
      const info = this.infoOf(batch, learn, at);
      writeInfo(infos, i * INFO_BYTES, info);
      data.set(batch.data, at);
      at += batch.data.length;
      return info;
    });
    const group = this.groupFor(steps, data.length);
    device.queue.writeBuffer(this.buffers.get('data')!, 0, data);
    device.queue.writeBuffer(this.infos, 0, infos);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    steps.forEach((info, i) => {
      pass.setBindGroup(0, group, [i * INFO_BYTES]);
      this.dispatch(pass, info);
    });
    pass.end();
    device.queue.submit([encoder.finish()]);
    this.waiting = [];
    this.numWaiting = 0;
  }

  private infoOf(batch: GpuBatch, learn: Task['learn'], at: number): StepInfo {
    return {
      batch: batch.batch,
      steps: batch.steps,
      outputs: batch.outputs,
      scoring: learn === null ? 1 : 0,
      inputAt: at,
      targetAt: at + batch.targetAt,
      weightAt: at + batch.weightAt,
      parts: partsOf(batch.batch * batch.steps, this.network.numParameters),
      rate: learn?.rate ?? 0,
      second: learn?.second ?? 0,
      gradientFactor: batch.gradientFactor,
      lossFactor: batch.lossFactor,
    };
  }

  /** Five dispatches a step; two where nothing is learnt. */
  private dispatch(pass: GPUComputePassEncoder, info: StepInfo): void {
    const { network, programs } = this;
    const run = (name: keyof Programs, x: number, y = 1): void => {
      pass.setPipeline(programs[name]);
      pass.dispatchWorkgroups(x, y);
    };
    const sequences = Math.ceil(info.batch / sequencesOf(this.spread));
    run('forward', sequences);
    run('head', Math.ceil((info.outputs * info.batch) / network.headRows));
    if (info.scoring === 1) return;
    run('backward', sequences);
    run('gradients', network.numTiles, info.parts);
    run('adam', Math.ceil(network.numParameters / 64));
  }

  /** Room for what these steps need, bound to the programs. */
  private groupFor(steps: readonly StepInfo[], numFloats: number): GPUBindGroup {
    const { regions, numParameters } = this.network;
    const most = (of: (info: StepInfo) => number): number =>
      steps.reduce((top, info) => Math.max(top, of(info)), 0);
    const grown = [
      this.resize('data', numFloats),
      this.resize(
        'activations',
        most((info) => floatsBefore(regions, null, info.steps, info.batch)),
      ),
      this.resize('partial', most(({ parts }) => parts) * numParameters),
    ];
    if (this.group !== null && !grown.includes(true)) return this.group;
    this.group = this.gpu.device.createBindGroup({
      layout: this.gpu.layout,
      entries: [
        { binding: 0, resource: { buffer: this.infos, size: INFO_BYTES } },
        ...BUFFERS.map((name, i) => ({ binding: i + 1, resource: { buffer: this.buffers.get(name)! } })),
      ],
    });
    return this.group;
  }

  /** True: there is a new one, whose floats are 0. */
  private resize(label: BufferName, numFloats: number): boolean {
    const old = this.buffers.get(label);
    if (old !== undefined && old.size >= 4 * numFloats) return false;
    old?.destroy();
    const usage = USAGE.storage | USAGE.copyDst | USAGE.copySrc;
    this.buffers.set(label, this.gpu.device.createBuffer({ label, size: 4 * numFloats, usage }));
    return true;
  }

  private async read(
    from: GPUBuffer,
    at: number,
    length: number,
    then: (encoder: GPUCommandEncoder) => void = () => {},
  ): Promise<Float32Array> {
    const { device } = this.gpu;
    const size = 4 * length;
    const buffer = device.createBuffer({ label: 'read', size, usage: USAGE.mapRead | USAGE.copyDst });
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(from, 4 * at, buffer, 0, size);
    then(encoder);
    device.queue.submit([encoder.finish()]);
    try {
      await within(ANSWER_LIMIT_MS, buffer.mapAsync(MAP_READ));
    } catch (error) {
      this.gpu.check();
      throw new GpuFault(errorText(error));
    }
    // Errors of what was sent before are reported before the answer to it.
    this.gpu.check();
    const values = new Float32Array(buffer.getMappedRange().slice(0));
    buffer.destroy();
    return values;
  }
}
