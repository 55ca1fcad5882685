import { describe, expect, it } from 'vitest';
import { DEFAULT_WRITER, type WriterSettings } from '../contracts/written-summary';
import { builtInModel, type LanguageModelApi } from './built-in';
import { LIMITS } from './fixtures/scripted-provider';

const WRITER: WriterSettings = { ...DEFAULT_WRITER, provider: 'built-in' };
const REQUEST = {
  system: 'Write.',
  prompt: 'DATA',
  schema: { type: 'object' },
  limits: LIMITS,
  redacted: [],
};
const ignore = (): void => undefined;

/** A browser whose model says `pieces`, and notes what it was asked. */
function browser(state: string, pieces: readonly string[] = ['a', ' b'], error: Error | null = null) {
  const asked: object[] = [];
  let numOpen = 0;
  const api: LanguageModelApi = {
    availability: async (options) => {
      asked.push(options);
      return state;
    },
    create: async (options) => {
      asked.push(options);
      const { monitor } = options as { monitor?: (target: EventTarget) => void };
      const target = new EventTarget();
      monitor?.(target);
      target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: 0.5 }));
      numOpen++;
      return {
        async *promptStreaming(prompt, own) {
          asked.push({ prompt, ...own });
          for (const piece of pieces) yield piece;
          if (error !== null) throw error;
        },
        destroy: () => numOpen--,
      };
    },
  };
  return { model: builtInModel(api), asked, numOpen: () => numOpen };
}

describe("the browser's own model", () => {
  it('answers, bound to the schema, and its session ends', async () => {
    const { model, asked, numOpen } = browser('available');
    const pieces: string[] = [];
    expect(await model.available(WRITER)).toMatchObject({ kind: 'ready' });
    const written = await model.write(WRITER, REQUEST, (piece) => pieces.push(piece), ignore);
    expect(written).toMatchObject({ kind: 'written', text: 'a b' });
    expect(pieces).toEqual(['a', ' b']);
    expect(asked.at(-2)).toMatchObject({ initialPrompts: [{ role: 'system', content: 'Write.' }] });
    expect(asked.at(-1)).toMatchObject({ prompt: 'DATA', responseConstraint: REQUEST.schema });
    expect(numOpen()).toBe(0);
  });

  it.each([
    ['unavailable', /cannot run on this machine/],
    ['downloadable', /has to fetch its model first: ask for that/],
    ['downloading', /still fetching/],
    ['something new', /cannot run/],
  ])('that is %s is not asked, and creates nothing', async (state, why) => {
    const { model, asked } = browser(state);
    const found = await model.available(WRITER);
    expect(found.kind === 'unavailable' && found.why).toMatch(why);
    expect(asked).toHaveLength(1);
  });

  it('where there is none, says so', async () => {
    const model = builtInModel(undefined);
    expect(await model.state()).toBe('absent');
    expect(await model.available(WRITER)).toMatchObject({
      why: expect.stringMatching(/brings no language model/),
    });
    await expect(model.download(ignore)).rejects.toThrow('brings no language model');
  });

  it('is fetched when asked for, and tells how far that is', async () => {
    const { model, numOpen } = browser('downloadable');
    const shares: number[] = [];
    await model.download((share) => shares.push(share));
    expect(shares).toEqual([0.5]);
    expect(numOpen()).toBe(0);
  });

  it.each([
    ['QuotaExceededError', 'no-room'],
    ['AbortError', 'stopped'],
    ['UnknownError', 'broken'],
  ])('that throws a %s fails as %s, and its session ends', async (name, code) => {
    const { model, numOpen } = browser('available', ['a'], Object.assign(new Error('why'), { name }));
    const written = await model.write(WRITER, REQUEST, ignore, ignore);
    expect(written?.kind === 'failed' && written.failure.code).toBe(code);
    expect(numOpen()).toBe(0);
  });
});
