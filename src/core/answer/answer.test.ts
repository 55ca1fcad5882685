import { describe, expect, it } from 'vitest';
import type { Incident } from '../../contracts/incident';
import type { EpochMs, TemplateIdx } from '../../contracts/units';
import { BASELINE, episodeOf, type FixtureLine, fixtureOf, START } from '../investigate/fixtures/short-log';
import { investigate } from '../investigate/investigate';
import { withAnswers } from './answer';

const at = (minute: number) => (START + minute * 60_000) as EpochMs;
const calm = (): FixtureLine[] =>
  Array.from({ length: 250 }, (_, i) => ({
    minute: i * 0.2,
    level: 'info',
    template: 'GET <*> served',
    text: `GET /${i} served`,
  }));
const TRACE = (operation: string, line: number) =>
  `ERROR rpc.server Exception during message handling: TypeError: takes 4 arguments (3 given)
Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/oslo_messaging/rpc/server.py", line 160, in _process_incoming
    res = self.dispatcher.dispatch(message)
  File "/usr/lib/python3/site-packages/cart/store/manager.py", line ${line}, in ${operation}
    self.notify()
TypeError: takes 4 arguments (3 given)`;

async function answersOf(
  lines: readonly FixtureLine[],
  over: Parameters<typeof episodeOf>[2] = {},
): Promise<Incident> {
  const log = fixtureOf(
    [...lines].sort((a, b) => (a.minute ?? 0) - (b.minute ?? 0)),
    12,
  );
  const incidents = await investigate([episodeOf(8, 11, over)], {
    ...log,
    baseline: BASELINE,
    changes: [],
    search: () => [],
  });
  const [incident] = await withAnswers(incidents, { ...log, baseline: BASELINE });
  return incident;
}

