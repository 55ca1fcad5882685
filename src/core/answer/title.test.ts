// What leads a ticket, over made incidents: kinds of components x ways to say that something failed x what advises, counts or begins beside it.
import { describe, expect, it } from 'vitest';
import type { Evidence, Incident } from '../../contracts/incident';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { BASELINE, episodeOf, type FixtureLine, fixtureOf, START } from '../investigate/fixtures/short-log';
import { investigate } from '../investigate/investigate';
import { withAnswers } from './answer';

/** Loggers, tags, containers and units as logs write them, with the name that has to stand in the title. */
const COMPONENTS: Readonly<Record<string, string>> = {
  'shop.stock.manager': 'shop',
  'com.acme.ledger.LedgerService': 'LedgerService',
  'payment-gateway': 'payment-gateway',
  'orders-7d9f8b6c5d-x2k4q': 'orders',
  'mailer.service': 'mailer',
  'db/pool.go:88': 'db',
};

/** Messages of a warning or an error, with words that have to stand in the title. */
const FAILURES: Readonly<Record<string, RegExp>> = {
  'Failed to reserve stock for order 81': /failed to reserve/i,
  'Cannot write segment 12: no space left on device': /cannot write/i,
  'connection to 10.0.0.7:5432 refused': /refused/i,
  'request to billing timed out after 3000 ms': /timed out/i,
  'Unable to open the journal of partition 3': /unable to open/i,
  'could not acquire lock on table carts': /could not acquire/i,
  'upstream is not reachable, 3 attempts': /not reachable/i,
  'order 81 rejected: account is closed': /rejected/i,
  'replica 2 did not respond within 5 s': /did not respond/i,
  'Volume is not ready yet': /not ready/i,
};

/** What stands beside it and must not lead. */
const NOISE: readonly FixtureLine[] = [
  'Option "idle" is deprecated for removal. Use "max_idle" instead.',
  'Found 3 sessions in the store and 0 sessions in memory',
  'Insecure configuration for --files: current value is not restricted',
  "'latin' is currently an alias for the character set LATIN1, please consider using LATIN1",
  'Loaded 14 rules',
  'Ignoring supplied name of the device',
  'Certificate is self-signed',
].map((text, i) => ({ minute: 40 + i * 0.01, level: 'warn', template: text, text, source: 'gateway' }));

const calm: readonly FixtureLine[] = Array.from({ length: 250 }, (_, i) => ({
  minute: i * 0.2,
  level: 'info',
  template: 'GET <*> served',
  text: `GET /${i} served`,
}));

async function incidentOf(
  lines: readonly FixtureLine[],
  reasons: Incident['reasons'] = [],
): Promise<Incident> {
  const log = fixtureOf(
    [...calm, ...lines].sort((a, b) => (a.minute ?? 0) - (b.minute ?? 0)),
    12,
  );
  const incidents = await investigate([episodeOf(8, 11, { reasons })], {
    ...log,
    baseline: BASELINE,
    changes: [],
    search: () => [],
  });
  return (await withAnswers(incidents, { ...log, baseline: BASELINE }))[0];
}

describe.each(Object.entries(COMPONENTS))('of %s', (source, name) => {
  it.each(Object.entries(FAILURES))('leads: %s', async (text, said) => {
    for (const level of ['warn', 'error'] as const) {
      const failing: FixtureLine = {
        minute: 41,
        level,
        template: text.replace(/\b\d+\b/g, '<*>'),
        text,
        source,
      };
      const { title, evidence } = await incidentOf([...NOISE, failing, { ...failing, minute: 43 }]);
      expect(title).toMatch(said);
      expect(title.toLowerCase()).toContain(name.toLowerCase());
      expect(title).toMatch(/ (?:at|since|from) (?:\d{4}-\d\d-\d\d )?\d\d:\d\d/);
      expect(title).not.toMatch(/deprecated|Found|insecure|alias|Loaded|Ignoring|self-signed/i);
      expect(evidence[0].text).toContain(text);
    }
  });
});

