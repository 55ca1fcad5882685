import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { makeMinerState } from '../core/drain/state';
import { mayHoldState, takeStates } from './dropped-states';
import { createFakeApp } from './fixtures/fake-app';
import { whatIsWrongWithSaved } from './saved-templates';

const MASKS = [{ name: 'ORDER', pattern: 'o-\\d+' }];
const STATE = makeMinerState(
  [
    { text: 'user <*> left', level: 'quiet', count: 5 },
    { text: 'disk <*> is full', level: 'error', count: 1 },
  ],
  [],
  { ...DEFAULT_SETTINGS.drain, masks: MASKS, similarity01: 0.5 },
);
const TEXT = `${JSON.stringify(STATE, null, 2)}\n`;

function dropped(path: string, text: string) {
  return { path, file: new File([text], path) };
}

test('a state among dropped logs goes into the settings, the logs are handed on', async () => {
  const app = createFakeApp();
  const files = [
    dropped('run/a.log', 'x'),
    dropped('run/miner_state.json', TEXT),
    dropped('b.json', '{"a":1}'),
  ];
  expect(mayHoldState(files)).toBe(true);
  const logs = await takeStates(app, files);
  expect(logs?.map(({ path }) => path)).toEqual(['run/a.log', 'b.json']);
  const { valid, news, notice } = app.settings.getState();
  expect(valid.drain).toMatchObject({ similarity01: 0.5, masks: MASKS });
  expect(valid.drain.state).toEqual({
    name: 'miner_state.json',
    templates: STATE.templates.map(({ text, level, words }) => ({ text, level, words })),
    exact: [],
    edits: [],
    learn: true,
  });
  expect(news).toMatch(/^miner_state\.json: 2 saved templates/);
  expect(notice).toBeNull();
  app.settings.getState().edit({ seed: 7 });
  expect(app.settings.getState().news).toBeNull();
});

function minedFrom(patterns: readonly string[]) {
  const told = patterns.map((text) => ({ text, template: text }));
  const templates = patterns.map((text) => ({ text, level: 'quiet' as const, count: 1 }));
  return makeMinerState(templates, told, DEFAULT_SETTINGS.drain);
}

test('several states are put together, those of the first first', async () => {
  const app = createFakeApp();
  const [a, b] = [
    minedFrom(['user <*> left', 'disk is full']),
    minedFrom(['cache is warm', 'user <*> left']),
  ];
  const logs = await takeStates(app, [
    dropped('x/a.json', JSON.stringify(a)),
    dropped('a.log', 'x'),
    dropped('y/b.json', JSON.stringify(b)),
  ]);
  expect(logs?.map(({ path }) => path)).toEqual(['a.log']);
  const { valid, news } = app.settings.getState();
  expect(valid.drain.state?.templates.map(({ text }) => text)).toEqual([
    'user <*> left',
    'disk is full',
    'cache is warm',
  ]);
  expect(news).toMatch(/^a\.json and b\.json: 3 saved templates/);
});

test('states that cannot be put together are none of them taken', async () => {
  const app = createFakeApp();
  const older = { ...minedFrom(['disk is full']), patterns: undefined };
  const files = [
    dropped('a.json', JSON.stringify(minedFrom(['user left']))),
    dropped('b.json', JSON.stringify(older)),
  ];
  expect(await takeStates(app, files)).toBeNull();
  expect(app.settings.getState().notice).toMatch(/a\.json and b\.json .* b\.json holds no line patterns/);
  expect(app.settings.getState().valid).toBe(DEFAULT_SETTINGS);
});

test('a damaged state stops what it came with and says why', async () => {
  for (const [text, why] of [
    [TEXT.replace('"version": 1', '"version": 9'), /version 9/],
    [TEXT.slice(0, -40), /not JSON/],
    [TEXT.replace('"quiet"', '"loud"'), /level/],
    [JSON.stringify({ ...STATE, exact: [['x', 2]] }), /exact/],
    [JSON.stringify({ ...STATE, templates: {} }), /list of templates/],
  ] as const) {
    const app = createFakeApp();
    expect(await takeStates(app, [dropped('a.log', 'x'), dropped('miner_state.json', text)])).toBeNull();
    expect(app.settings.getState().notice).toMatch(why);
    expect(app.settings.getState().notice).toMatch(/Nothing was analysed/);
    expect(app.settings.getState().valid).toBe(DEFAULT_SETTINGS);
  }
});

test('files without a state need no look inside', () => {
  expect(mayHoldState([dropped('a.log', TEXT)])).toBe(false);
});

test('a state is checked in full, names what is wrong, and keeps unknown parts out', () => {
  const wrong = (value: unknown) => whatIsWrongWithSaved(value, Array.isArray);
  const good = {
    name: 'x',
    templates: [{ text: 'a', level: 'quiet', words: [1, 1] }],
    exact: [['p', 0]],
    edits: [],
    learn: true,
  };
  expect(wrong(good)).toBeNull();
  expect(wrong({ ...good, name: 1 })).toMatch(/name/);
  expect(wrong({ ...good, learn: 'yes' })).toMatch(/learn/);
  expect(wrong({ ...good, exact: [['p', 1]] })).toMatch(/exact/);
  expect(wrong({ ...good, exact: 'p' })).toMatch(/exact/);
  expect(wrong({ ...good, templates: [{ text: 'a' }] })).toMatch(/level/);
  expect(wrong({ ...good, edits: null })).toMatch(/edits/);
  for (const words of [undefined, [1], [2, 1], [0.5, 1], '1'])
    expect(wrong({ ...good, templates: [{ text: 'a', level: 'quiet', words }] })).toMatch(/words/);
  expect(wrong({ ...good, more: 1 })).toMatch(/more/);
  expect(wrong('x')).toMatch(/object/);
});
