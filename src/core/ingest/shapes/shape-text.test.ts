import { expect, test } from 'vitest';
import { ShapeTexts } from './shape-text';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('texts follow each other, and are gone when they are taken', () => {
  const texts = new ShapeTexts();
  const bytes = encode('  served 10.0.0.1:80\tto  user_7 ');
  texts.add(bytes, 0, bytes.length);
  const end = texts.length;
  texts.add(encode('über 5'), 0, 7);
  const taken = texts.take();
  expect(decode(taken.subarray(0, end))).toBe('served <*>:<*> to user_<*>');
  expect(decode(taken.subarray(end))).toBe('über <*>');
  expect(texts.length).toBe(0);
});

test('a coarse text ends in a wildcard, however few tokens there are', () => {
  const coarse = (text: string, numTokens: number): string => {
    const texts = new ShapeTexts();
    texts.addCoarse(encode(text), 0, encode(text).length, numTokens);
    return decode(texts.take());
  };
  expect(coarse('one two 3 four', 2)).toBe('one two <*>');
  expect(coarse('one two', 2)).toBe('one two <*>');
  expect(coarse('one two', 0)).toBe('<*>');
  expect(coarse('', 0)).toBe('<*>');
});
