// The import rules and habits of docs/ARCHITECTURE.md, executable: a rule that no program checks is soon broken.
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isTest,
  isTestSupport,
  listFiles,
  localImports,
  readSource,
  type SourceFile,
} from './fixtures/source-files';

const MAX_LINES = 300;

/** Stages of core in the order of the pipeline: a stage imports earlier ones only. */
const STAGES = [
  'lib',
  'wording',
  'query',
  'ingest',
  'drain',
  'entities',
  'features',
  'compare',
  'lake',
  'baseline',
  'detectors',
  'sessions',
  'consensus',
  'incident',
  'investigate',
  'read',
  'apart',
  'answer',
  'ticket',
  'report',
  'ask',
  'benchmark',
  'simulate',
];

/** What each layer may import besides itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  core: ['contracts'],
  seal: [],
  input: ['core', 'contracts'],
  ml: ['core', 'contracts'],
  llm: ['core', 'contracts'],
  /** What bridge.html runs, in a frame of its own; see 'the bridge' below. */
  bridge: ['core', 'contracts'],
  runbooks: ['core', 'contracts', 'corpus'],
  archive: ['core', 'contracts'],
  storage: ['core', 'contracts'],
  /** DuckDB over the tables, in a thread of its own. */
  sql: ['archive', 'core', 'contracts'],
  /** Where core meets the adapters: what the analysis worker exposes. */
  engine: ['core', 'input', 'ml', 'llm', 'runbooks', 'archive', 'contracts'],
  workers: [
    'engine',
    'core',
    'input',
    'ml',
    'llm',
    'runbooks',
    'archive',
    'sql',
    'storage',
    'seal',
    'contracts',
  ],
  /** The texts of the page, in the languages that it has. */
  words: ['core'],
  store: ['core', 'storage', 'contracts', 'seal', 'bridge', 'words'],
  ui: ['store', 'core', 'contracts', 'words'],
  main: ['ui', 'store', 'storage', 'llm', 'contracts', 'words'],
  sw: ['seal'],
};

/** The one home of each package. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  ui: [
    'react',
    'react-dom',
    '@radix-ui/themes',
    'lucide-react',
    '@tanstack/react-virtual',
    'echarts',
    'react-markdown',
    'remark-gfm',
  ],
  main: ['react', 'react-dom', '@radix-ui/themes'],
  store: ['zustand', 'valibot'],
  storage: ['idb', 'valibot'],
  input: ['pako', '@zip.js/zip.js', 'nanotar', 'fzstd', 'xz-decompress', 'chardet', 'hash-wasm'],
  ml: ['@tensorflow/', 'isolation-forest'],
  archive: ['apache-arrow', 'parquet-wasm', 'papaparse'],
  llm: ['@mlc-ai/web-llm', '@wllama/wllama', 'hash-wasm'],
  runbooks: ['minisearch', 'yaml', 'valibot'],
  sql: ['@duckdb/duckdb-wasm', 'apache-arrow'],
  workers: ['comlink'],
  /** Takes nothing on trust that comes through its port. */
  bridge: ['valibot'],
  /** Nor what a model asks the tools for. */
  engine: ['valibot'],
  seal: ['vite'],
};
const HOMES_OF_FILES: Readonly<Record<string, readonly string[]>> = {
  'src/store/analyzer.ts': ['comlink'],
  'src/store/model-thread.ts': ['comlink'],
  'src/store/sql-thread.ts': ['comlink'],
  'src/sql/packed-engine.ts': ['node:crypto', 'node:fs', 'node:path', 'node:url', 'node:zlib', 'vite'],
  // A build step, in Node.
  'src/seal/bridge-page.ts': ['node:crypto', 'node:url'],
  'src/seal/inventory.ts': ['node:fs', 'node:path'],
  'src/ui/shared/app-context.tsx': ['zustand'],
};

const everything = ['src', 'workers', 'e2e', 'bench']
  .flatMap(listFiles)
  .filter((path) => /\.tsx?$/.test(path));
