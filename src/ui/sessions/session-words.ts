// Why a session is called odd, in words. In: the table, a session, the templates. Out: one line of text.

import { SESSION_DETECTOR_ROWS } from '../../contracts/detectors';
import type { SessionTable } from '../../contracts/scores';
import { SESSION_WHYS, type SessionVerdict, type SessionWhy } from '../../contracts/session-detectors';
import type { Template } from '../../contracts/tables';
import { type Label, named, t } from '../../words/t';

/** `%` stands for the template. */
const WORDS: Readonly<Record<SessionWhy, Label | ''>> = {
  none: '',
  has: 'few have: %',
  lacks: 'lacks: %',
  more: 'more often than usual: %',
  fewer: 'less often than usual: %',
  events: 'an unusual number of events',
  kinds: 'an unusual number of kinds of events',
  mix: 'an unusual mix of events',
  repeats: 'events repeated an unusual number of times',
  rarity: 'several rare events together',
  absence: 'several usual events are missing',
  duration: 'an unusual duration',
  unexpected: 'not expected here: %',
  ended: 'nothing followed: %',
};

/** What each detector that voted for it holds against it, with its name; first what names a template, as that is plainest. */
export function whyOdd(
  { detectors = [] }: SessionTable,
  session: number,
  templates: readonly Template[],
): string {
  return byPlainness(detectors, session)
    .map(
      (detector) =>
        `${named(SESSION_DETECTOR_ROWS[detector.name].short)}: ${reasonOf(detector, session, templates)}`,
    )
    .join(' · ');
}

/** Of those that voted, the one whose reason is plainest; null: nobody did. */
export function mainVerdict({ detectors = [] }: SessionTable, session: number): SessionVerdict | null {
  return byPlainness(detectors, session)[0] ?? null;
}

function byPlainness(detectors: readonly SessionVerdict[], session: number): readonly SessionVerdict[] {
  const voted = detectors.filter(({ vote }) => vote[session] === 1);
  const isPlain = ({ template }: SessionVerdict): boolean => template[session] >= 0;
  return [...voted.filter(isPlain), ...voted.filter((detector) => !isPlain(detector))];
}

export function reasonOf(
  { why, template }: SessionVerdict,
  session: number,
  templates: readonly Template[],
): string {
  const label = WORDS[SESSION_WHYS[why[session]]] ?? '';
  const words = label === '' ? '' : t(label);
  return words.replace('%', () => templates[template[session]]?.text ?? '');
}