it('leads with an exception and its type, whatever advises beside it', async () => {
  for (const type of ['TypeError', 'KeyError', 'ConnectionRefusedError']) {
    const text = `Exception during handling\nTraceback (most recent call last):\n  File "/srv/app/cart/views.py", line 7, in add\n    x()\n${type}: it is gone`;
    const thrown: FixtureLine = {
      minute: 41,
      level: 'error',
      template: `Exception during handling ${type}: it is gone`,
      text,
      source: 'cart',
    };
    expect((await incidentOf([...NOISE, thrown])).title).toContain(type);
  }
});

it('says what advises where nothing else is told', async () => {
  const { title } = await incidentOf(NOISE.slice(0, 1));
  expect(title).toContain('deprecated');
});

it('leads with what a program threw before it fell silent, though its record states information', async () => {
  const text =
    'order 81 reserved\nTraceback (most recent call last):\n  File "/srv/stock/worker.py", line 7, in reserve\n    x()\nKeyError: \'sku\'';
  const last: FixtureLine = {
    minute: 39,
    level: 'info',
    template: 'order <*> reserved',
    text,
    source: 'stock',
  };
  const before: readonly FixtureLine[] = Array.from({ length: 39 }, (_, minute) => ({
    ...last,
    minute,
    text: `order ${minute} reserved`,
  }));
  const silence = {
    text: 'stock silent since 12:39:00 UTC',
    template: null,
    observed: null,
    expected: null,
    isBesideCounts: true as const,
    timeMs: (START + 40 * 60_000) as EpochMs,
    beside: {
      what: 'silence' as const,
      name: 'stock',
      change: 'silent since 12:39:00 UTC',
      usual: 60_000,
      value: 6 * 60_000,
    },
  };
  const { title, evidence } = await incidentOf([...before, last], [silence]);
  expect(title).toMatch(/KeyError in reserve/);
  expect(evidence[0].text).toContain('KeyError');
});

it('a kind of record that is only counted is told in whole words, whatever stands in it', async () => {
  const text = 'T3 "<*> - - [<*>] "GET /<*> HTTP/<*>" <*>" seen once, 8.7 expected';
  const measured = { text: 'Fall of steady templates 8.9 deviations', template: null, observed: null };
  const reasons = [
    { ...measured, expected: null },
    { text, template: 0, observed: 1, expected: 8.7 },
  ] as Incident['reasons'];
  const log = fixtureOf([{ minute: 0, level: 'info', template: 'x' }], 12);
  const [found] = await withAnswers(
    [
      {
        ...episodeOf(8, 9),
        id: 'INC-1',
        title: '',
        evidence: [],
        runbooks: [],
        changes: [],
        hypotheses: [],
        topTemplates: [],
        reasons,
      },
    ],
    { ...log, baseline: BASELINE },
  );
  expect(found.title).toMatch(/^A kind of record seen once, 8.7 expected from /i);
});

it('what was said in the time that was learnt as normal, if only once, is no first sign', async () => {
  const text = 'Server shop/app1 is DOWN, reason: timeout';
  const down: FixtureLine = { minute: 1, level: 'warn', template: text, text, source: 'proxy' };
  const lines = [down, { ...down, minute: 41 }, { ...down, minute: 42 }];
  const log = fixtureOf(
    [...calm, ...lines].sort((a, b) => (a.minute ?? 0) - (b.minute ?? 0)),
    12,
  );
  const lineAt = (minute: number, id: string): Evidence => {
    const timeMs = (START + minute * 60_000) as EpochMs;
    const row = log.table.shards[0].timeMs.lastIndexOf(timeMs) as RowIdx;
    const template = log.templates.ofKind[row] as TemplateIdx;
    return { id, row, source: 'app.log', lineNum: row + 1, timeMs, text, why: 'first of its kind', template };
  };
  const evidence = [lineAt(1, 'E1'), lineAt(41, 'E2')];
  const untold = { id: 'INC-1', title: '', runbooks: [], changes: [], hypotheses: [], topTemplates: [] };
  const [{ title, answer }] = await withAnswers([{ ...episodeOf(8, 11), ...untold, evidence }], {
    ...log,
    baseline: BASELINE,
  });
  expect(title).toContain('12:41');
  expect(title).not.toContain('12:01');
  expect(answer?.when.map((each) => each.text).join()).not.toContain('12:01');
});
