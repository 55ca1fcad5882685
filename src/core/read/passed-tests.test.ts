import { describe, expect, it } from 'vitest';
import { readLines } from './fixtures/read-line';
import { outcomeOf } from './outcome';
import { isBesideFailed, linesOfPassedTests } from './passed-tests';
import { signFile } from './read-signs';

const LOGGED = [
  '    store_test.go:5: broker is not reachable: connection refused',
  '    store_test.go:9: expected error: deadline exceeded',
  'panic: as it was asked to',
];

describe('what a test logs, by its verdict', () => {
  const signsOf = (verdict: string, logged: string): number => {
    const texts = [
      '=== RUN   TestA',
      logged,
      `--- ${verdict}: TestA (0.00s)`,
      '=== RUN   TestB',
      '--- PASS: TestB (0.00s)',
    ];
    return signFile(readLines(texts)).signs.filter(({ at }) => at === 1).length;
  };
  it.each(LOGGED)('%s', (logged) => {
    expect(signsOf('PASS', logged)).toBe(0);
    expect(signsOf('SKIP', logged)).toBe(0);
    expect(signsOf('FAIL', logged)).toBe(1);
  });

  it('is that of a test alone: what stands outside of any is told', () => {
    const bares = ['=== RUN   TestA', '--- PASS: TestA (0.00s)', LOGGED[0]];
    expect([...linesOfPassedTests(bares)]).toEqual([1, 0, 0]);
    expect([...linesOfPassedTests(['=== RUN   TestA', LOGGED[0]])]).toEqual([0, 0]);
  });
});

describe('what a file of tests logs, below its verdict', () => {
  const LOG = ['    Error: mailbox is full', '      at Object.error (mail.test.js:1:42)'];
  const ENDS = [
    'FAIL test/b.test.js',
    'PASS test/b.test.js (5.1 s)',
    'Test Suites: 1 failed, 1 passed, 2 total',
  ];
  const numSigns = (texts: readonly string[]): number =>
    signFile(readLines(texts)).signs.filter(({ kind }) => kind === 'exception').length;

  it.each(ENDS)('up to %s', (end) => {
    expect(numSigns(['PASS test/mail.test.js', ...LOG, end])).toBe(0);
    expect(numSigns(['PASS unit test/mail.test.js', ...LOG, end])).toBe(0);
    expect(numSigns(['FAIL test/mail.test.js', ...LOG, end])).toBe(1);
    expect(numSigns(['PASS test/mail.test.js', end, ...LOG])).toBe(1);
  });

  it('is not told apart where nothing ends it', () => {
    expect(numSigns(['PASS test/mail.test.js', ...LOG])).toBe(1);
    expect(numSigns(['PASS', ...LOG, 'FAIL test/b.test.js'])).toBe(1);
  });
});

/** Rows of a recapitulation in the orders in which runners print them, and what is listed below one. */
const FAILED = ['2 failing', '1 failed', '  1 failed', '3 failures'];
const PASSED = ['3 passing (24ms)', '3 passed (2.6s)', '  3 passed (10.4s)'];
const BETWEEN: readonly (readonly string[])[] = [
  [],
  ['1 skipped'],
  ['1 flaky', '      cart.spec.js:4:1 > keeps its items'],
  ['      cart.spec.js:4:1 > keeps its items', ''],
];

describe('a row that counts what passed', () => {
  for (const passed of PASSED)
    for (const between of BETWEEN) {
      it.each(FAILED)(`'${passed}' over or under [${between}] and '%s' clears nothing`, (failed) => {
        for (const texts of [
          [passed, ...between, failed],
          [failed, ...between, passed],
        ]) {
          const lines = readLines(['run', ...texts]);
          expect(
            isBesideFailed(
              lines,
              lines.findIndex(({ bare }) => bare === passed),
            ),
          ).toBe(true);
          expect(outcomeOf(signFile(lines)).kind).not.toBe('passed');
        }
      });

      it(`'${passed}' beside [${between}] clears what came before`, () => {
        const lines = readLines(['Error: socket hang up', ...between, passed]);
        expect(outcomeOf(signFile(lines)).kind).toBe('passed');
      });
    }

  it('of a run of its own is not that of an earlier one', () => {
    const lines = readLines(['1 failed', 'second run', '3 passed (2.6s)']);
    expect(isBesideFailed(lines, 2)).toBe(false);
  });
});
