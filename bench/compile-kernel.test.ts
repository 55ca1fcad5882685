import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel, kernelFile } from './compile-kernel';

it('the scan kernel that is shipped is what its sources compile to', async () => {
  const shipped = readFileSync(new URL('../src/core/ingest/kernel/kernel-wasm.ts', import.meta.url), 'utf8');
  expect(kernelFile(await compileKernel()) === shipped).toBe(true);
}, 60_000);