const files = everything.map(readSource);
const product = files.filter(({ path }) => /^(src|workers)\//.test(path) && !isTest(path));

describe('layers', () => {
  it('import downwards only', () => {
    expect(product.flatMap((file) => localImports(file).flatMap((to) => wrongLayer(file.path, to)))).toEqual(
      [],
    );
  });

  it('of core import earlier stages only', () => {
    const wrong = product
      .filter(({ path }) => stageOf(path) !== null)
      .flatMap((file) => localImports(file).flatMap((to) => laterStage(file.path, to)));
    expect(wrong).toEqual([]);
  });

  it('form no cycle', () => {
    expect(findCycle(product)).toEqual([]);
  });
});

describe('packages', () => {
  it('have one home each', () => {
    const wrong = product.flatMap((file) =>
      packagesOf(file)
        .filter((name) => !isAtHome(file.path, name))
        .map((name) => `${file.path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('stay out of core and contracts', () => {
    const pure = product.filter(({ path }) => /^src\/(core|contracts)\//.test(path));
    expect(pure.flatMap((file) => packagesOf(file).map((name) => `${file.path}: ${name}`))).toEqual([]);
  });
});

describe('core', () => {
  it('has no clock, no unseeded randomness, no DOM', () => {
    const impure =
      /\b(Date\.now|performance\.now|Math\.random|new Date\(\)|document\.[a-z]|navigator\.|process\.)/;
    expect(offenders(product, /^src\/(core|contracts)\//, impure)).toEqual([]);
  });
});

describe('workers', () => {
  it('are started in store/analyzer.ts, store/model-thread.ts and store/sql-thread.ts only', () => {
    const starters = product.filter(({ code }) => /\bstartWorker\(|\bnew (Shared)?Worker\(/.test(code));
    const paths = starters.map(({ path }) => path);
    expect(
      paths.filter((path) => !/^src\/store\/(analyzer|model-thread|sql-thread|start-worker)\.ts$/.test(path)),
    ).toEqual([]);
  });

  it('share types only through src/contracts/threads.ts', () => {
    const api = product.filter(({ path }) => path === 'src/contracts/threads.ts');
    expect(offenders(api, /./, /^import (?!type )/m)).toEqual([]);
  });

  it('are named for their thread', () => {
    const names = product.map(({ path }) => path).filter((path) => path.startsWith('workers/'));
    expect(names.filter((path) => !/^workers\/[a-z-]+\.worker\.ts$/.test(path))).toEqual([]);
  });
});

describe('times', () => {
  it('are written by the clock of the page, in ui/shared/time.ts, and numbers in ui/shared/format.ts', () => {
    const own = /\.toLocale\w*String\(|\.toISOString\(|\bIntl\.|\bnew Date\(|\/wording\/clock'/;
    expect(offenders(product, /^src\/ui\/(?!shared\/(?:time|format)\.ts$)/, own)).toEqual([]);
  });
});

describe('the bridge', () => {
  it('is known outside by the types of its protocol only, so that the sealed page holds no code that sends', () => {
    const outside = product.filter(({ path }) => layerOf(path) !== 'bridge');
    const wrong = outside.flatMap(({ path, code }) => bridgeImports(path, code));
    expect(
      wrong.filter((each) => !/^src\/\S+: import type \{[^}]*\} from '[./]+\/bridge\/protocol'$/.test(each)),
    ).toEqual([]);
  });
});

describe('test support', () => {
  const ofPage = (path: string): boolean => path === 'src/main.tsx';
  const taken = product.flatMap((file) =>
    localImports(file)
      .filter(isTestSupport)
      .map((to) => ({ file, to })),
  );

  it('is imported by tests and benchmarks only, and by the page in development', () => {
    expect(
      taken.filter(({ file }) => !ofPage(file.path)).map(({ file, to }) => `${file.path}: ${to}`),
    ).toEqual([]);
    // ?fixture: asked for behind DEV, which the build knows to be false, so that it drops the import and what is behind it.
    const [page] = product.filter(({ path }) => ofPage(path));
    const imports = page.code.match(/.*fixtures\/.*/g) ?? [];
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((line) => !/^ +const \{.*\} = await import\(/.test(line))).toEqual([]);
    for (const body of page.code.split(/^(?:async )?function /m).filter((each) => each.includes('fixtures/')))
      expect(body).toContain('import.meta.env.DEV');
  });

  it('changes what a process shares only in tests that have one of their own', () => {
    const ownProcess = /^src\/(?:ui|store|storage|bridge|seal)\//;
    const config = readSource('vite.config.ts').text;
    const changing = files.filter(
      ({ path, code }) => isTest(path) && /\bvi\.(?:mock|doMock|resetModules|stubGlobal)\(/.test(code),
    );
    expect(changing.length).toBeGreaterThan(0);
    expect(
      changing
        .map(({ path }) => path)
        .filter((path) => !ownProcess.test(path) && !config.includes(`'${path}'`)),
    ).toEqual([]);
  });

  it('stands in folders named fixtures, and nothing of it elsewhere', () => {
    const named = everything.filter((path) => /fixture|testing|mock|fake|stub|test-?util/.test(path));
    expect(named.filter((path) => !isTest(path))).toEqual([]);
    const tools = files.filter((file) =>
      packagesOf(file).some((name) => /^(vitest|@testing-library)/.test(name)),
    );
    expect(tools.map(({ path }) => path).filter((path) => !isTest(path))).toEqual([]);
  });
});

describe('files', () => {
  it('have kebab-case names', () => {
    const wrong = everything.filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.[a-z]+)*\.tsx?$/.test(path));
    expect(wrong).toEqual([]);
  });

  it('have no default export and re-export nothing', () => {
    expect(
      offenders(product, /./, /\bexport\s+default\b|\bexport\s+(type\s+)?(\*|\{[^}]*\})[^;'"]*\bfrom\b/),
    ).toEqual([]);
  });

  it('hold no enum, no namespace and no switched-off check', () => {
    expect(offenders(product, /./, /^\s*(export\s+)?(const\s+)?(enum|namespace)\s/m)).toEqual([]);
    const ignored = product.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)/.test(text));
    expect(ignored.map(({ path }) => path)).toEqual([]);
  });

  it(`stay under ${MAX_LINES} lines`, () => {
    // Tests and fixtures are tables of cases, which grow by design.
    const long = files
      .filter(({ path }) => !isTest(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it('name no path of the machine that they were written on', () => {
    const texts = [...files, ...['docs', 'corpus', '.ci'].flatMap(listFiles).map(readSource)];
    const foreign = new RegExp(['/work/(main|shared)', 'file:///[a-z]'].join('|'));
    const self = 'src/architecture.test.ts';
    expect(
      texts.filter(({ path, text }) => path !== self && foreign.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('stylesheets', () => {
  const sheets = listFiles('src').filter((path) => path.endsWith('.css'));

  it('lie beside the components that they dress', () => {
    const homes = new Set(
      product.filter(({ path }) => path.endsWith('.tsx')).map(({ path }) => dirname(path)),
    );
    const homeless = sheets.filter(
      (path) => !/^src\/ui\/[a-z-]+\/[a-z-]+\.css$/.test(path) || !homes.has(dirname(path)),
    );
    expect(homeless).toEqual([]);
  });

  it(`stay under ${MAX_LINES} lines`, () => {
    const long = sheets
      .map(readSource)
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('are each imported once, by the one list that fixes their order', () => {
    const imports = product.flatMap((file) =>
      localImports(file)
        .filter((to) => to.endsWith('.css'))
        .map((to) => `${file.path}: ${to}`),
    );
    expect(imports.sort()).toEqual(sheets.map((path) => `src/ui/styles.ts: ${path}`));
  });
});

/** A file's packages; an asset of one (`...?url`) is only an address, which may be asked for anywhere. */
function packagesOf(file: SourceFile): string[] {
  return file.imports.filter((name) => !name.startsWith('.') && !name.endsWith('?url'));
}

function layerOf(path: string): string {
  const parts = path.split('/');
  if (parts[0] !== 'src') return parts[0] ?? '';
  return (parts[1] ?? '').replace(/\.tsx?$/, '');
}

function wrongLayer(from: string, to: string): string[] {
  const [a, b] = [layerOf(from), layerOf(to)];
  const urlOfWorker = /^src\/store\/(analyzer|model-thread|sql-thread)\.ts$/.test(from) && b === 'workers';
  const allowed = a === b || urlOfWorker || /\.(css|json)$/.test(to) || LAYERS[a]?.includes(b);
  return allowed ? [] : [`${from} imports ${to}`];
}

/** Index of a file's stage in core; null: it is outside, or pipeline.ts, which calls them all. */
function stageOf(path: string): number | null {
  const name = /^src\/core\/([a-z]+)\//.exec(path)?.[1];
  return name === undefined ? null : STAGES.indexOf(name);
}

function laterStage(from: string, to: string): string[] {
  if (/^src\/core\/[^/]+$/.test(to)) return [`${from} imports ${to}`];
  return (stageOf(to) ?? -1) > (stageOf(from) ?? -1) ? [`${from} imports ${to}`] : [];
}

function isAtHome(path: string, name: string): boolean {
  const homes = [...(HOMES[layerOf(path)] ?? []), ...(HOMES_OF_FILES[path] ?? [])];
  return homes.some((home) => name === home || name.startsWith(home.endsWith('/') ? home : `${home}/`));
}

/** Statements that import from src/bridge, or fetch it later. */
function bridgeImports(path: string, code: string): string[] {
  const statements = code.match(/\b(?:import|export)\b[^;]*?['"][^'"]*['"]/g) ?? [];
  return statements
    .filter((statement) => /\/bridge\/[^'"]*['"]$/.test(statement))
    .map((statement) => `${path}: ${statement.replace(/\s+/g, ' ')}`);
}

function offenders(among: readonly SourceFile[], where: RegExp, what: RegExp): string[] {
  return among.filter(({ path, code }) => where.test(path) && what.test(code)).map(({ path }) => path);
}

/** The first cycle of imports, as a list of paths; empty: there is none. */
function findCycle(among: readonly SourceFile[]): string[] {
  const next = new Map(among.map((file) => [file.path, localImports(file)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const to of next.get(path) ?? []) {
      const cycle = visit(to, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  for (const path of next.keys()) {
    const cycle = visit(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
