import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { bridgePage } from './src/seal/bridge-page.ts';
import { inventory } from './src/seal/inventory.ts';
import { arrowWithoutEval, modelsWithoutHosts, sealPlugin } from './src/seal/plugin.ts';
import { packedEngine } from './src/sql/packed-engine.ts';

/** The entry that decodes entities from a table: the browser's own decodes them with innerHTML. */
const decodeWithoutDom = fileURLToPath(
  new URL('./node_modules/decode-named-character-reference/index.js', import.meta.url),
);

/** DuckDB for the thread that calls it: its package names this file to nobody. */
const duckdb = fileURLToPath(
  new URL('./node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs', import.meta.url),
);

const TESTS = ['src/**/*.test.{ts,tsx}', 'workers/**/*.test.ts', 'bench/**/*.test.ts'];
/** Tests that need a document, put something in the place of a global, or load modules anew: a process each (src/architecture.test.ts). */
const PAGE_TESTS = [
  'src/{ui,store,storage,bridge,seal}/**/*.test.{ts,tsx}',
  'src/core/ingest/kernel/kernel.test.ts',
];

const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'sw.ts',
  injectRegister: false,
  manifest: false,
  injectManifest: {
    globPatterns: ['**/*.{html,js,css,wasm,svg,png,ico,webmanifest,woff2,md,json,bin}'],
    // For whoever hosts the page, and not for the page.
    globIgnores: ['sbom.json'],
    maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
  },
});

export default defineConfig(
  async ({ command, mode }): Promise<ViteUserConfig> => ({
    // `--mode airgap`: without the bridge, the only door out.
    define: {
      __BRIDGE_PAGE__: JSON.stringify(command === 'build' && mode !== 'airgap' ? await bridgePage() : null),
    },
    base: './',
    plugins: [sealPlugin(), arrowWithoutEval(), react(), inventory(import.meta.dirname), offline],
    resolve: {
      alias: {
        'decode-named-character-reference': decodeWithoutDom,
        '@duckdb/duckdb-wasm/browser-blocking': duckdb,
      },
    },
    optimizeDeps: { rolldownOptions: { plugins: [arrowWithoutEval()] } },
    worker: { format: 'es', plugins: () => [arrowWithoutEval(), modelsWithoutHosts(), packedEngine()] },
    // Never as data: URLs: the policy lets scripts and wasm come from the page's own origin only.
    build: { target: 'es2023', chunkSizeWarningLimit: 3000, assetsInlineLimit: 0 },
    test: {
      // How long anything takes is no assertion: a busy machine must not fail a test.
      testTimeout: 240_000,
      // As many as there are cores: by default one of two would stay idle.
      maxWorkers: '100%',
      setupFiles: ['src/fixtures/unit-setup.ts'],
      env: { TZ: 'UTC' },
      projects: [
        {
          extends: true,
          // Tests of rooms without a document or globals of their own share a process: starting one for each took more than half of the time.
          test: { name: 'rooms', include: TESTS, exclude: PAGE_TESTS, environment: 'node', isolate: false },
        },
        { extends: true, test: { name: 'page', include: PAGE_TESTS, environment: 'node' } },
      ],
    },
  }),
);
