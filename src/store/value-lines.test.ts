import { expect, test } from 'vitest';
import { analyzeFiles } from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { queryOfFilter } from './line-view';
import { searchTexts, showValueLines } from './value-lines';

const FILE = { path: 'app.log', file: new File(['2026-03-12T06:00:00Z x'], 'app.log') };

test('a value is looked for with the words around it first, then alone, then by its longest word', () => {
  const place = { before: 'acquired from pool main after ', after: ' ms (active ' };
  expect(searchTexts(place, '12')).toEqual(['from pool main after 12 ms (active', '12']);
  expect(searchTexts({ before: '', after: '' }, 'say "one  two"')).toEqual(['say "one  two"', 'say']);
  expect(searchTexts({ before: ' user=', after: '' }, 'ann')).toEqual(['user=ann', 'ann']);
  expect(searchTexts(place, '')).toEqual([]);
});

test('words around a value are cut at blanks where there are any', () => {
  const before = 'a'.repeat(40);
  expect(searchTexts({ before, after: ` ${'b'.repeat(40)}` }, '7')[0]).toBe(`${'a'.repeat(24)}7`);
});

test('the narrowest text that finds enough lines is taken, else the one that finds most', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, [FILE]);
  const template = 3;
  const { total } = await app.lines.fetchLines(queryOfFilter({ template, text: 'pool main after' }), 0, 1);
  expect(total).toBeGreaterThan(100);
  await showValueLines(app, template, ['pool  main after', 'pool main after', 'pool'], total);
  expect(app.view.getState()).toMatchObject({
    tab: 'lines',
    lineView: { chips: [{ term: 'template:T4', isOn: true }], text: '"pool main after"', onlyHits: true },
  });
  await showValueLines(app, template, ['pool main after', 'nowhere'], total + 1);
  expect(app.view.getState().lineView.text).toBe('"pool main after"');
});
