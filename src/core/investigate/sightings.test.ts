import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../contracts/incident';
import type { LevelName, RowIdx, TemplateIdx } from '../../contracts/units';
import { DEFECT_CANDIDATE } from './defect';
import { BASELINE, episodeOf, type FixtureLine, fixtureOf } from './fixtures/short-log';
import type { FoundRunbook } from './runbook-search';
import { scenesOf } from './scene';
import { findSightings } from './sightings';

const TEMPLATE = 'could not save <*>';
const TRACE =
  'could not save a.jpg\n  File "/srv/save.py", line 9, in save\nOSError: [Errno 24] Too many open files';
const FIELDS =
  '{"level":"error","msg":"could not save","err":{"message":"EMFILE: too many open files, open a.jpg"}}';

function documentOf(phrases: readonly string[], role: 'symptoms' | 'precursors' | 'rulesOut'): FoundRunbook {
  const none = { symptoms: [], precursors: [], rulesOut: [], consequenceOf: [] };
  const criteria = {
    ...none,
    [role]: phrases,
    tells: 'why',
    needsChange: false,
    isAttack: false,
    isDependency: false,
    severity: 'error',
  } as const;
  return { ...DEFECT_CANDIDATE, id: 'files', score: 1, criteria };
}

/** Ten windows; in the last two one line each a minute, of the level and text given, of which the first is evidence. */
async function seen(
  text: string,
  level: LevelName,
  phrases: readonly string[],
  role: 'symptoms' | 'precursors' | 'rulesOut' = 'symptoms',
) {
  const lines: FixtureLine[] = Array.from({ length: 50 }, (_, minute) =>
    minute < 40
      ? { minute, level: 'info', template: 'saved <*>' }
      : { minute, level, template: TEMPLATE, text },
  );
  const { table, templates, features, readTexts } = fixtureOf(lines, 10);
  const scenes = scenesOf([episodeOf(8, 10)], features, BASELINE, templates.templates);
  const evidence: Evidence[] = [
    {
      id: 'E1',
      row: 40 as RowIdx,
      source: 'app.log',
      lineNum: 41,
      timeMs: null,
      text,
      why: '',
      template: 1 as TemplateIdx,
    },
  ];
  const [found] = await findSightings(
    [[documentOf(phrases, role)]],
    scenes,
    { table, templates },
    readTexts,
    [evidence],
  );
  return (found.get('files') ?? []).map(({ quote }) => quote);
}

describe('phrases in what templates do not hold', () => {
  it.each<[string, string, LevelName]>([
    ['the trace of an error', TRACE, 'error'],
    ['a field of an error', FIELDS, 'error'],
    ['the trace of a warning', TRACE, 'warn'],
  ])('are seen in %s, as they stand there', async (_what, text, level) => {
    const quotes = await seen(text, level, ['too many open files']);
    expect(quotes.length).toBeGreaterThan(0);
    for (const quote of quotes) expect(text).toContain(quote);
  });

  it.each<[string, string, LevelName, string, ('symptoms' | 'rulesOut')?]>([
    ['of what is mere information', TRACE, 'info', 'Too many open files'],
    ['that may mean several things', TRACE, 'error', 'Errno'],
    ['that speak against a document', TRACE, 'error', 'Too many open files', 'rulesOut'],
    ['that stand on two lines', TRACE, 'error', 'in save OSError: [Errno'],
  ])('are not seen where they are %s', async (_what, text, level, phrase, role) => {
    expect(await seen(text, level, [phrase], role)).toEqual([]);
  });
});
