import { describe, expect, it } from 'vitest';
import type { Change } from '../../contracts/changes';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { findContext } from './context';
import { correlateChanges } from './correlate';
import { BASELINE, episodeOf, type Fixture, type FixtureLine, fixtureOf, START } from './fixtures/short-log';
import { formHypotheses } from './hypotheses';
import { investigate } from './investigate';
import { productsOf } from './products';
import type { FoundRunbook, QueryPart } from './runbook-search';
import { findRunbooks } from './runbooks-step';

const POOL = 'Connection is not available, request timed out after <*>ms';
const SERVED = 'GET <*> served in <*> ms';
const CRON = 'nightly job ran';
const ROUTINE_ERROR = 'cache miss storm ignored';

/** Ten requests and one routine error a window; the job only at first; from window 8 on pool errors. */
function poolLog(): readonly FixtureLine[] {
  const lines: FixtureLine[] = [];
  for (let window = 0; window < 10; window++) {
    for (let i = 0; i < 10; i++)
      lines.push({ minute: window * 5 + i * 0.4, level: 'info', template: SERVED });
    lines.push({ minute: window * 5 + 1, level: 'error', template: ROUTINE_ERROR });
    if (window < 8)
      for (let i = 0; i < 4; i++) lines.push({ minute: window * 5 + 2, level: 'info', template: CRON });
    if (window >= 8) {
      for (let i = 0; i < 6; i++) {
        const text = `12:40:0${i} ERROR Connection is not available, request timed out after 3000${i}ms`;
        lines.push({ minute: window * 5 + 3 + i * 0.1, level: 'error', template: POOL, text });
      }
    }
  }
  return lines;
}

const fixture = fixtureOf(poolLog(), 10);
const episode = episodeOf(8, 10);
const change = (minute: number, kind: Change['kind'], what: string, row: number | null = null): Change => ({
  timeMs: (START + minute * 60_000) as EpochMs,
  kind,
  what,
  source: 'changes.csv',
  row: row as Change['row'],
});
const poolRunbook = (parts: readonly QueryPart[]): FoundRunbook[] => {
  const phrases = parts.flatMap((part, i) =>
    part.text.includes('Connection is not available')
      ? [{ phrase: 'Connection is not available', part: i, strong: true }]
      : [],
  );
  if (phrases.length === 0) return [];
  return [
    {
      id: 'pool',
      kind: 'runbook',
      title: 'Pool exhausted',
      score: 90,
      matched: ['Connection is not available'],
      actions: ['Look.'],
      phrases,
      claim: 'The pool is empty',
      after: ['migration'],
      requires: [],
    },
  ];
};
const run = (from: Fixture, changes: readonly Change[] = [], episodes = [episode]) =>
  investigate(episodes, { ...from, baseline: BASELINE, changes, search: poolRunbook });

describe('context', () => {
  const { shifts, line } = findContext(episode, [episode], fixture.features, BASELINE, fixture.templates);
  const textOf = (template: number) => fixture.templates.templates[template].text;

  it('leads with the new error and gives counts for the length of the episode', () => {
    expect(textOf(shifts[0].template)).toBe(POOL);
    expect(shifts[0]).toMatchObject({ direction: 'appeared', observed: 12, expected: 0 });
    expect(line).toContain('12 seen, 0 expected');
  });

  it('tells what vanished, and leaves alone what goes on as before, errors included', () => {
    const vanished = shifts.find((shift) => shift.direction === 'vanished');
    expect(textOf(vanished!.template)).toBe(CRON);
    expect(vanished).toMatchObject({ observed: 0, expected: 8 });
    expect(shifts.map((shift) => textOf(shift.template))).not.toContain(SERVED);
    expect(shifts.map((shift) => textOf(shift.template))).not.toContain(ROUTINE_ERROR);
  });

  it('says nothing without a baseline', () => {
    const none = findContext(
      episode,
      [episode],
      fixture.features,
      { ...BASELINE, end: 0 },
      fixture.templates,
    );
    expect(none.shifts).toEqual([]);
  });
});

describe('correlate', () => {
  it('keeps what came before within the hours given, nearest first, and never what came after', () => {
    const changes = [
      change(-800, 'deploy', 'old'),
      change(10, 'deploy', 'v2'),
      change(39, 'config', 'flag'),
      change(47, 'restart', 'late'),
    ];
    const found = correlateChanges(episode, changes, 5 * 60_000, 12);
    expect(found.changes.map((each) => [each.change.what, each.minutesBefore])).toEqual([
      ['flag', 1],
      ['v2', 30],
    ]);
    expect(found.line).toContain('2 changes');
    expect(found.line).not.toMatch(/caus/);
  });

  it('counts a change inside the first confirmed window as 0 minutes before', () => {
    expect(correlateChanges(episode, [change(42, 'deploy', 'v3')], 5 * 60_000).changes[0].minutesBefore).toBe(
      0,
    );
  });
});

