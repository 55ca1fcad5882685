// The graphics processor of this machine, by WebGPU. In: nothing. Out: a device with the name of its adapter, which says once it is
// lost or has refused something. Each thread has one at a time; one that has failed is given up, and another asked for.
import { isSoftware } from '../software-adapter';
import { BUFFERS } from './wgsl-common';

/** The processor failed or gave what cannot be: what was begun on it is worth nothing, and is begun again elsewhere. */
export class GpuFault extends Error {
  override readonly name = 'GpuFault';
}

export interface Gpu {
  readonly device: GPUDevice;
  /** Vendor and architecture: 'nvidia ampere', 'google swiftshader'. */
  readonly adapter: string;
  readonly isSoftware: boolean;
  readonly layout: GPUBindGroupLayout;
  /** Programs of this text by the names of their entry points; compiled once. */
  programs(text: string): Programs;
  /** @throws GpuFault once the device is lost or has reported an error, and ever after */
  check(): void;
}

const PROGRAM_NAMES = ['forward', 'head', 'backward', 'gradients', 'adam'] as const;
export type Programs = Readonly<Record<(typeof PROGRAM_NAMES)[number], GPUComputePipeline>>;

/** Values of GPUShaderStage, which the types leave out. */
const COMPUTE_STAGE = 4;

let opened: Promise<Gpu> | null = null;

/** @throws Error in words: there is none */
export function openGpu(): Promise<Gpu> {
  if (opened !== null) return opened;
  const opening = open();
  opening.catch(() => {
    opened = null;
  });
  opened = opening;
  return opening;
}

/** `asked`: named by the user, so a software adapter will do. @throws Error in words: there is none, or none that may be used */
export async function openGpuFor(asked: boolean): Promise<Gpu> {
  const gpu = await openGpu();
  if (gpu.isSoftware && !asked) throw new Error('software adapter');
  return gpu;
}

async function open(): Promise<Gpu> {
  const { gpu } = (globalThis.navigator ?? {}) as { gpu?: GPU };
  const adapter = (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
  if (adapter === null) throw new Error('no adapter');
  const { info, limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    },
  });
  let fault: string | null = null;
  const fail = (words: string): void => {
    // The next that asks gets another device.
    if (fault === null) opened = null;
    fault ??= words;
  };
  void device.lost.then(({ message }) => fail(`the device was lost${message ? ` (${message})` : ''}`));
  device.addEventListener('uncapturederror', (event) => {
    // Else a browser writes it to the console, where it tells nobody.
    event.preventDefault();
    fail((event as GPUUncapturedErrorEvent).error.message);
    device.destroy();
  });
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: COMPUTE_STAGE, buffer: { type: 'uniform', hasDynamicOffset: true } },
      ...BUFFERS.map(
        (name, i): GPUBindGroupLayoutEntry => ({
          binding: i + 1,
          visibility: COMPUTE_STAGE,
          buffer: { type: name === 'data' ? 'read-only-storage' : 'storage' },
        }),
      ),
    ],
  });
  const compiled = new Map<string, Programs>();
  const programs = (text: string): Programs => {
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const made = compile(device, layout, text);
    compiled.set(text, made);
    return made;
  };
  return {
    device,
    adapter: [info.vendor, info.architecture].filter((part) => part !== '').join(' ') || 'unnamed',
    isSoftware:
      info.isFallbackAdapter || isSoftware(`${info.vendor} ${info.architecture} ${info.description}`),
    layout,
    programs,
    check() {
      if (fault !== null) throw new GpuFault(fault);
    },
  };
}

function compile(device: GPUDevice, bindGroupLayout: GPUBindGroupLayout, code: string): Programs {
  const module = device.createShaderModule({ code });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] });
  return Object.fromEntries(
    PROGRAM_NAMES.map((entryPoint) => [
      entryPoint,
      device.createComputePipeline({ label: entryPoint, layout, compute: { module, entryPoint } }),
    ]),
  ) as Record<(typeof PROGRAM_NAMES)[number], GPUComputePipeline>;
}
