import { describe, expect, it } from 'vitest';
import type { Change } from '../../contracts/changes';
import type { EpochMs } from '../../contracts/units';
import { findContext } from './context';
import { correlateChanges } from './correlate';
import { BASELINE, episodeOf, type Fixture, type FixtureLine, fixtureOf, START } from './fixtures/short-log';
import { investigate } from './investigate';
import { productsOf } from './products';
import type { Criteria, FoundRunbook, QueryPart } from './runbook-search';
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
const POOL_CRITERIA: Criteria = {
  symptoms: ['Connection is not available', 'leak detection triggered'],
  precursors: ['Slow query detected'],
  rulesOut: ['pool closed by request'],
  consequenceOf: [],
  tells: 'why',
  needsChange: false,
  isAttack: false,
  isDependency: true,
  severity: 'critical',
};
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
      criteria: POOL_CRITERIA,
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
    const first = incident.evidence.find((each) => each.why.includes('first error'))!;
    expect(first.text).toContain('30000ms');
    expect(first.source).toBe('app.log');
    expect(first.lineNum).toBe(first.row + 1);
    expect(incident.evidence.every((each) => each.text !== ROUTINE_ERROR)).toBe(true);
    const steps = incident.steps ?? [];
    expect(steps.map((step) => step.name)).toEqual(['context', 'runbooks', 'changes', 'ticket']);
    // What a step was asked with comes from steps that need nothing of it.
    for (const { name, uses = [] } of steps)
      for (const used of uses) expect(steps.find((step) => step.name === used)?.uses).not.toContain(name);
    expect(steps[0].num).toBe(incident.topTemplates.length);
    expect(steps[1].refs).toEqual(incident.runbooks.map(({ id }) => id));
    const ids = incident.evidence.map(({ id }) => id);
    expect(steps[3].refs?.length).toBeGreaterThan(0);
    for (const id of steps[3].refs ?? []) expect(ids).toContain(id);
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
    expect(incident.hypotheses[0]).toMatchObject({ confidence: 'medium', runbook: 'pool' });
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
      ['renewed at 37', 'last of its kind before it stops'],
      ['stopped renewing lease', 'shortly before: never seen until then'],
      ['renewed at 52', 'first of its kind after it stopped'],
    ]);
    const [forGood] = await run(fixtureOf(beats.slice(0, 38).concat({ ...lost, minute: 59 }), 12));
    expect(forGood.evidence.map(({ text, why }) => [text, why])).toEqual([
      ['renewed at 37', 'last of its kind: it stops here'],
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
    expect(incident.evidence.map(({ text, why }) => [text, why])).toEqual([
      ['shipped at 39.5', 'last of its kind before it stops'],
      ['shipped at 52', 'first of its kind after it stopped'],
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
    expect(incident.evidence[0].text).toContain('has to be given again');
    expect(incident.evidence[0].lineNum).toBeGreaterThan(0);
  });
});

