import { expect, test } from 'vitest';
import { batchOf } from './batches';
import { chooseModel } from './choose-model';

const SIZES = { shape: { symbols: 3, hidden: 8 }, maxSteps: 4, batch: 2 };
const EVENTS = batchOf([{ symbols: Uint8Array.of(0, 1, 2), weight: 1, endWeight: 1 }], 3);

test('without WebGPU the kernel runs it; that it was asked for elsewhere is said', async () => {
  const on = async (...args: Parameters<typeof chooseModel>) => (await chooseModel(...args)).backend;
  expect(await on('auto', SIZES, [EVENTS])).toBe('wasm simd');
  expect(await on('webgpu', SIZES, [EVENTS])).toBe('wasm simd (webgpu: no adapter)');
  for (const other of ['webgl', 'js', 'wasm', 'cpu'] as const)
    expect(await on(other, SIZES, [EVENTS])).toBe('wasm simd');
  expect(await on('webgpu', SIZES, [])).toBe('wasm simd');
});
