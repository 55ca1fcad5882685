import { expect, test } from 'vitest';
import { measureText, pixelsOf } from './measure-text';

test('the wide letter is as wide as the font is high, whatever fonts there are', () => {
  expect(measureText('国', 'normal 11px system-ui').width).toBe(11);
  expect(measureText('国', '600 13.5px Inter, sans-serif').width).toBe(13.5);
  expect(measureText('国').width).toBe(12);
});

test('a font without a size in pixels has the size of the chart', () => {
  expect(pixelsOf('bold large serif')).toBe(12);
});
