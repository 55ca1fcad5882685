// Why a session is called odd, in words. In: the table, a session, the templates. Out: one line of text.
import { DETECTOR_LABELS, type SessionTable } from '../../contracts/scores';
import {
  SESSION_WHYS,
  type SessionDetectorName,
  type SessionVerdict,
  type SessionWhy,
} from '../../contracts/session-detectors';
import type { Template } from '../../contracts/tables';
import { SHORT_DETECTOR_NAMES } from '../../core/wording/detector-names';

export const JUDGE_LABELS: Readonly<Record<SessionDetectorName, string>> = {
  habits: 'Habits',
  iforest: DETECTOR_LABELS.iforest,
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

/** What each detector that voted for it holds against it, with its name; first what names a template, as that is plainest. */
export function whyOdd(
  { detectors = [] }: SessionTable,
  session: number,
  templates: readonly Template[],
): string {
  const voted = detectors.filter(({ vote }) => vote[session] === 1);
  const isPlain = ({ template }: SessionVerdict): boolean => template[session] >= 0;
  return [...voted.filter(isPlain), ...voted.filter((detector) => !isPlain(detector))]
    .map((detector) => `${SHORT_LABELS[detector.name]}: ${reasonOf(detector, session, templates)}`)
    .join(' · ');
}

const SHORT_LABELS: Readonly<Record<SessionDetectorName, string>> = {
  ...SHORT_DETECTOR_NAMES,
  habits: 'habits',
};

export function reasonOf(
  { why, template }: SessionVerdict,
  session: number,
  templates: readonly Template[],
): string {
  const words = WORDS[SESSION_WHYS[why[session]]] ?? '';
  return words.replace('%', () => templates[template[session]]?.text ?? '');
}
