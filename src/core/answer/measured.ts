/**
 * What an incident shows that no line states: a number that rose, a share, a source that fell silent. In: the reasons of the detectors, the templates.
 * Out: the gravest of them in words, with the component and the line that it is of.
 */

import type { Incident } from '../../contracts/incident';
import type { Beside } from '../../contracts/scores';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { componentOfSource } from '../entities/components';
import { fullCollection } from '../features/full-heaps';
import { severityBeside } from '../incident/severity';
import { severityRank } from '../lib/severity-rank';
import { lowerFirst } from '../wording/letter-case';
import { messageOf, withoutWildcards } from '../wording/template-text';
import { cutAtClause, numWords, phraseOf } from './message-words';

export interface Measured {
  /** Name of the component; '': not known. */
  readonly component: string;
  /** 'p95 of latency_ms in GET /api rose from 40 to 4,100 ms'. */
  readonly said: string;
  /** Start of the window. */
  readonly timeMs: number | null;
  /** A sentence on what came after it; '': none. */
  readonly after: string;
  /** Whether it leads whatever the lines say: each of them tells of one, and none of all. */
  readonly leads: boolean;
  /** Whether it leads over the lines that it is of: they state numbers, and not what these mean. */
  readonly leadsItsLines: boolean;
  /** Ids of Evidence. */
  readonly evidence: readonly string[];
}

const MAX_PLACE = 40;
/** What stands before a number and behind it says nothing without it. */
const TAIL =
  /[\s,;:=(]+(?:(?:in|of|after|within|took|took about|time|duration|elapsed)[\s:=]+)?(?:ms|msec|s|sec|secs|seconds|us|µs|ns|minutes|bytes|kb|mb|gb|%)\)?\s*$/i;

/** The gravest, the first of equals; null: all that is unusual are counts. */
export function measuredOf(
  { reasons, evidence }: Pick<Incident, 'reasons' | 'evidence'>,
  { sources }: Pick<LogTable, 'sources'>,
  { templates }: Pick<TemplateTable, 'templates'>,
): Measured | null {
  const able = reasons.flatMap((reason) =>
    reason.beside
      ? [{ ...reason, beside: reason.beside, rank: severityRank(severityBeside(reason.beside)) }]
      : [],
  );
  const gravest = able.sort(
    (a, b) => Number(b.beside.what === 'logins') - Number(a.beside.what === 'logins') || a.rank - b.rank,
  )[0];
  if (gravest === undefined) return null;
  const { beside, template, timeMs } = gravest;
  const of = template === null ? undefined : templates[template];
  const named = of && componentOfSource(sources[of.source] ?? '');
  return {
    component: beside.component ?? (beside.what === 'silence' ? beside.name : (named?.name ?? '')),
    said: saidOf(beside, of?.text ?? ''),
    timeMs: timeMs ?? null,
    after: beside.after ?? '',
    leads: beside.what === 'logins',
    leadsItsLines: beside.what === 'heap',
    evidence: evidence
      .filter((line) =>
        beside.what === 'heap'
          ? fullCollection(line.text) !== null
          : template !== null && line.template === template,
      )
      .map(({ id }) => id),
  };
}

function saidOf({ what, name, change }: Beside, template: string): string {
  if (what === 'silence') return change.replace(/(\d\d:\d\d):\d\d/, '$1');
  if (what === 'logins' || what === 'heap') return `${name} ${change}`;
  const place = placeOf(template);
  if (place === '') return `${name} ${change}`;
  // The lines give it no name: it is told by what they say.
  const nameless = / of a (\w+)$/.exec(name)?.[1];
  return nameless === undefined
    ? `${name} in ${place} ${change}`
    : `${place}: ${lowerFirst(name.replace(/ of a \w+$/, ''))} of its ${nameless} ${change}`;
}

/** What lines of a template are about, in a few words; '': they say too little. */
function placeOf(template: string): string {
  // Fields behind a message, and what its numbers are measured in, do not say what it is about.
  const message = messageOf(null, template).replace(/\s[\w.-]+=.*$/s, '');
  const words = phraseOf(withoutWildcards(message).replace(TAIL, ''), MAX_PLACE);
  const place = cutAtClause(words.replace(TAIL, ''), MAX_PLACE);
  return numWords(place) < 2 && !/^[A-Z]+ \//.test(place) ? '' : place;
}
