import { expect, test } from 'vitest';
import { nextStep } from './next-step';

test.each([
  [
    'There is nothing to analyse. report.pdf is no text (PDF document) and is left out.',
    /Save the log as text/,
  ],
  ['There is nothing to analyse. app.log is empty and is left out.', /app\.log\.1/],
  ['The shard-1 worker stopped: its code could not be loaded.', /out of memory/],
  ['app.log could not be read: it was moved.', /copied first/],
  ['logs.zip/app.log is encrypted and is left out.', /password/],
  ['app.log could not be read: copy it first (cp app.log /tmp) and drop the copy.', /^Then drop/],
  ['Something else.', /^Drop the files again/],
])('%s', (error, step) => {
  expect(nextStep(error)).toMatch(step);
});
