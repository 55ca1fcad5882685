import { expect, test } from 'vitest';
import { inQuotes, messageOf, readableTemplate, withoutWildcards } from './template-text';

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

test('a template in a title begins with words', () => {
  expect(readableTemplate('<*>: *<*> connect() failed (<*>: Connection refused)')).toBe(
    '… connect() failed (…: Connection refused)',
  );
  expect(readableTemplate('<*> <*>')).toBe('…');
});

test('a template that is too long is cut at a word', () => {
  const long = `disk ${'very '.repeat(30)}full`;
  expect(readableTemplate(long, 30)).toBe('disk very very very very very …');
  expect(readableTemplate('x'.repeat(40), 30)).toBe(`${'x'.repeat(30)} …`);
});

test('quotes are not those that the text holds', () => {
  expect([inQuotes('a b'), inQuotes('say "a"')]).toEqual(['"a b"', '\u201csay "a"\u201d']);
});

test('wildcards are no words', () => {
  expect(withoutWildcards('user <*> of <HOST_1> left')).toBe('user   of   left');
});
