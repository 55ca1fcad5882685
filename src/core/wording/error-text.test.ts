import { expect, test } from 'vitest';
import { errorText } from './error-text';

test('an error speaks for itself, without its stack', () => {
  expect(errorText(new TypeError('no file'))).toBe('no file');
  expect(errorText(new RangeError(''))).toBe('RangeError');
  expect(errorText('stopped')).toBe('stopped');
});
