import { expect, test } from 'vitest';
import { isGrounded } from './grounding';

const STATED = 'com.zaxxer.HikariPool - Thread waited for a connection; requests time out';

test('half of the words that tell something are words of the matter, in any form', () => {
  expect(isGrounded('Threads are waiting for connections.', STATED)).toBe(true);
  expect(isGrounded('The Hikari pool holds many requests.', STATED)).toBe(true);
  expect(isGrounded('Threads dance under moonlight.', STATED)).toBe(false);
  expect(isGrounded('Burglars breached vaults.', STATED)).toBe(false);
});

test('words of telling alone say nothing of another matter', () => {
  expect(isGrounded('These lines came first, then others.', STATED)).toBe(true);
});
