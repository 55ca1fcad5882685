import { describe, expect, it } from 'vitest';
import { type Backing, faultsOf } from './quotation-check';

const LINE =
  '2024-03-08 05:15:38.120 30269 ERROR nova.compute.manager [instance: 0edabee2-38c3] Failed to attach 15ad49c0-8b6d at /dev/vdb:  HTTP 400';
const backing: Backing = {
  lines: new Map([
    ['E1', LINE],
    ['E2', 'pool "main" is empty, 443 waiting'],
  ]),
  named: ['Volume * create failed', 'Run `df -h /var` on the host, twice in 10 minutes.'],
  figures: new Set(['40', '2.35', '12000']),
  spansMs: [11_400, 26 * 60_000 + 40_000],
  times: [Date.UTC(2024, 2, 8, 4, 48, 29), Date.UTC(2024, 2, 8, 5, 15, 38)],
};
const kinds = (text: string, cites: readonly string[] = ['E1']) =>
  faultsOf(text, cites, backing).map(({ kind, piece }) => `${kind} ${piece}`);

describe('what is backed passes', () => {
  it.each([
    'It says "Failed to attach 15ad49c0-8b6d at /dev/vdb".',
    'It says `at /dev/vdb: HTTP 400`, whatever the blanks.',
    'Volume 15ad49c0 failed at 05:15:38 and since 04:48 UTC, on 2024-03-08.',
    'HTTP 400 was answered, 40 times (2.35 expected); 12,000 records.',
    'The pool is empty: “pool "main" is empty” [E2], 443 waiting.',
    'The runbook says `df -h /var`.',
    'It came 11 seconds before, and 26 minutes after; 0.4 hours.',
    "nova-compute's record doesn't say why.",
  ])('%s', (text) => expect(kinds(text)).toEqual([]));
});

describe('what nothing backs is caught', () => {
  it.each([
    ['The lines hold "Failed to attach volume".', 'quotation Failed to attach volume'],
    ['The lines hold “Failed … at /dev/vdb”.', 'quotation Failed … at /dev/vdb'],
    ['It says `rm -rf /`.', 'quotation rm -rf /'],
    ["It says 'volume busy'.", 'quotation volume busy'],
    ['The lines hold "Volume 15 create failed".', 'quotation Volume 15 create failed'],
    ['It failed 41 times.', 'number 41'],
    ['Only 44 of them waited.', 'number 44'],
    ['It came 13 seconds before.', 'number 13'],
    ['It came 28 minutes before.', 'number 28'],
    ['It came 11 times.', 'number 11'],
    ['Since 04:47 UTC.', 'time 04:47'],
    ['At 05:15:39.', 'time 05:15:39'],
    ['On 2024-03-09.', 'time 2024-03-09'],
    ['As manager.py:630 says.', 'number manager.py:630'],
    ['It is so [E7].', 'citation E7'],
  ])('%s', (text, fault) => expect(kinds(text)).toEqual([fault]));

  it('in lines that are not cited', () => {
    expect(kinds('It says "443 waiting".', ['E1'])).toEqual(['quotation 443 waiting']);
    expect(kinds('It says "443 waiting".', ['E2'])).toEqual([]);
  });

  it('of a thousand forged pieces, all', () => {
    for (let i = 0; i < 1000; i++) {
      const word = `forged${i.toString(36)}`;
      expect(kinds(`The line says "${word}".`)).toHaveLength(1);
      expect(kinds(`It came ${i + 500} times.`)).toHaveLength(1);
    }
  });
});
