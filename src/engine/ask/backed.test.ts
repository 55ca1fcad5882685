import { expect, test } from 'vitest';
import type { AskedSentence, SentencePiece } from '../../contracts/ask';
import { backedSentences } from './backed';
import { fact } from './tool';

const FACTS = [
  fact('12 lines match, 1 of them are given'),
  fact('E1 2026-03-12 10:00:05 UTC line 4,711', 'ERROR order 77 failed at 11:11', 'E1'),
  fact('T4, 8 lines', 'order <*> failed'),
];
const own = (text: string): SentencePiece => ({ text, isLog: false });
const log = (text: string): SentencePiece => ({ text, isLog: true });

function isBacked(pieces: readonly SentencePiece[], evidence: readonly string[] = []): boolean {
  const sentence: AskedSentence = { pieces, evidence };
  return backedSentences([sentence], FACTS, 'before 2026-03-12 12:00:00', new Set(['E1'])).length === 1;
}

test('numbers, times, ids and log text that were found may be said', () => {
  expect(
    isBacked(
      [
        own('12 lines, the first at 2026-03-12 10:00:05 UTC, before 2026-03-12 12:00:00: '),
        log('order 77 failed'),
      ],
      ['E1'],
    ),
  ).toBe(true);
  expect(isBacked([own('Line 4,711 is of T4.')])).toBe(true);
});

test('what was not found is not said', () => {
  expect(isBacked([own('13 lines.')])).toBe(false);
  expect(isBacked([own('At 2026-03-12 10:00:06 UTC.')])).toBe(false);
  // A number of the log is none of ours.
  expect(isBacked([own('77 orders failed.')])).toBe(false);
  expect(isBacked([own('It failed at 11:11.')])).toBe(false);
  expect(isBacked([own('It is T5.')])).toBe(false);
  expect(isBacked([log('order 78 failed')])).toBe(false);
  expect(isBacked([own('So it is.')], ['E2'])).toBe(false);
});