describe('hypotheses', () => {
  const extra = (minute: number, text: string): FixtureLine => ({ minute, level: 'warn', template: text });
  const withLines = async (...lines: FixtureLine[]) =>
    (await run(fixtureOf([...poolLog(), ...lines], 10)))[0];

  it('quote the words of the line as it has them, and cite it', async () => {
    const { hypotheses, evidence } = await withLines(extra(43.5, 'LEAK Detection triggered for db1'));
    const [first] = hypotheses;
    expect(first.text).toContain('"LEAK Detection triggered"');
    for (const [, quote] of first.text.matchAll(/A(?:nother kind of)? line has "([^"]+)"/g))
      expect(first.evidence.some((id) => evidence.find((each) => each.id === id)!.text.includes(quote))).toBe(
        true,
      );
  });

  it('are high for two kinds of evidence only: a second sign, or what comes before it', async () => {
    const of = async (...lines: FixtureLine[]) => (await withLines(...lines)).hypotheses[0];
    expect(await of()).toMatchObject({
      confidence: 'medium',
      whyNotHigher: expect.stringContaining('One kind of evidence'),
    });
    expect(await of(extra(43.5, 'leak detection triggered'))).toMatchObject({
      confidence: 'high',
      whyNotHigher: null,
    });
    const before = await of(extra(38, 'Slow query detected'));
    expect(before.confidence).toBe('high');
    expect(before.tests?.find(({ name }) => name === 'signs before the onset')).toMatchObject({
      outcome: 'supports',
      finding: expect.stringContaining('before its first line'),
    });
    const after = await of(extra(49, 'Slow query detected'));
    expect(after.confidence).toBe('medium');
  });

  it('are ruled out by what contradicts them near, and not by what does from afar', async () => {
    const near = await withLines(extra(42, 'pool closed by request of admin'));
    expect(near.hypotheses.filter(({ runbook }) => runbook === 'pool')).toEqual([]);
    expect(near.ruledOut).toMatchObject([
      { runbook: 'pool', text: expect.stringContaining('"pool closed by request"') },
    ]);
    const cited = near.ruledOut![0].evidence.map((id) => near.evidence.find((each) => each.id === id)!.text);
    expect(cited).toContain('pool closed by request of admin');
    const far = await withLines(extra(5, 'pool closed by request of admin'));
    expect(far.hypotheses[0]).toMatchObject({ runbook: 'pool', confidence: 'medium' });
    expect(far.ruledOut).toEqual([]);
  });

  it('count for nothing what the baseline has as often', async () => {
    const often = Array.from({ length: 20 }, (_, i) => extra(i * 2.5, 'leak detection triggered'));
    const { hypotheses } = await withLines(...often);
    expect(hypotheses[0]).toMatchObject({ runbook: 'pool', confidence: 'medium' });
  });

  it('are low where the first line comes after the onset', async () => {
    const calm = poolLog().filter(({ template }) => template !== POOL);
    const lines: FixtureLine[] = [
      ...Array.from({ length: 10 }, (_, i) => extra(40 + i * 0.1, 'disk is slow')),
      { minute: 49, level: 'error', template: POOL, text: 'Connection is not available, 1' },
    ];
    const [incident] = await run(fixtureOf([...calm, ...lines], 10));
    expect(incident.hypotheses.filter(({ confidence }) => confidence !== 'low')).toEqual([]);
  });

  it('are not made of a phrase that no line has', async () => {
    const [incident] = await run({
      ...fixture,
      readTexts: async (rows) => rows.map(() => 'nothing of the kind'),
    });
    expect(incident.hypotheses.filter(({ runbook }) => runbook === 'pool')).toEqual([]);
  });

  it('name a defect where the same exception repeats from one place of the own code', async () => {
    const trace = (i: number): FixtureLine => ({
      minute: 40 + i,
      level: 'error',
      template: 'failed to add item: TypeError: unsupported operand <*>',
      source: 'shop.cart',
      text: `failed to add item\nTraceback (most recent call last):\n  File "/srv/shop/cart/views.py", line ${40 + i}, in add\n    total = price + None\nTypeError: unsupported operand type(s) ${i}`,
    });
    const calm = poolLog().filter(({ template }) => template !== POOL);
    const [incident] = await run(fixtureOf([...calm, trace(0), trace(3)], 10));
    expect(incident.hypotheses[0]).toMatchObject({
      confidence: 'medium',
      text: expect.stringContaining('Defective code or data in'),
    });
    expect(incident.hypotheses[0].text).toContain('"TypeError: unsupported operand type(s) 0"');
    expect(incident.evidence.map(({ text }) => text).join()).toContain(
      'TypeError: unsupported operand type(s) 0',
    );
    const [once] = await run(fixtureOf([...calm, trace(0)], 10));
    expect(once.hypotheses[0]).toMatchObject({ confidence: 'low' });
    const late = [...calm, { ...trace(9), minute: 49 }, { ...trace(9), minute: 49.5 }];
    const other: FixtureLine = { minute: 40, level: 'error', template: 'disk is slow', text: 'disk is slow' };
    expect((await run(fixtureOf([...late, other], 10)))[0].hypotheses).toEqual([]);
    // Before it nothing failed: it is the onset, whichever window was confirmed first.
    expect((await run(fixtureOf(late, 10)))[0].hypotheses[0]).toMatchObject({ confidence: 'medium' });
  });

  it('name a defect whose trace stands in a field of JSON, on one line', async () => {
    const trace = (i: number): FixtureLine => {
      const stack = `TypeError: Cannot read properties of undefined (reading 'percent')\n    at priceOf (/srv/prices.js:${7 + i}:66)\n    at Timeout._onTimeout (/srv/prices.js:14:61)`;
      const err = {
        type: 'TypeError',
        message: "Cannot read properties of undefined (reading 'percent')",
        stack,
      };
      const text = JSON.stringify({ level: 50, msg: 'request failed', err });
      return { minute: 40 + i, level: 'error', template: 'request failed', source: 'shop', text };
    };
    const calm = poolLog().filter(({ template }) => template !== POOL);
    const [incident] = await run(fixtureOf([...calm, trace(0), trace(3)], 10));
    expect(incident.hypotheses[0]).toMatchObject({
      confidence: 'medium',
      text: expect.stringContaining('Defective code or data in prices'),
    });
  });

  it('do not blame a change that is about something else, unless it is a deployment shortly before', async () => {
    const other = change(30, 'config', 'rotated the certificates of mail');
    expect((await run(fixture, [other]))[0].hypotheses.map(({ text }) => text).join()).not.toContain('mail');
    const deployed = (await run(fixture, [change(30, 'deploy', 'release 7 of mail')]))[0].hypotheses;
    expect(deployed.at(-1)).toMatchObject({
      confidence: 'low',
      text: expect.stringContaining('"release 7 of mail"'),
    });
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
});
