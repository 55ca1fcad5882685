import { expect, test } from 'vitest';
import { dataText } from './data-text';

test.each([
  ['7', '7'],
  ['"x"', 'x'],
  ['null', 'null'],
  ['[1,{"a":null}]', '[1,{"a":null}]'],
  ['{"toString":1,"valueOf":{}}', '{"toString":1,"valueOf":{}}'],
  ['{"toJSON":"x","__proto__":null}', '{"toJSON":"x","__proto__":null}'],
])('%s is data in words', (json, text) => {
  expect(dataText(JSON.parse(json))).toBe(text);
});

test('it is no longer than was asked', () => {
  expect(dataText('x'.repeat(99), 5)).toBe('xxxxx…');
  expect(dataText(undefined, 9)).toBe('undefined');
});
