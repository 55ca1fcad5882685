import { describe, expect, it } from 'vitest';
import type { EpochMs, TemplateIdx } from '../../contracts/units';
import { findFirstSigns } from './first-signs';
import { BASELINE, episodeOf, type FixtureLine, fixtureOf, START } from './fixtures/short-log';
import { investigate } from './investigate';
import type { Criteria, FoundRunbook, QueryPart } from './runbook-search';

const SERVED: FixtureLine = { minute: 0, level: 'info', template: 'GET <*> served' };
const OLD: FixtureLine = { minute: 3, level: 'warn', template: 'cache <*> is cold' };
const SIGN: FixtureLine = {
  minute: 41,
  level: 'warn',
  template: 'Disk is full writing <*>',
  text: '12:41 [Warning] Disk is full writing /db/log.2',
};
const MASS: FixtureLine = { minute: 43, level: 'error', template: 'query failed: Too many connections' };
const END: FixtureLine = { minute: 44, level: 'info', template: 'pool <*> drained and left' };

/** Ten windows of requests; from window 8 on the mass of what follows, and what is given. */
function logOf(...lines: FixtureLine[]): ReturnType<typeof fixtureOf> {
  const all: FixtureLine[] = [OLD, { ...OLD, minute: 42 }, END, ...lines];
  for (let minute = 0; minute < 50; minute++) for (let i = 0; i < 5; i++) all.push({ ...SERVED, minute });
  for (let i = 0; i < 60; i++) all.push({ ...MASS, minute: MASS.minute! + i * 0.1 });
  const rank = (line: FixtureLine) => line.minute ?? 41.5;
  return fixtureOf(
    all.sort((a, b) => rank(a) - rank(b)),
    10,
  );
}

const runbookOf = (
  id: string,
  phrase: string,
  score: number,
  parts: readonly QueryPart[],
): FoundRunbook[] => {
  const phrases = parts.flatMap(({ text }, part) =>
    text.includes(phrase) ? [{ phrase, part, strong: true }] : [],
  );
  const rest = { title: id, actions: [], claim: `It is ${id}`, after: [], requires: [], matched: [phrase] };
  const criteria: Criteria = {
    symptoms: [phrase],
    precursors: [],
    rulesOut: [],
    consequenceOf: [],
    tells: 'why',
    needsChange: false,
    isAttack: false,
    isDependency: false,
    severity: 'error',
  };
  return phrases.length > 0 ? [{ id, kind: 'runbook', score, phrases, criteria, ...rest }] : [];
};
const search = (parts: readonly QueryPart[]) => [
  ...runbookOf('connections', 'Too many connections', 90, parts),
  ...runbookOf('disk', 'Disk is full', 80, parts),
];
const episode = episodeOf(8, 10);
const signsIn = (log: ReturnType<typeof fixtureOf>, of = episode) =>
  findFirstSigns([of], log.features, log.table, log.templates)[0].map(({ template, mayLead }) => [
    log.templates.templates[template].text,
    mayLead,
  ]);
const ticketOf = async (log: ReturnType<typeof fixtureOf>) =>
  (await investigate([episode], { ...log, baseline: BASELINE, changes: [], search }))[0];

describe('first signs', () => {
  it('are grave, new, and of the first confirmed window or that of the outage', () => {
    const later: FixtureLine = { ...SIGN, minute: 47, template: 'replica lost' };
    const log = logOf(SIGN, later);
    expect(signsIn(log)).toEqual([
      [SIGN.template, true],
      [MASS.template, true],
    ]);
    const outageStart = (START + 46 * 60_000) as EpochMs;
    expect(signsIn(log, episodeOf(8, 10, { outageStart }))).toContainEqual([later.template, true]);
    expect(signsIn(logOf(SIGN, { ...SIGN, minute: 20 }))).toEqual([[MASS.template, true]]);
  });

  it('are also what ended, whatever its level', () => {
    const log = logOf();
    const template = log.templates.templates.findIndex(({ text }) => text === END.template) as TemplateIdx;
    expect(signsIn(log, episodeOf(8, 10, { outageTemplate: template }))).toContainEqual([
      END.template,
      false,
    ]);
  });

  it('give the first reading to the line that names the cause, not to its consequences', async () => {
    const ticket = await ticketOf(logOf(SIGN));
    expect(ticket.hypotheses.map(({ text }) => text.slice(0, 12))).toEqual(['It is disk. ', 'It is connec']);
    const cited = ticket.evidence.find(({ id }) => id === ticket.hypotheses[0].evidence[0]);
    expect(cited).toMatchObject({ text: SIGN.text });
    expect(ticket.runbooks[0].id).toBe('disk');
  });

  it('lead beside what ended only as errors', () => {
    const log = logOf(SIGN);
    const template = log.templates.templates.findIndex(({ text }) => text === END.template) as TemplateIdx;
    expect(signsIn(log, episodeOf(8, 10, { outageTemplate: template }))).toEqual([
      [SIGN.template, false],
      [MASS.template, true],
      [END.template, false],
    ]);
  });

  it('lead only with a phrase that the mass does not hold', async () => {
    const same: FixtureLine = { ...MASS, minute: 41, template: 'login failed: Too many connections' };
    const ticket = await ticketOf(logOf(same));
    expect(ticket.runbooks[0].id).toBe('connections');
  });

  it('lead only as single lines: what is frequent has its say among the shifts', async () => {
    const often = Array.from({ length: 12 }, (_, i) => ({ ...SIGN, minute: 41 + i * 0.1 }));
    const ticket = await ticketOf(logOf(...often));
    expect(ticket.runbooks[0].id).toBe('connections');
  });

  it('are found in lines that state no time, at their place in the file', async () => {
    const log = logOf(SIGN, { ...END, minute: null, template: 'pool left' });
    const template = log.templates.templates.findIndex(({ text }) => text === 'pool left') as TemplateIdx;
    const ended = episodeOf(8, 10, { outageTemplate: template });
    const [ticket] = await investigate([ended], { ...log, baseline: BASELINE, changes: [], search });
    const untimed = ticket.evidence.findIndex(({ timeMs }) => timeMs === null);
    expect(ticket.evidence[untimed - 1].text).toBe(SIGN.text);
    expect(ticket.evidence[untimed].why).toContain('first sign');
    expect(ticket.evidence[untimed + 1].text).toBe(MASS.template);
  });

  it('count fully in the question, and what is rare among the shifts does not', async () => {
    const asked: QueryPart[] = [];
    const log = logOf(SIGN);
    const note = (parts: readonly QueryPart[]) => {
      asked.push(...parts);
      return [];
    };
    await investigate([episode], { ...log, baseline: BASELINE, changes: [], search: note });
    const weightOf = (text: string) => asked.find((part) => part.text === text)?.weight;
    expect(weightOf(SIGN.template)).toBe(1);
    expect(weightOf(END.template)).toBeLessThan(0.5);
  });
});
