/** How many detectors have to agree, in words. In: how many there are. Out: 'two of three', for the page and the ticket. */
import { THRESHOLDS } from '../../contracts/thresholds';

const SMALL_NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Votes that a warning takes: 'two'. */
export const VOTES_IN_WORDS = numberInWords(THRESHOLDS.votesToConfirm);

/** 'two of three'. */
export function voteRule(numDetectors: number): string {
  return `${VOTES_IN_WORDS} of ${numberInWords(numDetectors)}`;
}

/** 'three'; from ten on in digits. */
function numberInWords(num: number): string {
  return SMALL_NUMBERS[num] ?? String(num);
}