describe('investigate', () => {
  it('cites lines of the log by file and line number, with their text', async () => {
    const [incident] = await run(fixture);
    expect(incident.id).toBe('INC-1');
    expect(incident.title).toBe(
      'app: new errors: "Connection is not available, request timed out after …ms"',
    );
    const first = incident.evidence.find((each) => each.why.includes('first error'))!;
    expect(first.text).toContain('30000ms');
    expect(first.source).toBe('app.log');
    expect(first.lineNum).toBe(first.row + 1);
    expect(incident.evidence.every((each) => each.text !== ROUTINE_ERROR)).toBe(true);
    expect(incident.steps?.map((step) => step.name)).toEqual(['context', 'runbooks', 'changes', 'ticket']);
  });

  it('has a title that says what happened, not a row of wildcards', async () => {
    const access = (from: number): FixtureLine[] =>
      Array.from({ length: 40 }, (_, i) => ({
        minute: 40 + from + i * 0.2,
        level: 'error',
        template: '"GET <*> <*>" <*> <*> "-" "<*>"',
        text: '10.0.0.1 - - [t] "GET /cart HTTP/1.1" 502 12 "-" "curl"',
        source: '',
      }));
    const [bare] = await run(fixtureOf([...poolLog().slice(0, 110), ...access(0)], 10));
    expect(bare.title).toBe('new errors: \u201c"GET /cart HTTP/1.1" 502 12 "-" "curl"\u201d');
    const [told] = await run(fixtureOf([...poolLog(), ...access(0)], 10));
    expect(told.title).toContain('Connection is not available');
  });

  it('says of a change in the first confirmed window that it came in it, not before', async () => {
    const row = poolLog().findIndex(({ minute }) => minute !== null && minute >= 40);
    const [incident] = await run(fixture, [change(42, 'restart', 'stop', row)]);
    expect(incident.evidence.find((each) => each.row === row)?.why).toContain(
      'restart in the first confirmed window',
    );
  });

  it('makes no claim without evidence that exists', async () => {
    const [incident] = await run(fixture, [change(10, 'migration', 'drop index')]);
    const ids = incident.evidence.map((each) => each.id);
    expect(incident.hypotheses.length).toBeGreaterThanOrEqual(2);
    for (const hypothesis of incident.hypotheses) {
      expect(hypothesis.evidence.length).toBeGreaterThan(0);
      for (const id of hypothesis.evidence) expect(ids).toContain(id);
    }
    expect(incident.hypotheses[0]).toMatchObject({ confidence: 'high' });
    expect(incident.hypotheses[1].text).toMatch(/migration.*drop index.*30 minutes before/);
    expect(incident.hypotheses.map((each) => each.text).join()).not.toMatch(/caused by/i);
  });

  it('makes a change that the log itself tells of an evidence line', async () => {
    const lines = [
      ...poolLog(),
      { minute: 35, level: 'info', template: 'Deploying release <*>', text: 'Deploying release 42' } as const,
    ];
    const row = lines.length - 1;
    const [incident] = await run(fixtureOf(lines, 10), [change(35, 'deploy', 'Deploying release 42', row)]);
    expect(incident.evidence[0]).toMatchObject({ id: 'E1', row, text: 'Deploying release 42' });
    expect(
      incident.hypotheses.some((each) => each.evidence.includes('E1') && each.text.includes('release 42')),
    ).toBe(true);
  });

  it('numbers by gravity, not by time', async () => {
    const early = episodeOf(6, 7, { severity: 'warning' });
    const late = episodeOf(8, 10, { severity: 'critical', outageStart: (START + 43 * 60_000) as EpochMs });
    const incidents = await run(fixture, [], [early, late]);
    expect(incidents.map((each) => [each.id, each.severity])).toEqual([
      ['INC-1', 'critical'],
      ['INC-2', 'warning'],
    ]);
    expect(incidents[0].evidence.some((each) => each.why.includes('of the outage'))).toBe(true);
  });

  it('of something that stops it cites the last line before, the first one after, and what was new shortly before', async () => {
    const beats = Array.from({ length: 60 }, (_, i): FixtureLine => {
      return { minute: i, level: 'info', template: 'lease renewed by <*>', text: `renewed at ${i}` };
    }).filter(({ minute }) => minute! < 38 || minute! >= 52);
    const lost: FixtureLine = { minute: 38, level: 'info', template: 'stopped renewing lease' };
    const [incident] = await run(fixtureOf([...beats, lost], 12));
    expect(incident.evidence.map(({ text, why }) => [text, why])).toEqual([
      ['renewed at 37', 'last line of T1 before it stops'],
      ['stopped renewing lease', 'shortly before: never seen until then'],
      ['renewed at 52', 'first line of T1 after it stopped'],
    ]);
    const [forGood] = await run(fixtureOf(beats.slice(0, 38).concat({ ...lost, minute: 59 }), 12));
    expect(forGood.evidence.map(({ text, why }) => [text, why])).toEqual([
      ['renewed at 37', 'last line of T1: it stops here'],
    ]);
  });

  it('is about what stopped, though a backlog made up for it before the episode was over', async () => {
    const shipped = (from: number, until: number, each: number): FixtureLine[] =>
      Array.from({ length: (until - from) * each }, (_, i) => {
        const minute = from + i / each;
        return { minute, level: 'info', template: 'order <*> shipped', text: `shipped at ${minute}` };
      });
    const lines = [...shipped(0, 40, 2), ...shipped(52, 60, 5)];
    const reason = { text: 'T1 seen 0 times, 10 expected', template: 0, observed: 0, expected: 10 };
    const [incident] = await run(fixtureOf(lines, 12), [], [episodeOf(8, 12, { reasons: [reason] })]);
    expect(incident.title).toBe('app: stops: "order … shipped"');
    expect(incident.evidence.map(({ text, why }) => [text, why])).toEqual([
      ['shipped at 39.5', 'last line of T1 before it stops'],
      ['shipped at 52', 'first line of T1 after it stopped'],
    ]);
  });

  it('cites what is rare, grave or named by a reason first, and routine that there is more of last', async () => {
    const warned = (window: number, num: number): FixtureLine[] =>
      Array.from({ length: num }, () => ({
        minute: window * 5,
        level: 'warn',
        template: 'cache is deprecated',
      }));
    const warnings = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((window) => warned(window, 6)).concat(warned(8, 40));
    const lines = [...poolLog(), ...warnings];
    const [incident] = await run(fixtureOf(lines, 10));
    const texts = incident.evidence.map(({ template }) => template);
    const idx = fixtureOf(lines, 10).templates.templates.findIndex(({ text }) => text.startsWith('cache is'));
    expect(texts[0]).not.toBe(idx);
    expect(texts).toContain(idx);
    const reason = { text: 'more of them', template: idx, observed: 40, expected: 6 };
    const [named] = await run(fixtureOf(lines, 10), [], [episodeOf(8, 10, { reasons: [reason] })]);
    expect(named.evidence[0].template).toBe(idx);
  });

  it('does not give one burst two beginnings', async () => {
    const burst = Array.from({ length: 10 }, (_, i): FixtureLine => {
      return { minute: 40 + i * 0.01, level: 'error', template: POOL, text: `refused ${i}` };
    });
    const lines = fixtureOf([...poolLog().slice(0, 110), ...burst], 10);
    const outageStart = (START + 40.02 * 60_000) as EpochMs;
    const [incident] = await run(lines, [], [episodeOf(8, 10, { outageStart })]);
    expect(incident.evidence.filter(({ why }) => why.includes('outage'))).toMatchObject([
      { text: 'refused 0', why: expect.stringContaining('first line of the burst that is the outage') },
    ]);
  });

  it('keeps the reference when a text cannot be read', async () => {
    const [incident] = await run({ ...fixture, readTexts: async (rows) => rows.map(() => null) });
    expect(incident.evidence[0].text).toContain('file has to be given again');
    expect(incident.evidence[0].lineNum).toBeGreaterThan(0);
  });
});

