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

test('the same sessions are not learnt again in the next run; others, another seed, and elsewhere, are', async () => {
  const detectSequences = vi.fn<DetectSequences>(async () => verdict);
  const memory = noSessionMemory();
  const nextRun = (backend: 'auto' | 'js' = 'auto') =>
    createSessionDetectors({ detectSequences, now: () => 0 }, memory, backend);
  expect(await nextRun().sequences(sequencesOf(1, 2), 1, ignore)).toBe(verdict);
  expect(await nextRun().sequences(sequencesOf(1, 2), 1, ignore)).toBe(verdict);
  expect(detectSequences).toHaveBeenCalledTimes(1);
  await nextRun().sequences(sequencesOf(1, 3), 1, ignore);
  await nextRun().sequences(sequencesOf(1, 3), 2, ignore);
  expect(detectSequences).toHaveBeenCalledTimes(3);
  await nextRun('js').sequences(sequencesOf(1, 3), 2, ignore);
  expect(detectSequences).toHaveBeenCalledTimes(4);
  expect(detectSequences.mock.lastCall?.[3]).toBe('js');
});

test('one that failed is asked again', async () => {
  const detectSequences = vi.fn<DetectSequences>(() => Promise.reject(new Error('once')));
  const detectors = createSessionDetectors({ detectSequences, now: () => 0 }, noSessionMemory(), 'auto');
  await expect(detectors.sequences(sequencesOf(1), 1, ignore)).rejects.toThrow('once');
  detectSequences.mockResolvedValue(verdict);
  expect(await detectors.sequences(sequencesOf(1), 1, ignore)).toBe(verdict);
});

test('the forest remembers its sessions, and its time is taken', () => {
  let time = 0;
  const detectors = createSessionDetectors(
    { detectSequences: () => Promise.reject(new Error('not here')), now: () => (time += 500) },
    noSessionMemory(),
    'auto',
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
