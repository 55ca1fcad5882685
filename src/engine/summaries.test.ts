import { expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_WRITER, type WriteOutcome } from '../contracts/written-summary';
import { failure } from '../llm/failures';
import { poolIncident, poolResult } from '../llm/fixtures/pool-incident';
import { answerOf, scriptedProvider } from '../llm/fixtures/scripted-provider';
import type { Provider } from '../llm/provider';
import type { EngineParts } from './engine-parts';
import { createSummaryWriter } from './summaries';
import type { Tables } from './tables';

const GOOD = 'Threads wait for a connection of the pool.';
const ORDER = { incidentId: 'INC-1', writer: DEFAULT_WRITER };
const ignore = (): void => {};

/** A writer over one result, which stands in for the tables of an engine. */
function writerOver(provider: Provider | undefined, result: AnalysisResult = analysis()) {
  const held = { result };
  const parts = provider && { providerOf: async () => provider };
  const writer = createSummaryWriter(
    () => held as Tables,
    (next) => {
      held.result = next;
    },
    { ...parts } as EngineParts,
  );
  return { held, writer };
}

function analysis(): AnalysisResult {
  return { ...poolResult(), incidents: [poolIncident()] };
}

const codeOf = (outcome: WriteOutcome | null) =>
  outcome?.kind === 'failed' ? outcome.failure.code : outcome?.kind;

test('without a model nothing is asked, and the result stays as it is', async () => {
  const { held, writer } = writerOver(undefined);
  const before = held.result;
  expect(await writer.write(ORDER, ignore, null, null)).toBeNull();
  expect(held.result).toBe(before);
  await expect(writer.write({ ...ORDER, incidentId: 'INC-9' }, ignore, null, null)).rejects.toThrow('INC-9');
});

test('a later failure leaves the summary; bytes of every try add up', async () => {
  let tries = 0;
  const { held, writer } = writerOver(
    scriptedProvider(async (_, hooks) => {
      hooks.onSent(100);
      if (++tries === 2) return { kind: 'failed', failure: failure('server') };
      return { kind: 'written', text: answerOf([GOOD, 'E3']), model: 'm' };
    }),
  );
  await writer.write(ORDER, ignore, null, null);
  expect(codeOf(await writer.write(ORDER, ignore, null, null))).toBe('server');
  const { summary, bytesSent } = held.result.summaries!['INC-1'];
  expect(summary?.sentences).toEqual([{ text: GOOD, evidence: ['E3'] }]);
  expect(bytesSent).toBe(200);
});

test('what was written for an analysis that is gone is not put into the next', async () => {
  const next = analysis();
  const { held, writer } = writerOver(
    scriptedProvider(async () => {
      held.result = next;
      return { kind: 'written', text: answerOf([GOOD, 'E3']), model: 'm' };
    }),
  );
  expect(codeOf(await writer.write(ORDER, ignore, null, null))).toBe('written');
  expect(held.result).toBe(next);
});

test('stop ends the writing, and so does the next one', async () => {
  let isFirst = true;
  const { writer } = writerOver(
    scriptedProvider(async () => {
      if (!isFirst) return { kind: 'written', text: answerOf([GOOD, 'E3']), model: 'm' };
      isFirst = false;
      return new Promise(() => undefined);
    }),
  );
  const first = writer.write(ORDER, ignore, null, null);
  // The first has to be asking before the second comes.
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(codeOf(await writer.write(ORDER, ignore, null, null))).toBe('written');
  expect(codeOf(await first)).toBe('stopped');
  isFirst = true;
  const again = writer.write(ORDER, ignore, null, null);
  writer.stop();
  expect(codeOf(await again)).toBe('stopped');
});
