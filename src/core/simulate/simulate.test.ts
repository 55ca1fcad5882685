import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Simulation } from '../../contracts/simulation';
import { createLogWriter } from './log-writer';
import { MINUTE, SECOND } from './rhythm';
import { SIMULATED_DAY } from './scene';
import { DEMO, SCENARIOS, simulate } from './simulate';

// A simulation takes a second or two, and much longer on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const IDS = SCENARIOS.map((scenario) => scenario.id);
const WITH_OUTAGE = IDS.filter((id) => !id.startsWith('clean') && id !== 'noisy-neighbour');
const made = new Map<string, Simulation>();
/** Each scenario once, for the tests that only read it. */
function simulated(scenario: string): Simulation {
  const known = made.get(scenario) ?? simulate({ scenario, seed: 5 });
  made.set(scenario, known);
  return known;
}
const logsOf = ({ files }: Simulation) => files.filter((file) => file.path.endsWith('.log'));
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

/** Form of a line, its six parts of time and milliseconds among the groups. */
interface Form {
  readonly pattern: RegExp;
  /** Groups of year, month, day, hour, minute, second, and of milliseconds. */
  readonly groups: readonly number[];
}
const inOrder: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const FORMS: Readonly<Record<string, Form>> = {
  'app-server.log': {
    pattern:
      /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d),(\d{3}) (?:INFO |WARN |ERROR) \[[^\]]+\] [\w.$]+ - ./,
    groups: inOrder,
  },
  'hdfs-datanode.log': {
    pattern: /^(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d) \d+ (?:INFO|WARN|ERROR|FATAL) [\w.$]+: ./,
    groups: inOrder,
  },
  'spark-driver.log': {
    pattern: /^(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) (?:INFO|WARN|ERROR) [\w.]+: ./,
    groups: inOrder,
  },
  'openstack.log': {
    pattern:
      /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3}) \d+ (?:INFO|WARNING|ERROR) [\w.]+ \[[^\]]+\] ./,
    groups: inOrder,
  },
  'bgl-ras.log': {
    pattern:
      /^- (\d{10}) (\d{4})\.(\d\d)\.(\d\d) (\S+) \2-\3-\4-(\d\d)\.(\d\d)\.(\d\d)\.(\d{3})\d{3} \5 RAS [A-Z]+ (?:INFO|WARNING|FATAL) ./,
    groups: [2, 3, 4, 6, 7, 8, 9],
  },
};

/** Time of a line by the form of its file; null: a line of a stack trace. */
function timeOf(path: string, line: string): number | null {
  if (line.startsWith('\tat ')) return null;
  const { pattern, groups } = FORMS[path];
  const match = pattern.exec(line);
  if (!match) throw new Error(`not of the form of ${path}: ${line}`);
  const [year, month, day, hour, minute, second, ms] = groups.map((group) => Number(match[group] ?? 0));
  return Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute, second, ms);
}

/** Times of the lines that hold a word, ascending. */
function timesWith(simulation: Simulation, word: RegExp): number[] {
  const times = logsOf(simulation).flatMap(({ path, text }) =>
    linesOf(text)
      .filter((line) => word.test(line))
      .map((line) => timeOf(path, line)),
  );
  return times.filter((time) => time !== null);
}

/** Such lines a minute in [begin, end). */
function perMinute(times: readonly number[], begin: number, end: number): number {
  return times.filter((time) => time >= begin && time < end).length / ((end - begin) / MINUTE);
}

test.each(IDS)('%s: the same seed gives the same bytes', (scenario) => {
  const first = simulated(scenario);
  const again = simulate({ scenario, seed: 5 });
  expect([again.truth, again.changes]).toEqual([first.truth, first.changes]);
  for (const [i, file] of first.files.entries())
    expect(again.files[i].text === file.text, file.path).toBe(true);
});

test('another seed gives other bytes in every file', () => {
  const other = simulate({ ...DEMO, seed: 6 });
  for (const [i, file] of simulated(DEMO.scenario).files.entries()) {
    expect(other.files[i].text === file.text, file.path).toBe(false);
  }
});

test('an unknown scenario is refused by name', () => {
  expect(() => simulate({ scenario: 'constructor', seed: 1 })).toThrow(RangeError);
});

test.each(IDS)(
  '%s: every line has the form of its source, in order; 60,000 to 200,000 lines in all',
  (scenario) => {
    const simulation = simulated(scenario);
    let numLines = 0;
    let numBackwards = 0;
    for (const { path, text } of logsOf(simulation)) {
      let last = SIMULATED_DAY;
      for (const line of linesOf(text)) {
        numLines++;
        const time = timeOf(path, line) ?? last;
        if (time < last) numBackwards++;
        last = time;
      }
      const numDays = scenario === 'clean-weeks' ? 21 : 1;
      expect(last).toBeLessThan(SIMULATED_DAY + numDays * 24 * 60 * MINUTE);
    }
    // A skewed clock is the one reason for a line to be out of order.
    if (scenario === 'clock-skew') expect(numBackwards).toBeGreaterThan(20);
    else expect(numBackwards).toBe(0);
    expect(numLines).toBeGreaterThan(60_000);
    expect(numLines).toBeLessThan(200_000);
  },
);

