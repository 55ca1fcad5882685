import { expect, test } from 'vitest';
import { shownClock } from '../shared/time';
import { timesOfTicket } from './ticket-times';

interface Node {
  type: string;
  value?: string;
  children?: Node[];
}
const text = (value: string): Node => ({ type: 'text', value });
const of = (type: string, ...children: Node[]): Node => ({ type, children });
const strong = (value: string): Node => of('strong', text(value));
const START = Date.UTC(2026, 2, 12, 23, 10);

function shownTexts(tree: Node): string[] {
  if (tree.value !== undefined) return [tree.value];
  return (tree.children ?? []).flatMap(shownTexts);
}

const ticket = (): Node =>
  of(
    'root',
    of('heading', text('api: refused since 23:10 UTC')),
    of('paragraph', strong('When:'), text(' first sign 2026-03-12 23:10:00 (UTC) [E1]; outage 23:40:00')),
    of('paragraph', strong('What happened')),
    of(
      'list',
      of('listItem', of('paragraph', text('22:50:00 api: said 10:00:00 [E1]'))),
      of('listItem', of('paragraph', text('23:40:00 db: gone [E2]'))),
    ),
    of('paragraph', { type: 'inlineCode', value: 'a.log:1 10:00 UTC' }, text(', 2026-03-12 23:10:00 UTC')),
    { type: 'code', value: '10:00 UTC' },
  );

test('each time of a ticket is told by the clock, and what quotes the log is not touched', () => {
  const times = [START - 20 * 60_000, START + 30 * 60_000];
  const incident = { start: START, answer: { whatHappened: times.map((timeMs) => ({ timeMs })) } } as never;
  const tree = ticket();
  timesOfTicket(shownClock('+01:00'), incident)()(tree);
  expect(shownTexts(tree)).toEqual([
    'api: refused since 00:10 +01:00',
    'When:',
    ' first sign 2026-03-13 00:10:00 (+01:00) [E1]; outage 00:40:00',
    'What happened',
    '23:50:00 api: said 10:00:00 [E1]',
    '2026-03-13 00:40:00 db: gone [E2]',
    'a.log:1 10:00 UTC',
    ', 2026-03-13 00:10:00 +01:00',
    '10:00 UTC',
  ]);
  const same = ticket();
  timesOfTicket(shownClock('UTC'), incident)()(same);
  expect(same).toEqual(ticket());
});
