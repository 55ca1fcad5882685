import { describe, expect, it } from 'vitest';
import type { ModelFacts } from '../contracts/local-models';
import type { Pace } from '../contracts/written-summary';
import type { WriteHooks } from './provider';
import { type Machine, wllamaProvider } from './wllama';
import type { Completed, Engine, loadEngine } from './wllama-engine';

const FACTS: ModelFacts = {
  title: '',
  architecture: 'llama',
  contextTokens: 4096,
  numVocabulary: 300,
  numTensors: 21,
  hasTemplate: true,
};
const FILE = new File(['x'.repeat(100)], 'small.gguf');
const MACHINE: Machine = { hasMemory64: true, memoryGib: 8 };
const REQUEST = {
  system: 'Write.',
  prompt: 'word '.repeat(100),
  schema: { type: 'object' },
  limits: { promptTokens: 640, answerTokens: 320, timeMs: 1000 },
  redacted: [],
};
const TIMINGS = {
  cache_n: 5,
  prompt_n: 20,
  prompt_ms: 2000,
  prompt_per_token_ms: 100,
  prompt_per_second: 10,
  predicted_n: 8,
  predicted_ms: 2000,
  predicted_per_token_ms: 250,
  predicted_per_second: 4,
};

type Complete = Engine['complete'];

/** A model over an engine that answers 'a b', or does what it is told. */
function providerOver(complete?: Complete, facts: Partial<ModelFacts> = {}, machine = MACHINE) {
  const paces: Pace[] = [];
  const pieces: string[] = [];
  let numLoads = 0;
  let isUsable = true;
  const answer = async (text: string): Promise<Completed> => ({ text, timings: TIMINGS, isOver: true });
  const engine: Engine = {
    isUsable: () => isUsable,
    end: () => {
      isUsable = false;
    },
    complete: async (question, limits, signal, onText) => {
      if (question.schema === null) return answer('ok');
      if (complete) return complete(question, limits, signal, onText);
      for (const piece of ['a', ' b']) onText(piece);
      return answer('a b');
    },
  };
  const load: typeof loadEngine = async () => {
    numLoads++;
    isUsable = true;
    return engine;
  };
  const provider = wllamaProvider(FILE, { ...FACTS, ...facts }, 'https://x.test/w.wasm', load, machine);
  const hooks = (signal = new AbortController().signal): WriteHooks => ({
    signal,
    onText: (piece) => pieces.push(piece),
    onSent: () => expect.fail('nothing leaves'),
    onPace: (pace) => paces.push(pace),
  });
  return { provider, hooks, paces, pieces, engine, numLoads: () => numLoads };
}

describe('a model file', () => {
  it('reads a question that a processor can, within what it was made for', async () => {
    expect(await providerOver().provider.available()).toMatchObject({
      kind: 'ready',
      model: 'small.gguf',
      limits: { promptTokens: 640 },
    });
    const small = await providerOver(undefined, { contextTokens: 512 }).provider.available();
    expect(small.kind === 'ready' && small.limits.promptTokens).toBe(144);
  });

  it('does not run where the browser or the memory is too small, and says why', async () => {
    const whyOn = async (machine: Machine) => {
      const found = await providerOver(undefined, {}, machine).provider.available();
      return found.kind === 'unavailable' ? found.why : found.kind;
    };
    expect(await whyOn({ hasMemory64: false, memoryGib: null })).toMatch(/no 64-bit memory/);
    expect(await whyOn({ hasMemory64: true, memoryGib: 2 ** -30 })).toMatch(/needs 0\.0 GB of memory/);
    expect(await whyOn({ hasMemory64: true, memoryGib: null })).toBe('ready');
  });

  it('is loaded and measured once, says how long it will take, and counts', async () => {
    const { provider, hooks, paces, pieces, numLoads } = providerOver();
    const written = await provider.write(REQUEST, hooks());
    expect(written).toEqual({
      kind: 'written',
      text: 'a b',
      model: 'small.gguf',
      tokens: { prompt: 25, answer: 8 },
    });
    expect(pieces).toEqual(['a', ' b']);
    expect(paces.map(({ stage }) => stage)).toEqual(['loading', 'measuring', 'reading', 'writing']);
    expect(paces[0]).toMatchObject({ readRate: null, expectedMs: null });
    // About 250 tokens at 10 a second, 320 at 4.
    expect(paces[2].expectedMs).toBeGreaterThan(80_000 + 15_000);
    expect(paces[2].expectedMs).toBeLessThan(80_000 + 40_000);
    expect(paces[3]).toMatchObject({ readRate: 10, writeRate: 4, expectedMs: 80_000 });
    await provider.write(REQUEST, hooks());
    expect(numLoads()).toBe(1);
    expect(paces.map(({ stage }) => stage).slice(4)).toEqual(['reading', 'writing']);
  });

  it('that ended is loaded anew', async () => {
    const { provider, hooks, engine, numLoads } = providerOver();
    await provider.write(REQUEST, hooks());
    engine.end();
    await provider.write(REQUEST, hooks());
    expect(numLoads()).toBe(2);
  });

  it.each<[string, RegExp]>([
    ['RangeError: Array buffer allocation failed', /too little memory/],
    ['the request exceeds the available context size', /longer than the model reads/],
    ['(ABORT) unreachable', /\(ABORT\) unreachable/],
  ])('that fails with "%s" says so in words', async (message, words) => {
    const { provider, hooks } = providerOver(async () => {
      throw new Error(message);
    });
    const written = await provider.write(REQUEST, hooks());
    expect(written?.kind === 'failed' && written.failure).toMatchObject({
      code: 'broken',
      message: expect.stringMatching(words),
    });
  });

  it('that was stopped was stopped, whatever its engine throws', async () => {
    const abort = new AbortController();
    const { provider, hooks } = providerOver(async () => {
      abort.abort();
      throw new Error('(ABORT)');
    });
    const written = await provider.write(REQUEST, hooks(abort.signal));
    expect(written?.kind === 'failed' && written.failure.code).toBe('stopped');
  });
});
