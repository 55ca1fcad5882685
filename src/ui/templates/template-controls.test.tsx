// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import type { App } from '../../store/app';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { AppProvider } from '../shared/app-context';
import { TemplateControls } from './template-controls';
import { countFitting, describeEdit, tidyPattern, wildcardWords } from './template-edit-text';

afterEach(cleanup);

async function open(selected: (app: App) => number[]) {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'a.log', file: new File(['x'], 'a.log') }]);
  const onDone = vi.fn();
  const show = () => (
    <AppProvider app={app}>
      <TemplateControls selected={selected(app)} onDone={onDone} />
    </AppProvider>
  );
  const { rerender } = render(show());
  const settled = () => waitFor(() => expect(app.session.getState().updating).toBe(false));
  return { app, onDone, settled, again: () => rerender(show()) };
}

const textsOf = (app: App) => app.session.getState().result!.templates.map(({ text }) => text);
const editsOf = (app: App) => app.settings.getState().valid.drain.edits;
const withWildcard = (app: App) => [textsOf(app).findIndex((text) => text.includes('<'))];

/** Values of every wildcard of a template, as the lines would give them. */
function giveValues(app: App, values: readonly string[]): void {
  const { analyzer } = app.current;
  const top = values.map((value) => ({ value, count: 3 }));
  const templateParameters = async (template: number) => ({
    ...(await analyzer!.templateParameters(template, () => undefined)),
    wildcards: wildcardWords(textsOf(app)[template]).map(({ position }) => ({
      position,
      nth: 0,
      type: 'text',
      numDistinct: top.length,
      isCapped: false,
      top,
      quantiles: null,
      unit: '',
    })),
  });
  app.current.analyzer = { ...analyzer!, templateParameters };
}

test('numbers are no words to split by', async () => {
  const { app } = await open(withWildcard);
  giveValues(app, ['12', '7.5']);
  fireEvent.click(screen.getByTestId('template-split'));
  await screen.findByText(/These are numbers/);
  expect(screen.getByTestId<HTMLButtonElement>('template-apply').disabled).toBe(true);
});

test('a template is split by the wildcard that is chosen', async () => {
  const { app, onDone } = await open(withWildcard);
  giveValues(app, ['ann', 'bob']);
  const text = textsOf(app)[withWildcard(app)[0]];
  fireEvent.click(screen.getByTestId('template-split'));
  const choices = screen.getAllByRole('radio');
  const words = wildcardWords(text);
  expect(choices).toHaveLength(words.length);
  expect((await screen.findByTestId('split-values')).textContent).toBe('ann3bob3');
  fireEvent.click(choices[choices.length - 1]);
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
  fireEvent.click(screen.getByTestId('template-apply'));
  expect(editsOf(app)).toEqual([{ kind: 'split', template: text, position: words.at(-1)!.position }]);
  expect(onDone).toHaveBeenCalledOnce();
});

test('a pattern is made by clicks and by typing, and counts what it takes in', async () => {
  const { app } = await open((a) => [textsOf(a).findIndex((text) => text.split(' ').length > 3)]);
  fireEvent.click(screen.getByTestId('template-one'));
  const field = screen.getByTestId<HTMLTextAreaElement>('one-pattern');
  expect(screen.getByTestId<HTMLButtonElement>('template-apply').disabled).toBe(true);
  const word = screen
    .getAllByRole('button', { pressed: false })
    .find((each) => each.className.includes('word-toggle'))!;
  fireEvent.click(word);
  expect(field.value.split(' ')).toContain('<*>');
  fireEvent.change(field, { target: { value: '  <*>   <*> ' } });
  const all = countFitting(app.session.getState().result!.templates, '<*> <*>');
  await waitFor(() =>
    expect(screen.getByTestId('one-fitting').textContent).toContain(`takes in ${all.numTemplates} `),
  );
  fireEvent.click(screen.getByTestId('template-apply'));
  expect(editsOf(app)).toEqual([{ kind: 'one', text: '<*> <*>' }]);
});

test('several are merged after a look at the result, and the last edit is undone', async () => {
  const { app, settled, again } = await open(() => [0, 1]);
  const [a, b] = textsOf(app);
  expect(screen.queryByTestId('template-split')).toBeNull();
  fireEvent.click(screen.getByTestId('template-merge'));
  expect(screen.getByTestId('merge-preview').textContent).not.toBe('');
  fireEvent.click(screen.getByTestId('template-apply'));
  expect(editsOf(app)).toEqual([{ kind: 'merge', templates: [a, b] }]);
  await settled();
  again();
  expect(app.session.getState().result!.settings.drain.edits).toHaveLength(1);
  fireEvent.click(screen.getByTestId('template-edits-toggle'));
  expect(screen.getByRole('button', { name: /Take back edit 1/ })).toBeTruthy();
  fireEvent.click(screen.getByTestId('template-undo'));
  await settled();
  expect(editsOf(app)).toEqual([]);
});

test('an edit that the opened templates hold cannot be taken back', async () => {
  const { app, again } = await open(() => []);
  const edits = [{ kind: 'one', text: 'a <*>' }] as const;
  const { draft, edit } = app.settings.getState();
  edit({
    drain: { ...draft.drain, edits, state: { name: 'x', templates: [], exact: [], edits, learn: true } },
  });
  again();
  fireEvent.click(await screen.findByTestId('template-edits-toggle'));
  expect(screen.getByText('in the saved templates')).toBeTruthy();
  expect(screen.queryByTestId('template-undo')).toBeNull();
});

test('without the files nothing can be changed, and it says so', async () => {
  const { app, again } = await open(() => [0]);
  app.session.setState({ files: [] });
  again();
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('template-one').disabled).toBe(true));
  expect(screen.getByText(/give the files of this analysis again/)).toBeTruthy();
});

test('edits in words; patterns without stray blanks', () => {
  expect(describeEdit({ kind: 'merge', templates: ['a b', 'a c'] })).toEqual({
    what: 'Merged from 2',
    text: 'a <*>',
  });
  expect(describeEdit({ kind: 'split', template: 'a <*>', position: 1 }).what).toBe('Split at word 2');
  expect(tidyPattern(' a \t b\n')).toBe('a b');
  expect(wildcardWords('a <*> b=<IP>,<*>').map(({ position }) => position)).toEqual([1, 2]);
});
