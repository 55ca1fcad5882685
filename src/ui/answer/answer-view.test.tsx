// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Answer } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';
import type { EpochMs } from '../../contracts/units';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { AnswerView } from './answer-view';

afterEach(cleanup);

const HOSTILE = '<img src=x onerror=alert(1)> \u202egnp.exe [E9]';
const at = (text: string): EpochMs => Date.parse(`2026-03-12T${text}Z`) as EpochMs;
const event = (timeMs: EpochMs | null, what: string, evidence: string) => ({
  timeMs,
  component: 'orders',
  what,
  num: 3,
  template: null,
  exception: null,
  evidence,
});
const ANSWER: Answer = {
  basis: 'compared',
  components: [],
  impact: { text: `orders: requests fail ${HOSTILE}`, evidence: ['E3'] },
  when: [
    { text: 'first sign 12:06:00 (UTC)', evidence: ['E1'] },
    { text: 'outage 12:20:06', evidence: ['E3'] },
  ],
  where: [{ text: 'orders, `Repository.java` line 88', evidence: ['E3'] }],
  whatHappened: [
    event(at('12:06'), 'pool is full', 'E2'),
    event(at('12:20:06'), `times out ${HOSTILE}`, 'E3'),
  ],
  cause: {
    text: 'The pool is exhausted.',
    evidence: ['E2', 'E3'],
    confidence: 'medium',
    whyNotHigher: 'No change was supplied.',
    tests: [{ name: 'before the onset', outcome: 'supports', finding: 'It came before.', evidence: ['E2'] }],
  },
  ruledOut: [{ text: 'The network: no error of it.', evidence: [] }],
  doNow: ['Count connections: `SHOW PROCESSLIST`.'],
  open: [{ text: 'Whether something was changed.', evidence: [] }],
  numDropped: 0,
};

function open(change: Partial<Incident>) {
  const result = fixtureResult();
  const app = createFakeApp();
  app.session.setState({ result, phase: 'done' });
  const incident = { ...result.incidents[0], ...change };
  const { container } = render(
    <AppProvider app={app}>
      <AnswerView incident={incident} level={1} />
    </AppProvider>,
  );
  return { app, container };
}

test('everything that is handed over is on the one screen, in its order', () => {
  const { container } = open({ answer: ANSWER });
  const text = container.textContent!;
  const order = [
    'Critical',
    'orders.db.pool',
    'Impact',
    'When',
    'Where',
    'What happened',
    'Likely cause',
    'Ruled out',
    'Do now',
    'Not known',
  ];
  const places = order.map((each) => text.indexOf(each));
  expect(places.every((place, i) => place > (places[i - 1] ?? -1))).toBe(true);
  expect(text).toContain('Not higher: No change was supplied.');
  expect(screen.getByTestId('what-happened').children).toHaveLength(2);
});

test('log text is text: no element of it, hidden characters drawn', () => {
  const { container } = open({ answer: ANSWER, title: HOSTILE });
  expect(container.querySelectorAll('img, script, a')).toHaveLength(0);
  expect(container.textContent).not.toContain('\u202e');
  expect(container.textContent).toContain('<img src=x onerror=alert(1)>');
});

test('a citation leads to its line; one that is not of the incident stays text', () => {
  const { app } = open({ answer: ANSWER });
  const side = within(screen.getByTestId('answer-side'));
  fireEvent.click(side.getAllByRole('button', { name: 'E2' })[0]);
  expect(app.view.getState().tab).toBe('lines');
  expect(screen.queryByRole('button', { name: 'E9' })).toBeNull();
});

test('what was only read has no chart, no time that is not known and no lead', () => {
  const NEVER = Number.NaN as EpochMs;
  const answer: Answer = {
    ...ANSWER,
    basis: 'read',
    when: [],
    whatHappened: [event(null, 'boot fails', 'E1')],
  };
  const { container } = open({
    answer,
    basis: 'read',
    kind: 'anomaly',
    start: NEVER,
    end: NEVER,
    firstConfirmed: NEVER,
    outageStart: null,
    leadMinutes: null,
    windowBegin: 0,
    windowEnd: 0,
  });
  expect(screen.queryByTestId('answer-chart')).toBeNull();
  expect(container.textContent).toContain('read, not compared');
  expect(container.textContent).not.toMatch(/NaN|Invalid|1970|–:/);
});

test('without a cause it says so and names none', () => {
  open({ answer: { ...ANSWER, cause: null } });
  expect(screen.getByTestId('answer-side').textContent).toContain('Not known. No cause that we know of');
});

test('an analysis stored before answers were made shows its lines and its first hypothesis', () => {
  const { container } = open({});
  expect(screen.getByTestId('what-happened').textContent).toContain('Timeout after 30000 ms');
  expect(container.textContent).toContain('The connection pool main is exhausted');
});
