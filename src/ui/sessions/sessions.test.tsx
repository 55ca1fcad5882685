// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fixtureResult } from '../../store/fixtures/result';
import { mainReason, sessionGroups } from './session-groups';
import { reasonOf, whyOdd } from './session-words';
import { selectSessions } from './sessions-view';
import { VoteMarks } from './vote-marks';

const { sessions, templates } = fixtureResult();
const detectors = sessions!.detectors!;

test('each judge says in words what it holds against a session', () => {
  const texts = detectors.map((verdict) => reasonOf(verdict, 7, templates));
  expect(texts).toEqual([
    `lacks: ${templates[2].text}`,
    'an unusual duration',
    `not expected here: ${templates[2].text}`,
  ]);
});

test('each judge that voted gives its reason, and there is none where nobody did', () => {
  const both = sessions!.score.findIndex((_, s) => detectors[0].vote[s] === 1 && detectors[2].vote[s] === 1);
  expect(whyOdd(sessions!, both, templates)).toMatch(/^habits: .+ · LSTM: .+/);
  const none = sessions!.score.findIndex((_, s) => detectors.every(({ vote }) => vote[s] === 0));
  expect(whyOdd(sessions!, none, templates)).toBe('');
  const lstmOnly = sessions!.score.findIndex(
    (_, s) => detectors[0].vote[s] === 0 && detectors[2].vote[s] === 1,
  );
  expect(whyOdd(sessions!, lstmOnly, templates)).toContain('not expected here');
  expect(whyOdd({ ...sessions!, detectors: undefined }, 0, templates)).toBe('');
});

test('marks tell who voted, who did not and who has no score', () => {
  const late = sessions!.score.findIndex((_, s) => s > 1000 && detectors[0].vote[s] === 1);
  render(<VoteMarks detectors={detectors} session={late} />);
  const name = 'Habits: odd; Isolation Forest: no score; LSTM, next event: odd';
  expect(screen.getByRole('img', { name }).textContent).toBe('HIL');
});

test('sessions with one vote are leads that can be listed, the highest score first', () => {
  const shown = (which: 'odd' | 'voted' | 'all') => [...selectSessions(sessions!, '', which)];
  const [odd, voted] = [shown('odd'), shown('voted')];
  expect(odd.every((i) => sessions!.anomalous[i] === 1)).toBe(true);
  expect(odd.every((i) => voted.includes(i))).toBe(true);
  const leads = voted.filter((i) => !odd.includes(i));
  expect(leads.length).toBeGreaterThan(0);
  expect(leads.every((i) => detectors.some(({ vote }) => vote[i] === 1))).toBe(true);
  expect(shown('all').length).toBe(sessions!.length);
  const scores = voted.map((i) => sessions!.score[i]);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test('every odd session is in one group, the largest first', () => {
  const groups = sessionGroups(sessions!, templates);
  const numOdd = sessions!.anomalous.reduce((sum, odd) => sum + odd, 0);
  expect(groups.reduce((sum, { num }) => sum + num, 0)).toBe(numOdd);
  expect(groups.map(({ num }) => num)).toEqual([...groups.map(({ num }) => num)].sort((a, b) => b - a));
  expect(new Set(groups.map(({ reason }) => reason)).size).toBe(groups.length);
  for (const { reason, num } of groups) {
    const members = [...sessions!.score.keys()].filter(
      (i) => sessions!.anomalous[i] === 1 && mainReason(sessions!, i, templates) === reason,
    );
    expect(members).toHaveLength(num);
  }
  expect(sessionGroups({ ...sessions!, anomalous: new Uint8Array(sessions!.length) }, templates)).toEqual([]);
});
