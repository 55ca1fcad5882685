/**
 * What tests log that pass: they are made to meet failures. In: bare lines of a log. Out: which of them belong to a test whose verdict is that it passed or was skipped. Only
 * where the log frames each test by a line of its beginning and one of its verdict, as Go's verbose runs do, or tells what a file of tests logged below its verdict, as Jest does; and rows of a recapitulation that tell of others that failed.
 */
import type { ReadLine } from './read-lines';

const BEGINS = /^\s*=== RUN\s+(\S+)$/;
const VERDICT = /^\s*--- (PASS|SKIP|FAIL): (\S+)/;

/** 'PASS test/mail.test.js (5.1 s)': what the file logged stands below, up to the verdict of the next one or the summary. */
const FILE_VERDICT = /^\s*(PASS|FAIL)\s+(?:\S+\s+)?\S*\w\.\w{1,5}(?: \([\d.]+ m?s\))?\s*$/;
const FILES_END = /^\s*(?:Test Suites|Tests): +\d|^\s*Summary of all failing tests\s*$/;

/** 1 for each line between the beginning of a test and its verdict that it did not fail, and below the verdict of a file that passed. */
export function linesOfPassedTests(bares: readonly string[]): Uint8Array {
  const passed = new Uint8Array(bares.length);
  let begin = -1;
  let fileBegin = -1;
  for (const [at, bare] of bares.entries()) {
    const ofFile = FILE_VERDICT.exec(bare)?.[1];
    if (ofFile !== undefined || FILES_END.test(bare)) {
      if (fileBegin >= 0) passed.fill(1, fileBegin, at);
      fileBegin = ofFile === 'PASS' ? at + 1 : -1;
    }
    if (BEGINS.test(bare)) begin = at;
    const verdict = VERDICT.exec(bare)?.[1];
    if (verdict === undefined) continue;
    if (verdict !== 'FAIL' && begin >= 0) passed.fill(1, begin, at);
    begin = -1;
  }
  return passed;
}

/** A row of a recapitulation: '3 passing (24ms)', '  1 skipped', '2 failing'. */
const COUNT_ROW = /^\s*\d+ [a-z]+(?: \([\d.]+ ?m?s\))?$/;
const PASSED_ROW = /^\s*\d+ pass(?:ed|ing)\b/;
const FAILED_ROW = /^\s*[1-9]\d* fail(?:ed|ing|ures?)\b/;

/** Whether a row that counts what passed stands among rows of which one counts what failed; what is listed deeper below a row belongs to it. */
export function isBesideFailed(lines: readonly ReadLine[], at: number): boolean {
  const own = lines[at].bare;
  if (!PASSED_ROW.test(own)) return false;
  return [-1, 1].some((step) => {
    for (let i = at + step; i >= 0 && i < lines.length; i += step) {
      const { bare } = lines[i];
      if (FAILED_ROW.test(bare)) return true;
      if (bare.trim() !== '' && indentOf(bare) <= indentOf(own) && !COUNT_ROW.test(bare)) return false;
    }
    return false;
  });
}

const indentOf = (bare: string): number => bare.length - bare.trimStart().length;
