import { expect, test } from 'vitest';
import { messageOf, withoutWildcards } from './template-text';

test('a message is cut out of its record, whatever surrounds it', () => {
  const template = 'release <*> of shop deployed';
  const text = 'release 4.18 of shop deployed';
  expect(messageOf(`2026-03-01 10:00:00 INFO ci: ${text}\nmore`, template)).toBe(text);
  expect(messageOf(`{"level":30,"msg":"${text}","version":"4.18"}`, template)).toBe(text);
  expect(messageOf(`level=info msg="release \\"a\\" of shop deployed" v=1`, template)).toBe(
    'release \\"a\\" of shop deployed',
  );
  expect(messageOf(null, template)).toBe(template);
});

test('wildcards are no words', () => {
  expect(withoutWildcards('user <*> of <HOST_1> left')).toBe('user   of   left');
});
