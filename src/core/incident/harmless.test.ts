import { expect, test } from 'vitest';
import type { Episode, Severity } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { Template } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import { MINUTE, START } from '../features/fixtures/small-log';
import { withoutHarmless } from './harmless';

const TEXTS: readonly (readonly [text: string, level: number])[] = [
  ['cache warmed', 3],
  ['disk is nearly full', 5],
  ["can't get client address: Connection reset by peer", 5],
  ['query failed', 6],
  ['shutting down for system reboot', 3],
  ['"GET /item" 200', 3],
  ['"GET /item" 404', 5],
  ['feed <*>: connection reset, attempt <*> of <*>', 5],
];
const templates = TEXTS.map(([text, level]) => ({ text, level }) as Template);

function episode(severity: Severity, ofTemplates: readonly number[], more: Partial<Episode> = {}): Episode {
  const reasons = ofTemplates.map(
    (template): Reason => ({
      text: `T${template + 1} "${TEXTS[template][0]}" seen 9 times, never before`,
      template,
      observed: 9,
      expected: 0,
    }),
  );
  return {
    windowBegin: 10,
    windowEnd: 11,
    start: START,
    end: (START + 5 * MINUTE) as EpochMs,
    severity,
    outageStart: null,
    reasons,
    ...more,
  } as Episode;
}

test.each<readonly [string, Episode, boolean]>([
  ['new lines of information', episode('info', [0]), true],
  ['nothing that is named', episode('info', []), false],
  ['a warning', episode('warning', [1]), false],
  ['a warning at a severity of information', episode('info', [1]), false],
  ['clients that went away', episode('warning', [2, 0]), true],
  ['clients that went away beside a warning', episode('warning', [2, 1]), false],
  ['clients that went away beside an error', episode('error', [2, 3]), false],
  ['an outage', episode('info', [0], { outageStart: START }), false],
])('%s', (_, one, isEvent) => {
  const { grave, events } = withoutHarmless([one], { templates });
  expect([grave.length, events.length]).toEqual(isEvent ? [0, 1] : [1, 0]);
});

const grown = (template: number, observed: number, expected: number): Reason => ({
  text: `T${template + 1} seen ${observed} times, ${expected} expected`,
  template,
  observed,
  expected,
});

test.each<readonly [string, readonly Reason[], Severity, boolean]>([
  ['with it', [grown(5, 400, 100), grown(6, 8, 2)], 'info', true],
  ['faster', [grown(5, 400, 100), grown(6, 20, 2)], 'info', false],
  ['with what hardly comes otherwise', [grown(5, 12, 1), grown(6, 8, 2)], 'info', false],
  ['where there were none', [grown(5, 400, 100), grown(6, 8, 0)], 'info', false],
  ['and an error with it', [grown(5, 400, 100), grown(3, 8, 2)], 'info', false],
  ['with it, and are more of it elsewhere', [grown(5, 400, 100), grown(6, 8, 2)], 'warning', false],
])('traffic grows, and its warnings %s', (_, reasons, severity, isEvent) => {
  const one = episode(severity, [], { reasons });
  expect(withoutHarmless([one], { templates }).events.length).toBe(isEvent ? 1 : 0);
});

test.each<readonly [string, Severity, readonly number[], Partial<Episode>, boolean]>([
  ['for a minute', 'warning', [7, 0], {}, true],
  ['beside another warning', 'warning', [7, 1], {}, false],
  ['beside an error', 'error', [7, 3], {}, false],
  ['for long', 'warning', [7], { end: (START + 20 * MINUTE) as EpochMs }, false],
  ['and go on', 'warning', [7], { lastSeen: (START + 60 * MINUTE) as EpochMs }, false],
])('attempts are made again %s', (_, severity, ofTemplates, more, isEvent) => {
  const one = episode(severity, ofTemplates, more);
  expect(withoutHarmless([one], { templates }).events.length).toBe(isEvent ? 1 : 0);
});

const SECONDS = { end: (START + MINUTE / 4) as EpochMs };

function fewer(severity: Severity, ofTemplates: readonly number[], more: Partial<Episode> = {}): Episode {
  const one = episode(severity, ofTemplates, { ...SECONDS, ...more });
  const reasons = one.reasons.map((reason) => ({ ...reason, observed: 2, expected: 9 }));
  return { ...one, reasons: more.reasons ?? reasons };
}

test.each<readonly [string, Episode, boolean]>([
  ['less for seconds', fewer('warning', [0]), true],
  ['less for seconds, and more of something else', fewer('warning', [0, 4]), true],
  ['less for minutes', fewer('warning', [0], { end: (START + 5 * MINUTE) as EpochMs }), false],
  [
    'less for seconds, and it goes on',
    fewer('warning', [0], { lastSeen: (START + MINUTE) as EpochMs }),
    false,
  ],
  ['less for seconds beside a warning', fewer('warning', [0, 1]), false],
  ['less for seconds beside errors', fewer('error', [0]), false],
  ['more for seconds', episode('warning', [0], SECONDS), false],
  ['less for seconds, where an outage was found', fewer('warning', [0], { outageStart: START }), false],
])('a lull: %s', (_, one, isEvent) => {
  expect(withoutHarmless([one], { templates }).events).toHaveLength(isEvent ? 1 : 0);
});

test('an episode that lies within a restart that was asked for is told as that, whatever its lines sound like', () => {
  const restarts = [{ askedMs: START, backMs: (START + 3 * MINUTE) as EpochMs, template: 4 }];
  const own = episode('error', [3, 4]);
  expect(withoutHarmless([own], { templates }, restarts).events.map(({ text }) => text)).toEqual([
    'restart that was asked for: "shutting down for system reboot", back after 3 minutes',
  ]);
  const later = episode('error', [3], {
    start: (START + 60 * MINUTE) as EpochMs,
    end: (START + 65 * MINUTE) as EpochMs,
  });
  expect(withoutHarmless([own, later], { templates }, restarts).grave).toEqual([later]);
  const outage = episode('error', [3], { outageStart: START });
  expect(withoutHarmless([outage], { templates }, restarts).grave).toEqual([outage]);
});
