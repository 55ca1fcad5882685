import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLogWriter } from './log-writer';
import { MINUTE } from './rhythm';
import { SIMULATED_DAY, type Simulation } from './scene';
import { DEMO, SCENARIOS, simulate } from './simulate';

const IDS = SCENARIOS.map((scenario) => scenario.id);
const WITH_OUTAGE = IDS.filter((id) => id !== 'clean' && id !== 'noisy-neighbour');
const logsOf = ({ files }: Simulation) => files.filter((file) => file.path.endsWith('.log'));
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
const numLines = (simulation: Simulation): number =>
  logsOf(simulation).reduce((sum, file) => sum + linesOf(file.text).length, 0);

/** Time of a line by its own form; null: a line of a stack trace. */
const FORMS: Readonly<Record<string, (line: string) => number | null>> = {
  'app-server.log': (line) =>
    parsed(
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3}) (?:INFO |WARN |ERROR) \[[^\]]+\] [\w.$]+ - ./,
      line,
      (m) => `${m[1]}T${m[2]}.${m[3]}Z`,
    ),
  'hdfs-datanode.log': (line) =>
    parsed(
      /^(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d) \d+ (?:INFO|WARN|ERROR|FATAL) [\w.$]+: ./,
      line,
      (m) => `20${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`,
    ),
  'spark-driver.log': (line) =>
    parsed(
      /^(\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) (?:INFO|WARN|ERROR) [\w.]+: ./,
      line,
      (m) => `20${m[1]}-${m[2]}-${m[3]}T${m[4]}Z`,
    ),
  'openstack.log': (line) =>
    parsed(
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) \d+ (?:INFO|WARNING|ERROR) [\w.]+ \[[^\]]+\] ./,
      line,
      (m) => `${m[1]}T${m[2]}Z`,
    ),
  'bgl-ras.log': (line) =>
    parsed(
      /^- (\d{10}) (\d{4})\.(\d\d)\.(\d\d) (\S+) \2-\3-\4-(\d\d)\.(\d\d)\.(\d\d)\.(\d{3})\d{3} \5 RAS [A-Z]+ (?:INFO|WARNING|FATAL) ./,
      line,
      (m) => `${m[2]}-${m[3]}-${m[4]}T${m[6]}:${m[7]}:${m[8]}.${m[9]}Z`,
    ),
};

function parsed(form: RegExp, line: string, iso: (match: RegExpExecArray) => string): number | null {
  if (line.startsWith('\tat ')) return null;
  const match = form.exec(line);
  if (!match) throw new Error(`not of the form: ${line}`);
  return Date.parse(iso(match));
}

/** Lines of the application server and of all others by level, in spans of the log. */
function countLines(simulation: Simulation, begin: number, end: number, pattern: RegExp): number {
  let count = 0;
  for (const { path, text } of logsOf(simulation)) {
    for (const line of linesOf(text)) {
      if (!pattern.test(line)) continue;
      const time = FORMS[path](line);
      if (time !== null && time >= begin && time < end) count++;
    }
  }
  return count;
}

test.each(IDS)('%s: the same seed gives the same bytes, another seed others', (scenario) => {
  const first = simulate({ scenario, seed: 7 });
  expect(simulate({ scenario, seed: 7 })).toEqual(first);
  const other = simulate({ scenario, seed: 8 });
  for (const [i, file] of logsOf(first).entries()) expect(logsOf(other)[i].text).not.toBe(file.text);
});

test('an unknown scenario is refused by name', () => {
  expect(() => simulate({ scenario: 'constructor', seed: 1 })).toThrow(RangeError);
});

test.each(IDS)(
  '%s: every line has the form of its source, in order, within the day; 60,000 to 150,000 lines',
  (scenario) => {
    const simulation = simulate({ scenario, seed: 3 });
    for (const { path, text } of logsOf(simulation)) {
      let last = 0;
      for (const line of linesOf(text)) {
        const time = FORMS[path](line);
        if (time === null) continue;
        // The skewed clock is the one reason for a line to be out of order.
        if (scenario !== 'clock-skew' || path !== 'openstack.log')
          expect(time, line).toBeGreaterThanOrEqual(last);
        last = time;
      }
      expect(last - SIMULATED_DAY).toBeLessThanOrEqual(24 * 60 * MINUTE + 10 * MINUTE);
    }
    expect(numLines(simulation)).toBeGreaterThan(60_000);
    expect(numLines(simulation)).toBeLessThan(150_000);
  },
);

