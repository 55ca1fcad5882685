// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fixtureResult } from '../../store/fixtures/result';
import { reasonOf, whyOdd } from './session-words';
import { VoteMarks } from './vote-marks';

const { sessions, templates } = fixtureResult();
const judges = sessions!.judges!;

test('each judge says in words what it holds against a session', () => {
  const texts = judges.map((verdict) => reasonOf(verdict, 7, templates));
  expect(texts).toEqual([
    `lacks: ${templates[2].text}`,
    'an unusual duration',
    `not expected here: ${templates[2].text}`,
  ]);
});

test('the reason is that of a judge that voted, and there is none where nobody did', () => {
  const none = sessions!.score.findIndex((_, s) => judges.every(({ vote }) => vote[s] === 0));
  expect(whyOdd(sessions!, none, templates)).toBe('');
  const lstmOnly = sessions!.score.findIndex((_, s) => judges[0].vote[s] === 0 && judges[2].vote[s] === 1);
  expect(whyOdd(sessions!, lstmOnly, templates)).toContain('not expected here');
  expect(whyOdd({ ...sessions!, judges: undefined }, 0, templates)).toBe('');
});

test('marks tell who voted, who did not and who has no score', () => {
  const late = sessions!.score.findIndex((_, s) => s > 1000 && judges[0].vote[s] === 1);
  render(<VoteMarks judges={judges} session={late} />);
  const name = 'Habits: odd; Isolation Forest: no score; LSTM, next event: odd';
  expect(screen.getByRole('img', { name }).textContent).toBe('HIL');
});
