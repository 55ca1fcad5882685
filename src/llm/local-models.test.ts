import { beforeEach, describe, expect, it } from 'vitest';
import type { FolderFacts } from '../contracts/local-models';
import type { Written } from '../contracts/model-question';
import { DEFAULT_WRITER, type ModelName, type WriterSettings } from '../contracts/written-summary';
import { scriptedGguf } from './fixtures/make-gguf';
import { LIMITS } from './fixtures/scripted-provider';
import { createLocalModels, type ModelFiles, type ModelFolders } from './local-models';
import type { WllamaProvider, wllamaProvider } from './wllama';

const REQUEST = { system: '', prompt: '', schema: {}, limits: LIMITS, redacted: [] };
const BYTES = scriptedGguf('x');
const WHOLE = new File([BYTES], 'small.gguf');
const HALF = new File([BYTES.slice(0, 900)], 'small.gguf');
const nameOf = ({ name, size }: File): ModelName => ({ name, numBytes: size });
const writer = (file: ModelName | null): WriterSettings => ({ ...DEFAULT_WRITER, provider: 'wllama', file });
const ignore = (): void => undefined;

let kept: Map<string, File>;
let keptFolders: Map<string, FolderFacts>;
let ended: string[];
const files: ModelFiles = {
  list: async () => [...kept.values()].map(nameOf),
  open: async (name) => kept.get(name) ?? null,
  save: async (file) => void kept.set(file.name, file),
  delete: async (name) => void kept.delete(name),
};

const folders: ModelFolders = {
  keepFolder: async (facts) => void keptFolders.set(facts.name, facts),
  keptFolders: async () => [...keptFolders.values()],
  forgetFolder: async (name) => void keptFolders.delete(name),
};

/** Models whose answer is their file's name, once `release` is called or at once. */
function models(write?: WllamaProvider['write']) {
  const make: typeof wllamaProvider = (file) => ({
    available: async () => ({ kind: 'ready', model: file.name, limits: LIMITS }),
    write: write ?? (async (): Promise<Written> => ({ kind: 'written', text: '', model: file.name })),
    measure: async () => ({ stage: 'reading', readRate: 1, writeRate: 1, expectedMs: 1 }),
    end: () => ended.push(file.name),
  });
  return createLocalModels({ files, folders, wasmUrl: '', loadWllama: async () => make });
}

beforeEach(() => {
  kept = new Map();
  keptFolders = new Map();
  ended = [];
});

describe('a model file', () => {
  it('that was opened answers, and the next one takes its place', async () => {
    const local = models();
    expect(await local.openFile(WHOLE)).toMatchObject({ ok: true });
    expect(await local.available(writer(nameOf(WHOLE)))).toMatchObject({
      kind: 'ready',
      model: 'small.gguf',
    });
    await local.openFile(new File([BYTES], 'other.gguf'));
    expect(ended).toEqual(['small.gguf']);
    expect(await local.available(writer(nameOf(WHOLE)))).toMatchObject({
      kind: 'unavailable',
      why: 'The model file small.gguf is not in this browser: open it again in the settings',
    });
  });

  it('that is damaged does not take the place of the one at hand', async () => {
    const local = models();
    await local.openFile(WHOLE);
    expect(await local.openFile(HALF)).toMatchObject({ ok: false, code: 'cut' });
    expect(await local.available(writer(nameOf(WHOLE)))).toMatchObject({ kind: 'ready' });
  });

  it('is kept, found in another visit, and deleted', async () => {
    const local = models();
    await expect(local.keepFile(ignore)).rejects.toThrow('No model file is open');
    await local.openFile(WHOLE);
    await local.keepFile(ignore);
    const later = models();
    expect(await later.keptFiles()).toEqual([nameOf(WHOLE)]);
    const written = await later.write(writer(nameOf(WHOLE)), REQUEST, ignore, ignore);
    expect(written).toMatchObject({ kind: 'written', model: 'small.gguf' });
    await later.forgetFile('small.gguf');
    expect(await later.keptFiles()).toEqual([]);
  });

  it.each<[string, File | null, ModelName | null, RegExp]>([
    ['none is chosen', null, null, /No model file is chosen/],
    ['it is not there', null, nameOf(WHOLE), /not in this browser/],
    [
      'it has another size',
      WHOLE,
      { name: 'small.gguf', numBytes: 7 },
      /has \d+ bytes here, and 7 when it was chosen/,
    ],
    ['it was cut meanwhile', HALF, nameOf(HALF), /is damaged\. It ends at byte 900/],
  ])('is not asked where %s', async (_, there, wanted, words) => {
    if (there !== null) kept.set(there.name, there);
    const found = await models().available(writer(wanted));
    expect(found.kind === 'unavailable' && found.why).toMatch(words);
  });
});

it('the next question ends the one before, and so does stop', async () => {
  const ends: string[] = [];
  const local = models(
    (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          ends.push('ended');
          resolve(null);
        });
      }),
  );
  await local.openFile(WHOLE);
  const ask = () => local.write(writer(nameOf(WHOLE)), REQUEST, ignore, ignore);
  const first = ask();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = ask();
  expect(await first).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await local.stop();
  expect(await second).toBeNull();
  expect(ends).toHaveLength(2);
});