test.each(WITH_OUTAGE)(
  '%s: 30 minutes of growing signs, clear from the first ones, then a burst of errors',
  (scenario) => {
    const simulation = simulate({ scenario, seed: 5 });
    const { degradationStart, outageStart, outageEnd } = simulation.truth;
    if (degradationStart === null || outageStart === null || outageEnd === null) throw new Error('no outage');
    expect(outageStart - degradationStart).toBe(30 * MINUTE);
    expect(outageEnd - outageStart).toBeGreaterThanOrEqual(14 * MINUTE);
    const grave = timesWith(simulation, / (WARN|WARNING|ERROR) /);
    const usual = perMinute(grave, degradationStart - 60 * MINUTE, degradationStart);
    const early = perMinute(grave, degradationStart, degradationStart + 4 * MINUTE);
    const late = perMinute(grave, outageStart - 4 * MINUTE, outageStart);
    expect(early).toBeGreaterThan(2.5 * usual);
    expect(late).toBeGreaterThan(2 * early);
    const errors = timesWith(simulation, / ERROR /);
    expect(perMinute(errors, outageStart, outageStart + 5 * MINUTE)).toBeGreaterThan(20);
    expect(perMinute(errors, degradationStart, outageStart)).toBeLessThan(3);
    expect(perMinute(errors, outageEnd + MINUTE, outageEnd + 11 * MINUTE)).toBeLessThan(2);
  },
);

test('no incident, no claim: a noisy neighbour has no outage, a quiet day nothing at all', () => {
  const noisy = simulated('noisy-neighbour').truth;
  expect(noisy).toMatchObject({ outageStart: null, outageEnd: null, degradationStart: expect.any(Number) });
  expect(noisy.degradationEnd).toBeGreaterThan(noisy.degradationStart!);
  const { truth } = simulated('clean');
  expect(truth).toMatchObject({ degradationStart: null, outageStart: null, outageEnd: null, runbook: null });
});

test('the demo: the deployment stands in the log and in the file of changes, 3 to 10 minutes before', () => {
  const simulation = simulate(DEMO);
  const start = simulation.truth.degradationStart ?? 0;
  const before = simulation.changes.filter((change) => change.timeMs < start);
  expect(before.length).toBeGreaterThanOrEqual(4);
  const guilty = before[before.length - 1];
  expect(guilty).toMatchObject({ kind: 'deploy', what: expect.stringContaining('drop index') });
  expect(start - guilty.timeMs).toBeGreaterThanOrEqual(3 * MINUTE);
  expect(start - guilty.timeMs).toBeLessThanOrEqual(10 * MINUTE);
  const log = logsOf(simulation)[0].text;
  const stamp = new Date(guilty.timeMs).toISOString().slice(0, 19).replace('T', ' ');
  expect(log).toMatch(
    new RegExp(`${stamp},\\d{3} INFO .*Deployment of shop-api started: release 2\\.31\\.4`),
  );
  expect(log).toContain('Connection is not available, request timed out after');
  const csv = simulation.files.find((file) => file.path === 'changes.csv');
  expect(csv?.text.split('\r\n')).toHaveLength(simulation.changes.length + 2);
});

test('before the degradation nothing is new: deployments and timers occur in the baseline already', () => {
  const simulation = simulate(DEMO);
  const baselineEnd = SIMULATED_DAY + (9 * 60 + 144) * MINUTE;
  const known = new Set<string>();
  const later = new Set<string>();
  for (const { path, text } of logsOf(simulation)) {
    for (const line of linesOf(text)) {
      const time = timeOf(path, line) ?? Number.POSITIVE_INFINITY;
      const words = line.replace(/\S*\d\S*/g, '#');
      if (time < baselineEnd) known.add(words);
      else if (time < (simulation.truth.degradationStart ?? 0)) later.add(words);
    }
  }
  expect([...later].filter((line) => !known.has(line))).toEqual([]);
});

test('a log writer sorts by time, keeps the order of equal times, and leaves out what is outside its span', () => {
  const log = createLogWriter('a.log', SECOND, 2 * SECOND);
  log.add(1200, 'c');
  log.add(1000, 'a\n\tat b');
  log.add(1200, 'd');
  log.add(999, 'before');
  log.add(2000, 'after');
  expect(log.toText()).toBe('a\n\tat b\nc\nd\n');
});

test.each(IDS)('%s: its runbook exists', (scenario) => {
  const names = readdirSync(new URL('../../../corpus/runbooks/', import.meta.url));
  const { runbook } = simulated(scenario).truth;
  expect(runbook === null || names.includes(`${runbook}.md`), `${runbook}`).toBe(true);
});
