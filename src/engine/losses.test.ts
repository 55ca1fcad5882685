import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { localScanner } from '../input/fixtures/local-scanner';
import { createEngine } from './engine';
import { localSearchers } from './fixtures/local-searchers';
import { createLosses } from './losses';

const never = new Promise<never>(() => {});

test('what waits for a thread fails when it is lost, and so does what asks later; others wait on', async () => {
  const losses = createLosses();
  const waiting = losses.orLost('lstm', never);
  const other = Promise.race([losses.orLost('archive', never), Promise.resolve('still waiting')]);
  losses.tell('lstm', 'The lstm worker stopped.');
  await expect(waiting).rejects.toThrow('The lstm worker stopped.');
  await expect(losses.orLost('lstm', never)).rejects.toThrow('stopped');
  expect(await other).toBe('still waiting');
  expect(await losses.orLost('sequences', Promise.resolve(7))).toBe(7);
  losses.forget('lstm');
  expect(await losses.orLost('lstm', Promise.resolve(8))).toBe(8);
});

test('an analysis whose LSTM threads end without a word has its result, and says why they did not judge', async () => {
  const losses = createLosses();
  const silent = <T>(helper: 'lstm' | 'sequences'): Promise<T> => {
    setTimeout(() => losses.tell(helper, `The ${helper} worker stopped: its code could not be loaded.`));
    return losses.orLost<T>(helper, never);
  };
  const engine = createEngine({
    scanners: [localScanner],
    lstm: { detect: () => silent('lstm') },
    detectSequences: () => silent('sequences'),
    parquet: {
      structured: () => losses.orLost('archive', never),
      partitioned: () => losses.orLost('archive', never),
      features: () => losses.orLost('archive', never),
      table: () => losses.orLost('archive', never),
    },
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
  const lines = Array.from({ length: 4000 }, (_, i) => {
    const time = new Date(Date.UTC(2026, 2, 2) + i * 9000).toISOString();
    return `${time} INFO app: request req-${i >> 2} ${['came in', 'was read', 'was sent', 'is done'][i % 4]} in ${i % 7} ms`;
  });
  const files = [{ path: 'app.log', file: new File([lines.join('\n')], 'app.log') }];
  const result = await engine.analyze(
    { name: 'a', files, settings: DEFAULT_SETTINGS, truth: null },
    () => {},
  );
  const lstm = result.timeline?.detectors.find(({ name }) => name === 'lstm');
  expect(lstm?.abstained).toContain('The lstm worker stopped: its code could not be loaded.');
  expect(result.timeline?.detectors.filter(({ abstained }) => abstained === null).length).toBe(2);
  const parquet = engine.exportFile('structured_logs.parquet', () => {});
  losses.tell('archive', 'The archive worker stopped.');
  await expect(parquet).rejects.toThrow('The archive worker stopped.');
}, 240_000);
