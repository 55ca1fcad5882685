import { expect, test } from 'vitest';
import { failure } from './failures';

test('a failure says what happened, why, how long to wait, and that nothing is lost', () => {
  expect(failure('rate-limited', { detail: 'Too many tokens.', waitMs: 1 })).toEqual({
    code: 'rate-limited',
    message: 'The server asks to wait: Too many tokens. Try again in 1 s. The ticket is complete without it.',
    waitMs: 1,
  });
  expect(failure('unauthorized')).toEqual({
    code: 'unauthorized',
    message: 'The server did not accept the key. The ticket is complete without it.',
    waitMs: null,
  });
});
