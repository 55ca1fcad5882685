/**
 * A file's format -> the head of its lines as regular expressions: time, level, component, and where the message begins. In: the parser that
 * reading chose, with what it learnt. Out: Heads, or why there is none. That they read as the page does is no claim: check-heads.ts holds them
 * against records.
 */
import type { Layout } from '../ingest/layout/layout';
import type { ScanPlan } from '../ingest/types';
import { layoutHeads } from './layout-head';
import type { Head, NoHead, Piece } from './piece';
import { timePatterns } from './time-pattern';

/** Heads of the parsers of a file, as reading tries them; the last resort that reads a time anywhere is none of them. */
export function headsOf(plan: ScanPlan): readonly (Head | NoHead)[] {
  const [{ format }] = plan.parsers;
  if (plan.style === 'csv' || plan.style === 'blocks')
    return [{ format, why: 'its records go over several lines, or their fields are quoted' }];
  if (plan.ansi) return [{ format, why: 'its lines hold colours of a terminal' }];
  const known = plan.parsers.filter(({ parser }) => parser !== 'any-header');
  return known.flatMap((spec) => {
    const none = (why: string): NoHead[] => [{ format: spec.format, why }];
    if (spec.prefix) return none('a tool put something before each line');
    if (spec.inner) return none('its messages hold records of another format');
    if (spec.parser === 'text') return layoutHeads(spec.format, spec.params as Layout);
    const fixed = FIXED[spec.parser];
    return fixed
      ? fixed.map((head) => ({ ...head, format: spec.format }))
      : none('its head is no fixed order of words');
  });
}

type FixedHead = Omit<Head, 'format'>;

/** One for each form of the time. */
const heads = (
  kind: Parameters<typeof timePatterns>[0],
  pieces: (time: Piece) => readonly Piece[],
  more: Partial<FixedHead> = {},
): FixedHead[] =>
  timePatterns(kind).map((time) => ({
    time,
    pieces: pieces({ source: time.source, role: 'time' }),
    statesLevel: true,
    defaultLevel: 0,
    statuses: false,
    ...more,
  }));

const [ISO] = timePatterns('iso');
const [EPOCH] = timePatterns('epoch');
const GAP = '[ \\t]+';
const WORD = '[^ \\t]+';
const END = '(?:[ \\t]+|$)';

/** 'sshd[12]: ': a name that ends in a colon, or in a process id and a colon. */
const TAG: Piece = {
  source: `(?:[^ \\t\\[]+?(?::${END}|\\[[^ \\t]*?\\]:[ \\t]*))?`,
  role: 'component',
  inner: '^([^ \\t\\[]+?)(?::|\\[)',
};
const syslog = (time: Piece): Piece[] => [
  { source: '(?:<[0-9]{1,3}>)?', role: 'priority', inner: '([0-9]+)' },
  time,
  { source: `[:,]? +[^ \\t]*[^ \\t:]${GAP}` },
  TAG,
];

/** Formats whose head is no learnt layout, by the id of their parser. */
const FIXED: Readonly<Record<string, readonly FixedHead[]>> = {
  'syslog-rfc3164': [
    ...heads('month-day', syslog, { statesLevel: false }),
    ...heads('iso', syslog, { statesLevel: false }),
  ],
  bgl: [
    {
      time: { ...EPOCH, tail: null },
      pieces: [
        { source: `${WORD}${GAP}` },
        { source: '[0-9]{10}', role: 'time' },
        { source: `${GAP}${WORD}${GAP}${WORD}${GAP}[0-9-]{10}-[0-9]{2}[.][0-9]{2}[.][0-9]{2}[.]` },
        { source: '[0-9]{6}', role: 'fraction' },
        { source: `${GAP}${WORD}${GAP}${WORD}${GAP}` },
        { source: WORD, role: 'component' },
        { source: `${GAP}[A-Za-z]+${END}`, role: 'level', inner: '([A-Za-z]+)' },
      ],
      statesLevel: true,
      defaultLevel: 0,
      statuses: false,
    },
  ],
  'android-logcat': heads('mm-dd', (time) => [
    time,
    { source: ' +(?:[0-9]+ +){0,2}' },
    { source: '[VTDINWEFAC]', role: 'letter' },
    { source: `[ /][^\\n]{0,118}?:${END}`, role: 'component', inner: '^[ /]([^\\n]*?)[ \\t]*:[ \\t]*$' },
  ]),
  mysql: heads(
    'iso',
    (time) => [
      time,
      { source: `${GAP}[0-9]+ ` },
      { source: '\\[[A-Za-z]+\\]', role: 'level', inner: '([A-Za-z]+)' },
      { source: '[ \\t]*\\[MY-[0-9]+\\][ \\t]*' },
      { source: '(?:\\[[^\\]]*\\])?', role: 'component', inner: '([^\\[\\]]+)' },
    ],
    { defaultLevel: 3 },
  ),
  thunderbird: heads(
    'epoch',
    (time) => [
      { source: `${WORD} +` },
      time,
      { source: ` +[0-9.]+ +${WORD} +(?:${ISO.source}|[A-Z][a-z]{2} +[0-9]{1,2} +[0-9:]+) +${WORD}${GAP}` },
      TAG,
    ],
    { statesLevel: false },
  ),
};
