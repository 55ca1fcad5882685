import { describe, expect, it, test } from 'vitest';
import type { WriteOutcome, WritingProgress } from '../contracts/written-summary';
import { MAX_ANSWER_CHARS } from './answer';
import { failure } from './failures';
import { poolIncident, poolResult } from './fixtures/pool-incident';
import { answerOf, LIMITS, type Script, scriptedProvider } from './fixtures/scripted-provider';
import { none } from './none';
import type { Provider } from './provider';
import { writeSummary } from './write-summary';

const GOOD = 'Threads wait for a connection of the pool.';
const STUCK = () => new Promise<never>(() => undefined);

async function write(provider: Provider, signal = new AbortController().signal) {
  const progress: WritingProgress[] = [];
  const hooks = { signal, onProgress: (each: WritingProgress) => progress.push(each) };
  const outcome = await writeSummary(poolIncident(), poolResult(), 'none', async () => provider, hooks);
  return { outcome, progress };
}
const outcomeOf = async (answer: Parameters<typeof scriptedProvider>[0], script: Script = {}) =>
  (await write(scriptedProvider(answer, script))).outcome!;
const codeOf = (outcome: WriteOutcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind);

test('a model writes, what holds is kept with its name, and the rest is told with the reason', async () => {
  const answer = answerOf([GOOD, 'E3'], ['All is well.', 'E3'], ['The pool ran dry.']);
  expect(await outcomeOf(answer)).toEqual({
    kind: 'written',
    bytesSent: 0,
    summary: {
      provider: 'none',
      model: 'scripted-1',
      sentences: [{ text: GOOD, evidence: ['E3'] }],
      removed: [
        { text: 'All is well.', reason: 'verdict', piece: 'is well' },
        { text: 'The pool ran dry.', reason: 'uncited', piece: '' },
      ],
      redacted: [],
    },
  });
});

test('the model is asked for what the request says, and by the schema', async () => {
  const provider = scriptedProvider(answerOf([GOOD, 'E3']));
  await write(provider);
  expect(provider.requests).toHaveLength(1);
  expect(provider.requests[0].prompt).toMatch(/^<<<DATA\n[\s\S]*\nDATA>>>$/);
  expect(provider.requests[0].limits).toBe(LIMITS);
});

test('while it writes only what was checked is handed on', async () => {
  const answer = answerOf(
    [GOOD, 'E3'],
    ['See https://evil.example.', 'E3'],
    ['Slow query lines appear.', 'E2'],
  );
  const { progress } = await write(scriptedProvider(answer));
  const texts = progress.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));
  expect(new Set(texts)).toEqual(new Set(['', GOOD, `${GOOD} Slow query lines appear.`]));
  expect(progress.at(-1)?.numChars).toBe(answer.length);
});

test('the default writes nothing', async () => {
  expect((await write(none)).outcome).toBeNull();
  expect(await none.write({} as never, {} as never)).toBeNull();
});

describe('what goes wrong is a failure in words, and costs no ticket', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['broken JSON', '{"sentences":[{"text":"The po'],
    ['JSON of another form', '{"summary":"The pool ran dry."}'],
    ['marks only', '*** --- ***'],
  ])('%s is nonsense', async (_, answer) => {
    expect(codeOf(await outcomeOf(answer))).toBe('nonsense');
  });

  it('a provider that cannot run says why', async () => {
    const availability = { kind: 'unavailable', why: 'This browser has no WebGPU.' } as const;
    const outcome = await outcomeOf('', { availability });
    expect(outcome).toMatchObject({
      failure: {
        code: 'unavailable',
        message:
          'The language model cannot be asked here: This browser has no WebGPU. The ticket is complete without it.',
      },
    });
  });

  it('an incident that does not fit is not asked about', async () => {
    const provider = scriptedProvider('', { limits: { ...LIMITS, promptTokens: 50 } });
    expect(codeOf((await write(provider)).outcome!)).toBe('no-room');
    expect(provider.requests).toEqual([]);
  });

  it("a provider's own failure goes through, with the bytes that left before", async () => {
    const outcome = await outcomeOf(async (_, hooks) => {
      hooks.onSent(700);
      return { kind: 'failed', failure: failure('rate-limited', { waitMs: 20_400 }) };
    });
    expect(outcome).toEqual({
      kind: 'failed',
      bytesSent: 700,
      failure: {
        code: 'rate-limited',
        waitMs: 20_400,
        message: 'The server asks to wait. Try again in 21 s. The ticket is complete without it.',
      },
    });
  });

  it('one that throws, at once or later, is broken', async () => {
    const later = await outcomeOf(async (_, hooks) => {
      hooks.onSent(12);
      throw new Error('out of memory');
    });
    expect(later).toMatchObject({ bytesSent: 12, failure: { code: 'broken' } });
    expect(later.kind === 'failed' && later.failure.message).toContain('out of memory');
    const atOnce = await outcomeOf(() => {
      throw new Error('no module');
    });
    expect(codeOf(atOnce)).toBe('broken');
    const provider = { ...none, available: () => Promise.reject(new Error('lost the device')) };
    expect(codeOf((await write(provider)).outcome!)).toBe('broken');
    const load = () => Promise.reject(new Error('its code could not be loaded'));
    const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
    expect(codeOf((await writeSummary(poolIncident(), poolResult(), 'none', load, hooks))!)).toBe('broken');
  });

  it('one that hangs and hears no signal ends with the time', async () => {
    expect(codeOf(await outcomeOf(STUCK, { limits: { ...LIMITS, timeMs: 20 } }))).toBe('timeout');
  });

  it('the person stops it, while it is asked and while it writes', async () => {
    const stop = new AbortController();
    const writing = write(scriptedProvider(STUCK), stop.signal);
    setTimeout(() => stop.abort(), 5);
    expect(codeOf((await writing).outcome!)).toBe('stopped');
    const hanging = { ...none, available: STUCK };
    expect(codeOf((await write(hanging, stop.signal)).outcome!)).toBe('stopped');
  });
});

test('an answer without end is cut, and what holds of it stays', async () => {
  const flood = `${GOOD} [E3] ${'The pool is a pool [E4]. '.repeat(30_000)}`;
  let numPieces = 0;
  const outcome = await outcomeOf(async (_, hooks) => {
    for (let at = 0; at < flood.length && !hooks.signal.aborted; at += 1000, numPieces++)
      hooks.onText(flood.slice(at, at + 1000));
    return STUCK();
  });
  expect(numPieces).toBeLessThanOrEqual(MAX_ANSWER_CHARS / 1000 + 1);
  expect(outcome).toMatchObject({ kind: 'written', summary: { model: 'scripted-1' } });
  expect(outcome.kind === 'written' && outcome.summary.sentences[0]).toEqual({
    text: GOOD,
    evidence: ['E3'],
  });
});

test("a model's name is hostile too", async () => {
  const outcome = await outcomeOf(async () => {
    const model = `\u202E${'x'.repeat(300)}`;
    return { kind: 'written', text: `${GOOD} [E3]`, model };
  });
  const model = outcome.kind === 'written' ? outcome.summary.model : '';
  expect(model).toMatch(/^⟦U\+202E⟧x+…$/);
  expect(model.length).toBe(80);
});
