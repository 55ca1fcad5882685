import { expect, test } from 'vitest';
import type { WriteRequest } from '../contracts/model-question';
import { DEFAULT_WRITER } from '../contracts/written-summary';
import { createFakeBuiltIn, createFakeModels } from './fixtures/fake-models';
import { createModels } from './models';

const FILE = new File(['GGUF'], 'small.gguf');
const builtIn = async () => createFakeBuiltIn('downloadable');
const NAME = { name: 'small.gguf', numBytes: 4 };

test('the thread starts with the first that is asked of it, once', async () => {
  let numStarts = 0;
  const models = createModels(async () => {
    numStarts++;
    return createFakeModels();
  }, builtIn);
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

test('after its thread has ended another one is started, and the file has to be opened again', async () => {
  const lost: ((error: Error) => void)[] = [];
  const models = createModels(async (onLost) => {
    lost.push(onLost);
    return createFakeModels();
  }, builtIn);
  await models.openFile(FILE);
  lost[0]?.(new Error('The thread of language models stopped.'));
  expect(models.state.getState().open).toBeNull();
  expect(models.state.getState().notice?.text).toContain('Open the model file again');
  await models.openFile(FILE);
  lost[0]?.(new Error('old news'));
  expect(models.state.getState()).toMatchObject({ open: NAME, notice: null });
  expect(lost).toHaveLength(2);
});

test('what fails is told, and one thing is done at a time', async () => {
  let release = (): void => {};
  const models = createModels(
    async () =>
      createFakeModels({
        keepFile: () =>
          new Promise((_, reject) => (release = () => reject(new Error('The browser has no room.')))),
        keptFiles: async () => [NAME],
      }),
    builtIn,
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

test("the browser's own model is asked in the window, the others in their thread, and stop goes where the question went", async () => {
  const asked: string[] = [];
  const models = createModels(
    async () =>
      createFakeModels({
        stop: () => void asked.push('stop thread'),
        write: async () => {
          asked.push('thread');
          return null;
        },
      }),
    async () => ({
      ...createFakeBuiltIn(),
      write: async () => {
        asked.push('window');
        return null;
      },
      stop: () => void asked.push('stop window'),
    }),
  );
  const ask = (provider: 'wllama' | 'built-in') =>
    models.local.write(
      { ...DEFAULT_WRITER, provider },
      {} as WriteRequest,
      () => {},
      () => {},
    );
  models.local.stop();
  await ask('built-in');
  models.local.stop();
  await ask('wllama');
  models.local.stop();
  expect(asked).toEqual(['window', 'stop window', 'thread', 'stop thread']);
});

test("the browser's model is fetched by the person's wish, and looked at again", async () => {
  let state: 'downloadable' | 'available' = 'downloadable';
  const models = createModels(
    async () => createFakeModels(),
    async () => ({
      ...createFakeBuiltIn(),
      state: async () => state,
      download: async () => {
        state = 'available';
      },
    }),
  );
  await models.lookAtBuiltIn();
  expect(models.state.getState().builtIn).toBe('downloadable');
  await models.downloadBuiltIn();
  expect(models.state.getState()).toMatchObject({ builtIn: 'available', busy: null });
});

test('word of how far a work is that comes after its end changes nothing', async () => {
  let late = (): void => {};
  const models = createModels(
    async () =>
      createFakeModels({
        importFolder: async (_, onBytes) => {
          onBytes('checking', 1, 2);
          expect(models.state.getState()).toMatchObject({
            busy: expect.stringMatching(/file by file/),
            share01: 0.5,
          });
          late = () => onBytes('copying', 2, 2);
          return { ok: false, file: 'params_shard_1.bin', why: 'It is missing.' };
        },
      }),
    builtIn,
  );
  expect(await models.importFolder([])).toBeNull();
  late();
  expect(models.state.getState()).toMatchObject({
    busy: null,
    share01: null,
    notice: { text: 'The model was not taken. params_shard_1.bin: It is missing.' },
  });
});
