// Why a session is called odd, in words. In: the table, a session, the templates. Out: one line of text.
import type { SessionTable } from '../../contracts/scores';
import {
  SESSION_WHYS,
  type SessionJudgeName,
  type SessionVerdict,
  type SessionWhy,
} from '../../contracts/session-verdicts';
import type { Template } from '../../contracts/tables';

export const JUDGE_LABELS: Readonly<Record<SessionJudgeName, string>> = {
  habits: 'Habits',
  iforest: 'Isolation Forest',
  lstm: 'LSTM, next event',
};

/** `%` stands for the template. */
const WORDS: Readonly<Record<SessionWhy, string>> = {
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

/** What the first judge holds against it that voted for it; habits go before, as they say it most plainly. */
export function whyOdd(
  { judges = [] }: SessionTable,
  session: number,
  templates: readonly Template[],
): string {
  const [first] = judges.filter(({ vote, template }) => vote[session] === 1 && template[session] >= 0);
  const voted = first ?? judges.find(({ vote }) => vote[session] === 1);
  return voted === undefined ? '' : reasonOf(voted, session, templates);
}

export function reasonOf(
  { why, template }: SessionVerdict,
  session: number,
  templates: readonly Template[],
): string {
  const words = WORDS[SESSION_WHYS[why[session]]] ?? '';
  return words.replace('%', () => templates[template[session]]?.text ?? '');
}
