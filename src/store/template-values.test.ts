import { expect, test, vi } from 'vitest';
import { analyzeFiles, attachFiles } from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { knownTemplateValues, readTemplateValues } from './template-values';

const FILE = { path: 'app.log', file: new File(['2026-03-12T06:00:00Z x'], 'app.log') };
const ignore = (): void => {};

async function openedApp() {
  const app = createFakeApp();
  await analyzeFiles(app, [FILE]);
  const analyzer = app.current.analyzer!;
  return { app, asked: vi.spyOn(analyzer, 'templateParameters') };
}

test('values are asked for once, and again when the lines read differently', async () => {
  const { app, asked } = await openedApp();
  expect(knownTemplateValues(app, 2)).toBeNull();
  const [first, second] = await Promise.all([
    readTemplateValues(app, 2, ignore),
    readTemplateValues(app, 2, ignore),
  ]);
  expect(second).toBe(first);
  expect(knownTemplateValues(app, 2)).toBe(first);
  expect(asked).toHaveBeenCalledTimes(1);
  await attachFiles(app, [FILE]);
  expect(knownTemplateValues(app, 2)).toBeNull();
});

test('a failure is not kept', async () => {
  const { app, asked } = await openedApp();
  asked.mockRejectedValueOnce(new Error('gone'));
  await expect(readTemplateValues(app, 2, ignore)).rejects.toThrow('gone');
  expect((await readTemplateValues(app, 2, ignore)).template).toBe(2);
});

test('a bounded number of answers is kept, the oldest goes first', async () => {
  const { app, asked } = await openedApp();
  asked.mockImplementation(async (template) => ({
    template,
    numRecords: 0,
    numRead: 0,
    unread: [],
    numUnmatched: 0,
    wildcards: [],
    overTime: null,
  }));
  for (let template = 0; template < 100; template++) await readTemplateValues(app, template, ignore);
  expect(knownTemplateValues(app, 0)).toBeNull();
  expect(knownTemplateValues(app, 99)?.template).toBe(99);
});

test('without an analysis there is nothing to read', async () => {
  await expect(readTemplateValues(createFakeApp(), 0, ignore)).rejects.toThrow('no analysis');
});
