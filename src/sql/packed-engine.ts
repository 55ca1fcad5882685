// Build step of the SQL engine (runs in Node): DuckDB's WebAssembly as one compressed file. As it comes it has 34 MB, more than many static hosts take;
// packed it has a quarter of that, whatever the host does, and the thread knows its digest before it runs it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const WASM = join(MODULES, '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
const PACKED_DIR = join(MODULES, '.cache/harbinger');
const NAME = 'virtual:sql-engine?url';
const RESOLVED = '\0harbinger-sql-engine';

/** Vite plugin: `virtual:sql-engine?url` is the address of the packed file, with its SHA-256 and its size behind '#' (load-engine.ts). */
export function packedEngine(): Plugin {
  return {
    name: 'harbinger-sql-engine',
    enforce: 'pre',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const { path, bytes } = packed();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return `import url from ${JSON.stringify(`${path}?url`)};
        const address = url + '#${sha256}-${bytes.length}';
        export { address as default };`;
    },
    // The policy lets none of it run: it is for functions and extensions from outside, which nothing here has.
    transform(code, id) {
      if (!/duckdb-wasm[\\/]dist[\\/]duckdb-browser-blocking\.mjs(\?|$)/.test(id)) return null;
      return `const noEval = () => { throw new EvalError('no text becomes code here'); };\n${code.replace(/(?<![\w.$])eval\(/g, 'noEval(')}`;
    },
  };
}

/** Packed once for each version of the package. Not called .gz: some servers would unpack it on the way. */
function packed(): { readonly path: string; readonly bytes: Buffer } {
  const wasm = readFileSync(WASM);
  const digest = createHash('sha256').update(wasm).digest('hex').slice(0, 16);
  const path = join(PACKED_DIR, `duckdb-${digest}.bin`);
  if (!existsSync(path)) {
    mkdirSync(PACKED_DIR, { recursive: true });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, gzipSync(wasm, { level: 9 }));
    renameSync(unfinished, path);
  }
  return { path, bytes: readFileSync(path) };
}
