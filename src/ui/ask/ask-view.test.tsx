// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AskReply } from '../../contracts/ask';
import { ageAsking } from '../../store/asking-store';
import { fixtureReply } from '../../store/fixtures/asked';
import { createFakeAnalyzer } from '../../store/fixtures/fake-analyzer';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { AskView } from './ask-view';

afterEach(cleanup);

const HOSTILE = '<img src=x onerror=alert(1)>\u202e [link](https://evil.example)';

function shown(
  answer: (question: string) => Promise<AskReply> = async (question) =>
    fixtureReply(fixtureResult(), question),
) {
  const app = createFakeApp();
  app.session.setState({ result: fixtureResult(), phase: 'done' });
  app.current.analyzer = { ...createFakeAnalyzer(), ask: async ({ question }) => answer(question) };
  const { container } = render(
    <AppProvider app={app}>
      <AskView />
    </AppProvider>,
  );
  return { app, container };
}

function ask(question: string): void {
  fireEvent.change(screen.getByTestId('ask-question'), { target: { value: question } });
  fireEvent.click(screen.getByTestId('ask-send'));
}

test('an answer shows how it was read, cites lines and leads to them, and can be cleared', async () => {
  const { app } = shown();
  ask('How many errors?');
  await screen.findByTestId('asked-read');
  const answer = within(screen.getByTestId('asked'));
  expect(answer.getByTestId('asked-read').textContent).toBe('Read as: how many lines, level>=error.');
  expect(answer.getByTestId('asked-sentences').textContent).toContain('94 lines.');
  expect(answer.getByTestId('asked-step').textContent).toContain('search_lines');
  fireEvent.click(answer.getAllByRole('button', { name: 'E1' })[0]);
  expect(app.view.getState().tab).toBe('lines');
  expect(app.view.getState().goToRow?.row).toBe(fixtureResult().incidents[0].evidence[0].row);
  fireEvent.click(answer.getByTestId('asked-in-lines'));
  expect(app.view.getState().lineView.chips).toEqual([{ term: 'level>=error', isOn: true }]);
  fireEvent.click(screen.getByTestId('ask-clear'));
  expect(screen.queryByTestId('asked')).toBeNull();
});

test('each idea is one that is read', async () => {
  shown();
  const ideas = screen.getAllByTestId('ask-idea');
  expect(ideas.length).toBeGreaterThan(3);
  for (const idea of ideas) {
    fireEvent.click(idea);
    await waitFor(() => expect(screen.getByTestId('ask-send')).toBeTruthy());
  }
  expect(screen.getAllByTestId('asked')).toHaveLength(ideas.length);
  expect(screen.queryByTestId('asked-refusal')).toBeNull();
});

test('what is not understood is said, and hostile text stays text', async () => {
  const reply = fixtureReply(fixtureResult(), 'what is the meaning of life');
  const { container } = shown(async () => ({
    ...reply,
    question: HOSTILE,
    refusal: HOSTILE,
    where: '"x"',
    sentences: [{ pieces: [{ text: HOSTILE, isLog: true }], evidence: ['E9'] }],
    model: {
      kind: 'written',
      model: HOSTILE,
      sentences: [{ pieces: [{ text: HOSTILE, isLog: false }], evidence: [] }],
      removed: [{ text: HOSTILE, reason: 'link', piece: '' }],
      redacted: [],
      bytesSent: 0,
    },
    steps: [
      {
        tool: HOSTILE,
        by: 'model',
        asked: HOSTILE,
        found: '',
        where: null,
        ms: 1,
        error: { code: 'bad-arguments', message: HOSTILE },
      },
    ],
  }));
  ask('x');
  expect((await screen.findByTestId('asked-refusal')).textContent).toContain('Ask for counts');
  expect(container.querySelectorAll('img, a')).toHaveLength(0);
  expect(container.textContent).not.toContain('\u202e');
});

test('while an answer is under way it can be stopped, and a failure is said', async () => {
  shown(() => Promise.reject(new Error('The analysis worker stopped.')));
  ask('How many errors?');
  expect(await screen.findByText('The analysis worker stopped.')).toBeTruthy();
  expect(screen.getByTestId('ask-send')).toBeTruthy();
});

test('after another result the answers stay, and say that they are of an earlier one', async () => {
  const { app } = shown();
  ask('How many errors?');
  await screen.findByTestId('asked-read');
  await screen.findByTestId('ask-clear');
  expect(screen.queryByTestId('asked-old')).toBeNull();
  act(() => ageAsking(app.asking));
  expect(screen.getByTestId('asked-old')).toBeTruthy();
});
