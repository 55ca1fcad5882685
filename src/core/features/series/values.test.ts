import { expect, test } from 'vitest';
import { createValueReader } from './values';

const read = (template: string, message: string, text = message, withFields = true) =>
  createValueReader(template, withFields).read({ message, text });

test('numbers in wildcards, with the unit that stands behind or in them', () => {
  const template = 'GET /<*> took <*> ms, wrote <*> at <*>';
  expect(read(template, 'GET /cart took 41 ms, wrote 12kB at 10:02:03')).toEqual([
    { place: 1, value: 41, unit: 'ms' },
    { place: 2, value: 12, unit: 'kB' },
  ]);
});

test('a name before the wildcard is its name', () => {
  const reader = createValueReader('status: <*> len: <*> time: <*> in <*>', false);
  expect([0, 1, 2, 3].map(reader.nameOf)).toEqual(['status', 'len', 'time', '']);
});

test('fields of JSON and of pairs beside the message; those in the message are its wildcards', () => {
  const json = '{"time":"2026-01-05T10:00:00Z","latency_ms":41.5,"res":{"size":"12kb"},"msg":"n=3 done"}';
  expect(read('n=<*> done', 'n=3 done', json)).toEqual([
    { place: 0, value: 3, unit: '' },
    { place: 'latency_ms', value: 41.5, unit: '' },
    { place: 'size', value: 12, unit: 'kb' },
  ]);
  const pairs = 'time=2026-01-05T10:00:00Z level=info msg="request completed" duration=41ms id=a17';
  expect(read('request completed', 'request completed', pairs)).toEqual([
    { place: 'duration', value: 41, unit: 'ms' },
  ]);
  expect(read('request completed', 'request completed', pairs, false)).toEqual([]);
});

test('what names something by its digits is no number', () => {
  expect(read('id <*>', 'id 12345678901234567890')).toEqual([]);
  expect(read('host <*> up', 'host 10.0.0.1 up')).toEqual([]);
});