describe('hypotheses', () => {
  const part = { text: POOL, weight: 1, template: 2, evidence: 'E1' };
  const base = { shifts: [], changes: [], evidence: [], parts: [part], namesProduct: () => true };

  it('is high only for a strong phrase that a kept line shows', () => {
    const [found] = poolRunbook([part]);
    const confidence = (runbook: FoundRunbook, evidence: string | null) =>
      formHypotheses({ ...base, runbooks: [runbook], parts: [{ ...part, evidence }] }).map(
        (each) => each.confidence,
      );
    const weak = { ...found, phrases: [{ ...found.phrases[0], strong: false }] };
    expect(confidence(found, 'E1')).toEqual(['high']);
    expect(confidence(weak, 'E1')).toEqual(['medium']);
    expect(confidence({ ...found, phrases: [] }, 'E1')).toEqual(['low']);
    expect(confidence(found, null)).toEqual([]);
  });

  it('is low for a product that the log does not name, whatever the phrase, and says so', () => {
    const [found] = poolRunbook([part]);
    const ofProduct = { ...found, requires: ['hdfs', 'datanode'] };
    const runbooks = [ofProduct, { ...ofProduct, kind: 'postmortem' as const }];
    const change = {
      change: { timeMs: START, kind: 'migration' as const, what: 'drop index', source: '', row: 0 as RowIdx },
      minutesBefore: 3,
    };
    const evidence = [
      {
        id: 'E1',
        row: 0 as RowIdx,
        source: '',
        lineNum: 1,
        timeMs: START,
        text: POOL,
        why: '',
        template: null,
      },
    ];
    const inputs = { ...base, runbooks, changes: [change], evidence };
    const without = formHypotheses({ ...inputs, namesProduct: () => false });
    expect(without.map((each) => each.confidence)).toEqual(['low', 'low']);
    expect(without[0].text).toContain('product was not seen in the log (none of: hdfs, datanode)');
    expect(without[0].text).not.toContain(found.claim);
    const named = formHypotheses({ ...inputs, namesProduct: (words) => words.includes('hdfs') });
    expect(named.map((each) => each.confidence)).toEqual(['high', 'medium', 'low']);
  });
});

