import { expect, test } from 'vitest';
import { estimateTokens } from './tokens';

test('counts more than tokenizers do: words by three letters, figures and signs one by one', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('the pool')).toBe(3);
  expect(estimateTokens('12:45')).toBe(5);
  expect(estimateTokens('a\nb')).toBe(3);
  expect(estimateTokens('Zażółć 数据库')).toBeGreaterThan(12);
});

test('is the sum of its lines', () => {
  const lines = ['INC-1: kind pre-failure', 'E1 2026-03-01| 数据库 <*>', ''];
  const sum = lines.reduce((total, line) => total + estimateTokens(`${line}\n`), 0);
  expect(estimateTokens(`${lines.join('\n')}\n`)).toBe(sum);
});
