import { expect, test } from 'vitest';
import { THRESHOLDS } from '../../contracts/thresholds';
import { VOTES_IN_WORDS, voteRule } from './vote-rule';

test('the rule is said in words, as many as the vote takes', () => {
  expect(THRESHOLDS.votesToConfirm).toBe(2);
  expect(VOTES_IN_WORDS).toBe('two');
  expect([voteRule(3), voteRule(4), voteRule(12)]).toEqual(['two of three', 'two of four', 'two of 12']);
});
