import { expect, it } from 'vitest';
import type { FolderFacts } from '../contracts/local-models';
import { whyNotHere } from './web-llm';

const FACTS: FolderFacts = {
  name: 'm',
  numBytes: 1,
  contextTokens: 4096,
  needsF16: true,
  largestTensorBytes: 300 * 2 ** 20,
};
const GIB = 2 ** 30;
const gpuOf = (features: readonly string[], bytes: number) => ({
  requestAdapter: async () => ({
    features: new Set(features),
    limits: { maxBufferSize: bytes, maxStorageBufferBindingSize: bytes },
  }),
});

it.each([
  ['no WebGPU', undefined, /has no WebGPU/],
  ['no adapter', { requestAdapter: async () => null }, /gives this page no graphics processor/],
  [
    'an adapter that fails',
    { requestAdapter: () => Promise.reject(new Error('lost')) },
    /no graphics processor/,
  ],
  ['no 16 bits', gpuOf([], GIB), /shader-f16.*q4f32/],
  [
    'too little memory at once',
    gpuOf(['shader-f16'], 256 * 2 ** 20),
    /largest part of this model has 315 MB/,
  ],
])('with %s it says why it cannot run, before anything is loaded', async (_, gpu, why) => {
  expect(await whyNotHere(FACTS, gpu)).toMatch(why);
});

it('with an adapter that can, it runs', async () => {
  expect(await whyNotHere(FACTS, gpuOf(['shader-f16'], GIB))).toBeNull();
  expect(await whyNotHere({ ...FACTS, needsF16: false }, gpuOf([], GIB))).toBeNull();
});