describe('an answer', () => {
  it('names the part of the own frame, the operation and the time, whatever logger carried the call', async () => {
    const trace = (minute: number, operation: string, line: number): FixtureLine => ({
      minute,
      level: 'error',
      template: 'Exception during message handling: TypeError: takes <*> arguments (<*> given)',
      text: TRACE(operation, line),
      source: 'oslo_messaging.rpc.server',
    });
    const { title, answer, evidence } = await answersOf([
      ...calm(),
      trace(41, 'remove', 12),
      trace(47, 'attach', 30),
    ]);
    expect(title).toBe('cart: TypeError in remove and attach since 12:41 UTC');
    expect(answer?.components[0]).toEqual({ name: 'cart', kind: 'service', from: 'trace' });
    expect(answer?.whatHappened.map(({ what }) => what)).toEqual([
      'remove, TypeError: takes 4 arguments (3 given), manager.py:12',
      'attach, TypeError: takes 4 arguments (3 given), manager.py:30',
    ]);
    expect(answer?.where.map(({ text }) => text)[0]).toBe(
      'cart, cart/store/manager.py line 12 in remove: TypeError',
    );
    expect(evidence.slice(0, 2).map(({ timeMs }) => timeMs)).toEqual([at(41), at(47)]);
    expect(answer?.cause ?? null).toBe(null);
    expect(answer?.doNow[0]).toContain('`cart/store/manager.py` at line 12');
  });

  it('states the time of what it tells, whatever else the part said before', async () => {
    const said = (minute: number, level: 'warn' | 'error', template: string): FixtureLine => ({
      minute,
      level,
      template,
      source: 'shop.orders',
    });
    const { title } = await answersOf([
      ...calm(),
      ...[40, 41, 42].map((minute) => said(minute, 'warn', 'worker was lost and is started again')),
      ...Array.from({ length: 30 }, (_, i) =>
        said(45 + i / 10, 'error', 'order was not accepted: queue is full'),
      ),
    ]);
    expect(title).toMatch(/^shop: order was not accepted.*30 times, (?:since|from) 12:45/);
  });

  it('says what stops, where nothing else does', async () => {
    const shipped = (from: number, to: number): FixtureLine[] =>
      Array.from({ length: (to - from) * 2 }, (_, i) => {
        const text = `order ${i} shipped to its customer`;
        return { minute: from + i / 2, level: 'info', template: 'order <*> shipped to its customer', text };
      });
    const { title, answer } = await answersOf([...shipped(0, 40), ...shipped(56, 60)]);
    expect(title).toBe('none for 17 minutes after: order 79 shipped to its customer at 12:39 UTC');
    expect(answer?.impact).toBeNull();
    // What does not come back has stopped.
    const other = Array.from(
      { length: 20 },
      (_, i) => ({ minute: 40 + i, level: 'info', template: 'heartbeat' }) as const,
    );
    expect((await answersOf([...shipped(0, 40), ...other])).title).toMatch(/^no more of: order 79 shipped/);
  });

  it('a pause that was over before a source fell silent says nothing of that silence', async () => {
    const shipped = (from: number, to: number): FixtureLine[] =>
      Array.from({ length: (to - from) * 2 }, (_, i) => ({
        minute: from + i / 2,
        level: 'info',
        template: 'order <*> shipped to its customer',
        text: `order ${i} shipped to its customer`,
        source: 'shop',
      }));
    const silence = {
      what: 'silence',
      name: 'shop',
      value: 5.4 * 60_000,
      change: 'silent for 5 minutes',
      usual: 30_000,
    } as const;
    const [reason] = episodeOf(8, 11).reasons;
    const told = async (lines: readonly FixtureLine[], untilMs: number): Promise<string> => {
      const reasons = [{ ...reason, timeMs: untilMs as EpochMs, beside: silence }];
      const { title, answer } = await answersOf(lines, { reasons });
      return [title, ...(answer?.whatHappened ?? []).map(({ what }) => what)].join('\n');
    };
    const heartbeat: FixtureLine[] = Array.from({ length: 30 }, (_, i) => ({
      minute: i * 2,
      level: 'info',
      template: 'heartbeat',
    }));
    const twice = await told([...heartbeat, ...shipped(0, 40), ...shipped(50, 55)], at(55));
    expect(twice).not.toMatch(/-\d|none for 0/);
    // It came again after that silence.
    const again = await told([...heartbeat, ...shipped(0, 42), ...shipped(46, 60)], at(42.4));
    expect(again).not.toContain('no more of');
  });

  it('leads with an error before what ended, and with what ended where there is no error', async () => {
    const ends: FixtureLine = {
      minute: 40.5,
      level: 'info',
      template: 'Linux version <*> booting',
      text: 'Linux version 6.1 booting',
      source: 'kernel',
    };
    const lines = [...calm(), ends];
    const error: FixtureLine = {
      minute: 42,
      level: 'error',
      template: 'Connection to shop-db is not available',
      source: 'checkout',
    };
    const template = fixtureOf(lines, 12).templates.templates.findIndex(
      ({ text }) => text === ends.template,
    ) as TemplateIdx;
    const over = { outageTemplate: template, outageStart: at(40.5), kind: 'outage' as const };
    expect((await answersOf(lines, over)).title).toBe(
      'kernel: stopped or restarted: Linux version 6.1 booting at 12:40 UTC',
    );
    expect((await answersOf([...lines, error], over)).title).toContain(
      'checkout: connection to shop-db is not available at 12:42 UTC',
    );
  });

  it('leaves out what is only announced for the future', async () => {
    const old: FixtureLine = {
      minute: 41,
      level: 'warn',
      template: 'Option x is deprecated and will be removed',
    };
    const error: FixtureLine = {
      minute: 42,
      level: 'warn',
      template: 'Volume <*> was not attached',
      text: 'Volume 7 was not attached',
    };
    const { answer, evidence } = await answersOf([...calm(), old, error]);
    expect(answer?.whatHappened[0].what).toBe('Volume 7 was not attached');
    expect(evidence[0].text).toBe('Volume 7 was not attached');
  });

  it('takes out sentences that nothing backs, and counts them', async () => {
    const error: FixtureLine = { minute: 42, level: 'error', template: 'pool is empty' };
    const log = fixtureOf([...calm(), error], 12);
    const [incident] = await investigate([episodeOf(8, 11)], {
      ...log,
      baseline: BASELINE,
      changes: [],
      search: () => [],
    });
    const evidence = [incident.evidence[0].id];
    const forged = {
      ...incident,
      hypotheses: [
        {
          text: 'The pool ran dry. A line has "pool is full". It came 77 times.',
          evidence,
          confidence: 'medium' as const,
        },
        { text: 'A line has "no such line".', evidence, confidence: 'low' as const },
      ],
    };
    const [{ hypotheses, answer }] = await withAnswers([forged], { ...log, baseline: BASELINE });
    expect(hypotheses.map(({ text }) => text)).toEqual(['The pool ran dry.']);
    expect(answer?.cause?.text).toBe('The pool ran dry.');
    expect(answer?.numDropped).toBe(3);
  });

  it('abstains without a cause, and says what would settle it', async () => {
    const error: FixtureLine = { minute: 42, level: 'error', template: 'pool is empty', source: 'shop-db' };
    const { answer } = await answersOf([...calm(), error]);
    expect(answer?.cause).toBeNull();
    expect(answer?.open[0].text).toContain('What caused it');
  });
});
