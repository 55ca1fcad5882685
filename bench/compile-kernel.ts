// The scan kernel's AssemblyScript -> its WebAssembly, and that as base64 in a file of its own (npx tsx bench/compile-kernel.ts).
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = 'src/core/ingest/kernel';
/** What these export, the kernel exports. */
const ENTRIES = ['line-ends', 'mentions', 'shapes'].map((name) => `${FOLDER}/${name}.as.ts`);

/** The same bytes for the same sources and compiler. Throws with the compiler's own words. */
export async function compileKernel(): Promise<Uint8Array> {
  const out: { wasm: Uint8Array | null } = { wasm: null };
  const options = [
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    '--enable',
    'simd',
    '--memoryBase',
    '64',
    '--initialMemory',
    '97',
  ];
  const { error, stderr } = await asc.main([...ENTRIES, '-o', 'kernel.wasm', '--baseDir', ROOT, ...options], {
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm' && typeof contents !== 'string') out.wasm = contents;
    },
  });
  if (error || out.wasm === null) throw new Error(`${error?.message}\n${stderr.toString()}`);
  return out.wasm;
}

/** Text of kernel-wasm.ts. */
export function kernelFile(wasm: Uint8Array): string {
  const lines =
    Buffer.from(wasm)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return [
    '/** The scan kernel as WebAssembly in base64; made of *.as.ts by bench/compile-kernel.ts, not by hand. */',
    'export const kernelBase64 =',
    lines
      .map((line) => `  '${line}'`)
      .join(' +\n')
      .concat(';'),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(ROOT, FOLDER, 'kernel-wasm.ts'), kernelFile(await compileKernel()));
