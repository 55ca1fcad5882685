import { expect, test } from 'vitest';
import { problem } from './problem';

test('what is not known of the place is null', () => {
  expect(problem('warning', 'bad-row', 'A row was left out.')).toEqual({
    severity: 'warning',
    code: 'bad-row',
    message: 'A row was left out.',
    file: null,
    lineNum: null,
    byteOffset: null,
  });
});

test('what is known of the place is kept', () => {
  const place = { file: 'a.log', lineNum: 3, byteOffset: 120 };
  expect(problem('error', 'damaged', 'It is damaged.', place)).toMatchObject(place);
  expect(problem('info', 'cut', 'It ends early.', { file: 'a.log', byteOffset: null })).toMatchObject({
    file: 'a.log',
    byteOffset: null,
  });
});
