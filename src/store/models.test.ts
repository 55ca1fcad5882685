import { expect, test } from 'vitest';
import { createFakeModels } from './fixtures/fake-models';
import { createModels } from './models';

const FILE = new File(['GGUF'], 'small.gguf');
const NAME = { name: 'small.gguf', numBytes: 4 };

test('the thread starts with the first that is asked of it, once', async () => {
  let numStarts = 0;
  const models = createModels(async () => {
    numStarts++;
    return createFakeModels();
  });
  expect(numStarts).toBe(0);
  expect(await models.openFile(FILE)).toEqual(NAME);
  await models.measure(NAME);
  expect(numStarts).toBe(1);
  expect(models.state.getState()).toMatchObject({
    open: { ...NAME, facts: { architecture: 'llama' } },
    measured: { name: 'small.gguf', pace: { readRate: 12.4 } },
    busy: null,
    notice: null,
  });
});

test('what fails is told, and one thing is done at a time', async () => {
  let release = (): void => {};
  const models = createModels(async () =>
    createFakeModels({
      keepFile: () =>
        new Promise((_, reject) => (release = () => reject(new Error('The browser has no room.')))),
      keptFiles: async () => [NAME],
    }),
  );
  await models.openFile(FILE);
  const keeping = models.keep();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(models.state.getState().busy).toMatch(/^Copying/);
  expect(await models.openFile(FILE)).toBeNull();
  release();
  await keeping;
  expect(models.state.getState()).toMatchObject({
    busy: null,
    notice: { tone: 'warning', text: 'The browser has no room.' },
    kept: [NAME],
  });
});
