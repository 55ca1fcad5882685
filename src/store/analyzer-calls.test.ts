import { expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { AnalysisJob } from '../contracts/threads';
import type { OnProgress, Progress } from '../contracts/units';
import { DEFAULT_WRITER } from '../contracts/written-summary';
import { analyzerOver, type Helper, type WorkerSet, wrapCallbacks } from './analyzer-calls';
import type { Analyzer } from './analyzer-types';

const JOB = { name: 'a.log' } as AnalysisJob;
const HOOKS = { onPreview: () => {}, ask: () => true };

/** Workers that write down what is done to them; `answer` is what the analysis worker does. */
function fakeWorkers(
  answer: (call: string, args: readonly unknown[]) => unknown = () => 'done',
  isWorn = false,
) {
  const log: string[] = [];
  let fail: (error: Error) => void = () => {};
  let numStarted = 0;
  let isReading = (): boolean => false;
  const startWorkers = (reading: () => boolean): WorkerSet => {
    isReading = reading;
    const id = ++numStarted;
    log.push(`set ${id}`);
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    failed.catch(() => {});
    return {
      ask: async (call, args) => {
        log.push(call);
        return answer(call, args);
      },
      start: (helper: Helper) => void log.push(`start ${helper}`),
      recycleShards: () => void log.push('recycle'),
      rest: () => void log.push('rest'),
      mend: () => void (isWorn && log.push('mend')),
      failed,
      end: () => void log.push(`end ${id}`),
    };
  };
  return { log, startWorkers, fail: (error: Error) => fail(error), isReading: () => isReading() };
}

const step = (stage: Progress['stage'], total: number | null = null): Progress => ({
  stage,
  detail: '',
  done: 0,
  total,
  unit: 'bytes',
});

test('a call goes to the worker as it is, whatever it is called, and its answer comes back', async () => {
  const answer = vi.fn(() => 42);
  const { startWorkers } = fakeWorkers(answer);
  const analyzer = analyzerOver(startWorkers) as Analyzer & { askedNextYear(a: number): Promise<unknown> };
  expect(await analyzer.askedNextYear(7)).toBe(42);
  expect(answer).toHaveBeenCalledWith('askedNextYear', [7]);
  expect(analyzer.sampleFile).toBe(analyzer.sampleFile);
});

test('an analyzer is no promise: it can be awaited', async () => {
  const analyzer = analyzerOver(fakeWorkers().startWorkers);
  expect(await Promise.resolve(analyzer)).toBe(analyzer);
});

test('tables of a database have the worker that opens them, however they are handed over', async () => {
  const table = { path: 'a/feature_windows.parquet', file: new File([''], 'x') };
  const jobs: readonly ((analyzer: Analyzer) => Promise<unknown>)[] = [
    (analyzer) => analyzer.analyze({ ...JOB, files: [table] }, () => {}),
    (analyzer) => analyzer.addFiles([table]),
    (analyzer) => analyzer.attachFiles([table]),
  ];
  for (const give of jobs) {
    const { log, startWorkers } = fakeWorkers();
    await give(analyzerOver(startWorkers));
    expect(log).toContain('start archive');
  }
  const { log, startWorkers } = fakeWorkers();
  const analyzer = analyzerOver(startWorkers);
  await analyzer.addFiles([{ ...table, path: 'a.log' }]);
  await analyzer.reanalyze(DEFAULT_SETTINGS, () => {});
  expect(log).not.toContain('start archive');
  await analyzer.addFiles([table]);
  log.length = 0;
  await analyzer.reanalyze(DEFAULT_SETTINGS, () => {});
  expect(log).toContain('start archive');
});

test('workers are started by the first call, and the helpers that a call needs before it', async () => {
  const { log, startWorkers } = fakeWorkers();
  const analyzer = analyzerOver(startWorkers);
  expect(log).toEqual([]);
  await analyzer.exportNames();
  await analyzer.exportFile('windows.csv', () => {});
  await analyzer.exportFile('structured_logs.parquet', () => {});
  await analyzer.saveBaseline({ name: 'a', choice: { kind: 'quiet' }, nowMs: 0 }, () => {});
  expect(log).toEqual([
    'set 1',
    'exportNames',
    'exportFile',
    'start archive',
    'exportFile',
    'start lstm',
    'saveBaseline',
  ]);
});

test('another analysis gets fresh workers; one that only simulated is kept, and so is the one that runs again', async () => {
  const { log, startWorkers } = fakeWorkers();
  const analyzer = analyzerOver(startWorkers);
  await analyzer.simulate({ scenario: 'disk-full', seed: 1 } as never);
  await analyzer.analyze(JOB, () => {}, HOOKS);
  await analyzer.reanalyze({} as never, () => {}, HOOKS);
  expect(log).toEqual(['set 1', 'simulate', 'start shards', 'analyze', 'start shards', 'reanalyze']);
  log.length = 0;
  await analyzer.restore('a1');
  expect(log).toEqual(['end 1', 'set 2', 'restore']);
});

test('after the reading the LSTM starts, and after much of it the shard workers are given back, once', async () => {
  const said: string[] = [];
  const { log, startWorkers } = fakeWorkers((_call, [, onProgress]) => {
    const report = onProgress as OnProgress;
    for (const progress of [step('open'), step('ingest', 2 ** 30), step('drain'), step('features')])
      report(progress);
  });
  await analyzerOver(startWorkers).analyze(JOB, ({ stage }) => said.push(stage), HOOKS);
  expect(said).toEqual(['open', 'ingest', 'drain', 'features']);
  const learners = ['start lstm', 'start sequences'];
  expect(log).toEqual(['set 1', 'start shards', 'analyze', ...learners, 'recycle', ...learners]);
});

test('aborting ends the workers and rejects with the reason; the next call gets others', async () => {
  const { log, startWorkers } = fakeWorkers(() => new Promise(() => {}));
  const analyzer = analyzerOver(startWorkers);
  const abort = new AbortController();
  const running = analyzer.analyze(JOB, () => {}, HOOKS, abort.signal);
  abort.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(log).toEqual(['set 1', 'start shards', 'analyze', 'end 1']);
  await expect(analyzer.analyze(JOB, () => {}, HOOKS, abort.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(log).toHaveLength(4);
  void analyzer.exportNames();
  expect(log.slice(4)).toEqual(['set 2', 'exportNames']);
});

test('a summary that is stopped ends by itself, and the workers stay', async () => {
  let answer: (value: unknown) => void = () => {};
  const writing = new Promise((resolve) => {
    answer = resolve;
  });
  const { log, startWorkers } = fakeWorkers((call) =>
    call === 'writeSummary' ? writing : answer('stopped'),
  );
  const abort = new AbortController();
  const order = { incidentId: 'INC-1', writer: DEFAULT_WRITER } as const;
  const summary = analyzerOver(startWorkers).writeSummary(order, () => {}, null, null, abort.signal);
  abort.abort();
  expect(await summary).toBe('stopped');
  expect(log).toEqual(['set 1', 'writeSummary', 'stopWriting']);
});

test('a signal is not sent', async () => {
  const answer = vi.fn();
  const { startWorkers } = fakeWorkers(answer);
  await analyzerOver(startWorkers).tuneThresholds([], new AbortController().signal);
  expect(answer).toHaveBeenCalledWith('tuneThresholds', [[]]);
});

test('a worker that dies rejects what was asked', async () => {
  const { startWorkers, fail } = fakeWorkers(() => new Promise(() => {}));
  const reading = analyzerOver(startWorkers).analyze(JOB, () => {}, HOOKS);
  fail(new Error('The shard-1 worker stopped: out of memory.'));
  await expect(reading).rejects.toThrow('The shard-1 worker stopped: out of memory.');
});

test('workers that end while nothing is asked of them are told of, those of an analysis that was closed are not', async () => {
  const { startWorkers, fail } = fakeWorkers();
  const analyzer = analyzerOver(startWorkers);
  const told = vi.fn();
  analyzer.onFailed(told);
  await analyzer.analyze(JOB, () => {}, HOOKS);
  const lost = new Error('The analysis worker stopped.');
  fail(lost);
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(lost));
  analyzer.dispose();
  await analyzer.exportNames();
  analyzer.dispose();
  fail(new Error('later'));
  await Promise.resolve();
  expect(told).toHaveBeenCalledTimes(1);
});

test('the shard workers are at work until the reading is over, and the whole time of a file that is followed', async () => {
  const seen: boolean[] = [];
  const stages = ['open', 'ingest', 'drain', 'ingest', 'features'] as const;
  const fake = fakeWorkers((call, args) => {
    if (call !== 'analyze' && call !== 'follow') return;
    for (const stage of stages) {
      (args[1] as OnProgress)(step(stage));
      seen.push(fake.isReading());
    }
  });
  const analyzer = analyzerOver(fake.startWorkers);
  await analyzer.analyze(JOB, () => {}, HOOKS);
  expect(seen.splice(0)).toEqual([true, true, false, true, false]);
  await analyzer.follow({} as never, () => {}, {} as never);
  expect(seen).toEqual([true, true, true, true, true]);
  expect(fake.isReading()).toBe(false);
});

test('what ended while nothing needed it is replaced before a call, and never under one that is at work', async () => {
  let answer: (value: unknown) => void = () => {};
  const { log, startWorkers } = fakeWorkers(
    (call) => call === 'exportFile' && new Promise((resolve) => (answer = resolve)),
    true,
  );
  const analyzer = analyzerOver(startWorkers);
  const saving = analyzer.exportFile('structured_logs.parquet', () => {});
  await analyzer.exportNames();
  answer(null);
  await saving;
  await analyzer.exportNames();
  expect(log).toEqual([
    ...['set 1', 'mend', 'start archive', 'exportFile'],
    ...['exportNames', 'mend', 'exportNames'],
  ]);
});

test('closing ends the workers', async () => {
  const { log, startWorkers } = fakeWorkers();
  const analyzer = analyzerOver(startWorkers);
  analyzer.dispose();
  await analyzer.exportNames();
  analyzer.dispose();
  expect(log).toEqual(['set 1', 'exportNames', 'end 1']);
});

test('functions, and objects of functions, are wrapped; data is not, and the caller keeps its own', () => {
  const wrap = vi.fn((callbacks: object) => ({ wrapped: callbacks }));
  const onProgress = (): void => {};
  const hooks = { ask: () => true, onEarly: undefined };
  const file = new File(['x'], 'a.log');
  const data = [JOB, [{ path: 'a', file }], file, 'a', null, undefined, {}, { name: 'a', write: () => {} }];
  const args = wrapCallbacks([onProgress, hooks, ...data], wrap);
  expect(args.slice(2)).toEqual(data);
  expect(wrap.mock.calls).toEqual([[onProgress], [hooks]]);
  expect(wrap.mock.calls[1][0]).not.toBe(hooks);
});