test.each(WITH_OUTAGE)(
  '%s: degradation of exactly 30 minutes, signs from its first minutes, a burst of errors at the outage',
  (scenario) => {
    for (const seed of [1, 2]) {
      const simulation = simulate({ scenario, seed });
      const { degradationStart, outageStart, outageEnd } = simulation.truth;
      expect(outageStart! - degradationStart!).toBe(30 * MINUTE);
      expect(outageEnd! - outageStart!).toBeGreaterThanOrEqual(10 * MINUTE);
      const grave = / (WARN|WARNING|ERROR) /;
      const usual = countLines(simulation, degradationStart! - 60 * MINUTE, degradationStart!, grave) / 60;
      const early = countLines(simulation, degradationStart!, degradationStart! + 4 * MINUTE, grave) / 4;
      const late = countLines(simulation, outageStart! - 4 * MINUTE, outageStart!, grave) / 4;
      expect(early).toBeGreaterThan(2.5 * usual);
      expect(late).toBeGreaterThan(2 * early);
      const errors = (begin: number, end: number) =>
        countLines(simulation, begin, end, / ERROR /) / ((end - begin) / MINUTE);
      expect(errors(outageStart!, outageStart! + 5 * MINUTE)).toBeGreaterThan(20);
      expect(errors(degradationStart!, outageStart!)).toBeLessThan(2);
      expect(errors(outageEnd! + MINUTE, outageEnd! + 11 * MINUTE)).toBeLessThan(1);
    }
  },
);

test('no incident, no claim: a noisy neighbour has no outage, a quiet day nothing at all', () => {
  expect(simulate({ scenario: 'noisy-neighbour', seed: 1 }).truth).toMatchObject({
    outageStart: null,
    outageEnd: null,
  });
  const { truth } = simulate({ scenario: 'clean', seed: 1 });
  expect(truth).toMatchObject({ degradationStart: null, outageStart: null, outageEnd: null, runbook: null });
});

test('the demo: the deployment stands in the log and in the file of changes, 3 to 10 minutes before the degradation', () => {
  const simulation = simulate(DEMO);
  const { degradationStart, runbook } = simulation.truth;
  expect(runbook).toBe('db-connection-pool-exhausted');
  const before = simulation.changes.filter((change) => change.timeMs < degradationStart!);
  expect(before.length).toBeGreaterThanOrEqual(4);
  const guilty = before.at(-1)!;
  expect(guilty).toMatchObject({ kind: 'deploy', what: expect.stringContaining('drop index') });
  const minutesBefore = (degradationStart! - guilty.timeMs) / MINUTE;
  expect(minutesBefore).toBeGreaterThanOrEqual(3);
  expect(minutesBefore).toBeLessThanOrEqual(10);
  const log = logsOf(simulation)[0].text;
  const stamp = new Date(guilty.timeMs).toISOString().slice(0, 19).replace('T', ' ');
  expect(log).toMatch(
    new RegExp(`${stamp},\\d{3} INFO .*Deployment of shop-api started: release 2\\.31\\.4`),
  );
  expect(log).toContain('Connection is not available, request timed out after');
  const csv = simulation.files.find((file) => file.path === 'changes.csv')!.text;
  expect(csv.split('\r\n')).toHaveLength(simulation.changes.length + 2);
});

test('before the degradation nothing is new: deployments and timers occur in the baseline already', () => {
  const simulation = simulate(DEMO);
  const wordsOf = (begin: number, end: number): Set<string> => {
    const words = new Set<string>();
    for (const { path, text } of logsOf(simulation)) {
      for (const line of linesOf(text)) {
        const time = FORMS[path](line);
        if (time !== null && time >= begin && time < end)
          words.add(`${path} ${line.replace(/\S*\d\S*/g, '#')}`);
      }
    }
    return words;
  };
  const start = SIMULATED_DAY + 9 * 60 * MINUTE;
  const known = wordsOf(start, start + 144 * MINUTE);
  const later = wordsOf(start + 144 * MINUTE, simulation.truth.degradationStart!);
  expect([...later].filter((line) => !known.has(line))).toEqual([]);
});

test('a log writer sorts by time and keeps the order of equal times', () => {
  const log = createLogWriter('a.log');
  log.add(2, 'c');
  log.add(1, 'a\n\tat b');
  log.add(2, 'd');
  expect(log.toText()).toBe('a\n\tat b\nc\nd\n');
});

const RUNBOOKS = new URL('../../../corpus/runbooks/', import.meta.url);
const known = existsSync(RUNBOOKS) ? readdirSync(RUNBOOKS).map((name) => name.replace('.md', '')) : [];
test.skipIf(known.length === 0).each(IDS)('%s: its runbook exists', (scenario) => {
  const { runbook } = simulate({ scenario, seed: 1 }).truth;
  if (runbook !== null) expect(known).toContain(runbook);
});
