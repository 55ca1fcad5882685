import { expect, test, vi } from 'vitest';
import type { DetectSequences, SequenceVerdict, SessionSequences } from '../contracts/session-detectors';
import { createSessionDetectors, noSessionMemory } from './session-detectors';

const sequencesOf = (...event: number[]): SessionSequences => ({
  begin: Uint32Array.of(0, event.length),
  event: Uint32Array.from(event),
  numLearnt: Uint32Array.of(60),
  numOver: Uint32Array.of(60),
});
const verdict = { backend: 'js', seconds: 1, threshold: 5 } as SequenceVerdict;
const ignore = (): void => {};

test('the same sessions are not learnt again in the next run; others, and another seed, are', async () => {
  const detectSequences = vi.fn<DetectSequences>(async () => verdict);
  const memory = noSessionMemory();
  const nextRun = () => createSessionDetectors(detectSequences, () => 0, memory);
  expect(await nextRun().sequences(sequencesOf(1, 2), 1, ignore)).toBe(verdict);
  expect(await nextRun().sequences(sequencesOf(1, 2), 1, ignore)).toBe(verdict);
  expect(detectSequences).toHaveBeenCalledTimes(1);
  await nextRun().sequences(sequencesOf(1, 3), 1, ignore);
  await nextRun().sequences(sequencesOf(1, 3), 2, ignore);
  expect(detectSequences).toHaveBeenCalledTimes(3);
});

test('one that failed is asked again', async () => {
  const detectSequences = vi.fn<DetectSequences>(() => Promise.reject(new Error('once')));
  const detectors = createSessionDetectors(detectSequences, () => 0, noSessionMemory());
  await expect(detectors.sequences(sequencesOf(1), 1, ignore)).rejects.toThrow('once');
  detectSequences.mockResolvedValue(verdict);
  expect(await detectors.sequences(sequencesOf(1), 1, ignore)).toBe(verdict);
});

test('the forest remembers its sessions, and its time is taken', () => {
  let time = 0;
  const detectors = createSessionDetectors(
    () => Promise.reject(new Error('not here')),
    () => (time += 500),
    noSessionMemory(),
  );
  const columns = {
    names: ['events', 'kinds'] as const,
    values: Float32Array.from({ length: 400 }, (_, i) => i % 7),
  };
  const first = detectors.forest(columns, 60, 1);
  expect(first.seconds).toBe(0.5);
  expect(detectors.forest({ ...columns, values: columns.values.slice() }, 60, 1)).toBe(first);
  expect(detectors.forest(columns, 60, 2)).not.toBe(first);
});
