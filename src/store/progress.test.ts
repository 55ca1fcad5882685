import { expect, test } from 'vitest';
import type { Progress } from '../contracts/units';
import { startProgress, summariseStages, trackProgress } from './progress';

const bytes = (detail: string, done: number, total: number | null): Progress => ({
  stage: 'ingest',
  detail,
  done,
  total,
  unit: 'bytes',
});

test('sums files, gives a rate and the time left', () => {
  let state = startProgress(0);
  state = trackProgress(state, bytes('a.log', 0, 100), 0);
  state = trackProgress(state, bytes('b.log', 0, 300), 0);
  state = trackProgress(state, bytes('a.log', 100, 100), 1000);
  const ingest = summariseStages(state, 1000).find((s) => s.stage === 'ingest');
  expect(ingest).toMatchObject({
    state: 'active',
    done: 100,
    total: 400,
    rate: 100,
    secondsLeft: 3,
    share01: 0.25,
  });
});

test('a stage is done once a later one reports, and a late message does not bring it back', () => {
  let state = trackProgress(startProgress(0), bytes('a.log', 50, 100), 0);
  state = trackProgress(state, { stage: 'detect', detail: 'lstm', done: 1, total: 60, unit: 'steps' }, 10);
  state = trackProgress(state, bytes('a.log', 60, 100), 20);
  const byStage = new Map(summariseStages(state, 20).map((s) => [s.stage, s.state]));
  expect(byStage.get('ingest')).toBe('done');
  expect(byStage.get('detect')).toBe('active');
  expect(byStage.get('investigate')).toBe('waiting');
});

test('claims no time left where the total is unknown, and no rate too early', () => {
  const state = trackProgress(startProgress(0), bytes('a.gz', 50, null), 5);
  const [, ingest] = summariseStages(state, 100);
  expect(ingest).toMatchObject({ rate: null, secondsLeft: null, share01: null });
});

test('a count never goes back', () => {
  let state = trackProgress(startProgress(0), bytes('a.log', 80, 100), 0);
  state = trackProgress(state, bytes('a.log', 40, 100), 1);
  expect(state.rows).toHaveLength(1);
  expect(state.rows[0].done).toBe(80);
});
