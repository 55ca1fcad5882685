// `npm test`: types, lint, unit tests, build, journeys in a browser; stops at the first step that fails. The last line
// is 'N passed, N failed', which also lands in out/tests/counts.txt for `.ci/run`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './browser';
import { ROOT } from './build';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Report to read the counts of tests from. */
  readonly report?: string;
}

const REPORTS = join(ROOT, 'out', 'tests');
const VITEST_REPORT = join(REPORTS, 'vitest.json');
const PLAYWRIGHT_REPORT = join(REPORTS, 'playwright.json');

const STEPS: readonly Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['biome', 'check', '.'] },
  {
    name: 'unit',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`],
    report: VITEST_REPORT,
  },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'e2e', command: ['playwright', 'test'], report: PLAYWRIGHT_REPORT },
];

process.exitCode = main();

function main(): number {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const chromium = ensureChromium();
  const lines: string[] = [];
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const step of STEPS) {
    console.log(`\n== ${step.name}: ${step.command.join(' ')}`);
    const began = Date.now();
    const ok = runStep(step, chromium);
    const counts = countsOf(step, ok);
    total = add(total, counts);
    const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
    lines.push(`${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(6)}${seconds} s  ${summarise(step, counts)}`);
    if (!ok) break;
  }
  const verdict = `${total.passed} passed, ${total.failed} failed`;
  writeFileSync(join(REPORTS, 'counts.txt'), `${verdict}\n`);
  console.log(`\n${lines.join('\n')}\n\n${verdict}`);
  return total.failed === 0 ? 0 : 1;
}

function runStep(step: Step, chromium: string): boolean {
  const [name = '', ...args] = step.command;
  const env = { ...process.env, CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT };
  const bin = join(ROOT, 'node_modules', '.bin', name);
  const shell = process.platform === 'win32';
  return (
    spawnSync(bin, args, { cwd: ROOT, env, shell, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  );
}

/** Counts of a test step from its report; any step that fails without a failed test counts as one failure. */
function countsOf(step: Step, ok: boolean): Counts {
  const counts = step.report === undefined ? { passed: 0, failed: 0, skipped: 0 } : readCounts(step.report);
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readCounts(path: string): Counts {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  if (report.stats === undefined) {
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;
    return { passed, failed, skipped };
  }
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function summarise(step: Step, counts: Counts): string {
  if (step.report === undefined) return '';
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