describe('products', () => {
  const line = (template: string, source = 'app'): FixtureLine => ({
    minute: 1,
    level: 'info',
    template,
    source,
  });
  const { table, templates } = fixtureOf([line('opened <*> of redis6'), line('x', 'nova_api.wsgi')], 1);
  const names = productsOf(table, templates);

  it('are named by whole words of files, sources and templates', () => {
    expect([['redis'], ['Nova'], ['kafka', 'app']].map(names)).toEqual([true, true, true]);
    expect([['open'], ['edis'], ['hdfs', 'datanode']].map(names)).toEqual([false, false, false]);
    expect(names([])).toBe(true);
  });

  it('that are not named stand behind those that are', () => {
    const [found] = poolRunbook([{ text: POOL, weight: 1, template: null }]);
    const hits = [
      { ...found, id: 'hdfs', requires: ['hdfs'] },
      { ...found, score: 40 },
    ];
    const { runbooks } = findRunbooks([{ text: POOL, weight: 1, template: null }], () => hits, names);
    expect(runbooks.map((each) => each.id)).toEqual(['pool', 'hdfs']);
  });
});

describe('what leads', () => {
  it('frames of a trace stand behind everything that tells, however many they are', () => {
    const frames = Array.from({ length: 60 }, (_, i): FixtureLine => {
      return { minute: 41 + i * 0.1, level: 'error', template: 'File "/<*>", line <*>, in <*>' };
    });
    const traced = fixtureOf([...poolLog(), ...frames], 10);
    const { shifts } = findContext(episode, [episode], traced.features, BASELINE, traced.templates);
    const texts = shifts.map(({ template }) => traced.templates.templates[template].text);
    expect(texts[0]).toBe(POOL);
    expect(texts.at(-1)).toContain('File');
    expect(texts.length).toBeGreaterThan(2);
  });

  it('a process that ended gives the title, unless an error does', async () => {
    const boot = Array.from({ length: 40 }, (_, i): FixtureLine => {
      return { minute: 41 + i * 0.1, level: 'info', template: 'creating device node <*>' };
    });
    const ends: FixtureLine = {
      minute: 40.5,
      level: 'info',
      template: 'Linux version <*>',
      source: 'kernel',
    };
    const calm = poolLog().filter(({ template }) => template !== POOL);
    const booted = fixtureOf([...calm, ends, ...boot], 10);
    const template = booted.templates.templates.findIndex(({ text }) => text === ends.template);
    const outage = { ...episode, kind: 'outage' as const, outageTemplate: template as TemplateIdx };
    const [incident] = await run(booted, [], [outage]);
    expect(incident.title).toBe('kernel: stopped or restarted: "Linux version …"');
    const failing = fixtureOf([...poolLog(), ends, ...boot], 10);
    const [other] = await run(failing, [], [outage]);
    expect(other.title).toContain('new errors: "Connection is not available');
  });
});
