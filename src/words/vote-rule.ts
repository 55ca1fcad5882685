// How many detectors have to agree, in the language of the page: what core/wording/vote-rule.ts says.
import { voteRule as inEnglish, VOTES_IN_WORDS } from '../core/wording/vote-rule';
import { currentLanguage } from './language';

const DIGITS: Readonly<Record<string, string>> = { two: '两', three: '三', four: '四', five: '五' };

/** 'two of three'. */
export function voteRule(numDetectors: number): string {
  const rule = inEnglish(numDetectors);
  if (currentLanguage() === 'en') return rule;
  const [votes, all] = rule.split(' of ').map((word) => DIGITS[word] ?? word);
  return `${all}个中的${votes}个`;
}

/** 'two'. */
export function votesInWords(): string {
  return currentLanguage() === 'en' ? VOTES_IN_WORDS : (DIGITS[VOTES_IN_WORDS] ?? VOTES_IN_WORDS);
}
