import { expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import type { EpochMs, TimeSpan } from '../contracts/units';
import { problemOf } from './compare-choice';
import { fixtureResult } from './fixtures/result';
import { quietResult, timelessResult } from './fixtures/variants';
import { sideOptions, suggestChoice } from './suggest-choice';

const whereOf = (result: AnalysisResult, zoom: TimeSpan | null = null, others: readonly string[] = []) =>
  suggestChoice(result, zoom, others).sides.map(({ where }) => where);

function filesNamed(result: AnalysisResult, ...names: readonly string[]): AnalysisResult {
  return { ...result, files: names.map((name, i) => ({ ...result.files[i % result.files.length], name })) };
}

test('every side that is offered or suggested can be counted', () => {
  const zoom = { start: 1e12 as EpochMs, end: 1.1e12 as EpochMs };
  const whole = fixtureResult();
  // An incident of lines without times has none.
  const untimed = whole.incidents.map((each) => ({
    ...each,
    start: Number.NaN as EpochMs,
    end: Number.NaN as EpochMs,
  }));
  const results = [whole, quietResult(), timelessResult(), { ...timelessResult(), incidents: untimed }];
  for (const result of results)
    for (const each of [null, zoom]) {
      const all = [...sideOptions(result, each).map(({ where }) => where), ...whereOf(result, each)];
      expect(all.map(problemOf).filter((problem) => problem !== null)).toEqual([]);
    }
});

test('the span in view comes first, then another analysis, then runs and files, then the incident', () => {
  const whole = fixtureResult();
  const [incident] = whole.incidents;
  const zoom = { start: incident.start, end: incident.end };
  expect(whereOf(whole, zoom)[1]).toMatch(/^after:\S+ before:\S+$/);
  expect(whereOf(whole, zoom)[0]).toMatch(/^before:/);
  expect(suggestChoice(whole, null, ['other']).sides[0].analysis).toBe('other');
  const cited = incident.evidence[0].source;
  expect(whereOf(filesNamed(whole, 'pass.log', cited))).toEqual(['file=pass.log', `file=${cited}`]);
  const alone = filesNamed(whole, 'a.log');
  expect(whereOf(alone)[1]).toMatch(/^after:\S+ before:\S+$/);
});

test('folders of runs are sides, where every file is in one', () => {
  const runs = filesNamed(quietResult(), 'good/a.log', 'good/b.log', 'bad/a.log');
  expect(whereOf(runs)).toEqual(['file:good/', 'file:bad/']);
  expect(sideOptions(runs, null).map(({ label }) => label)).toContain('bad/');
  const mixed = filesNamed(quietResult(), 'good/a.log', 'b.log', 'bad/a.log');
  expect(sideOptions(mixed, null).map(({ label }) => label)).not.toContain('bad/');
});
