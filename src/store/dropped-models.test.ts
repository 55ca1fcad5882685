import { expect, test } from 'vitest';
import type { DroppedFile } from '../contracts/threads';
import { takeModels } from './dropped-models';
import { createFakeApp } from './fixtures/fake-app';
import { createFakeModels } from './fixtures/fake-models';
import { mayHoldModel } from './model-names';

const dropped = (path: string, text = 'INFO started'): DroppedFile => ({
  path,
  file: new File([text], path.replace(/.*\//, '')),
});
const LOG = dropped('app.log');

test('a model is told by its name, or by its first bytes where few files were dropped', async () => {
  expect(mayHoldModel([LOG, dropped('a.json')])).toBe(false);
  expect(mayHoldModel([LOG, dropped('models/small.GGUF')])).toBe(true);
  expect(mayHoldModel([dropped('syslog')])).toBe(true);
  expect(mayHoldModel(Array.from({ length: 20 }, (_, i) => dropped(`var/log/syslog${'x'.repeat(i)}`)))).toBe(
    false,
  );
  const app = createFakeApp();
  const both = [dropped('syslog'), dropped('blob', 'GGUF and more')];
  expect(await takeModels(app, both)).toEqual([both[0]]);
  expect(app.settings.getState().valid.writer).toMatchObject({
    provider: 'wllama',
    file: { name: 'blob', numBytes: 13 },
  });
});

test('a model with logs becomes the writer, and the logs go on; alone it starts nothing', async () => {
  const app = createFakeApp();
  const model = dropped('small.gguf');
  expect(await takeModels(app, [LOG, model])).toEqual([LOG]);
  expect(app.settings.getState().news).toMatch(/^small\.gguf is a language model/);
  expect(await takeModels(app, [model, dropped('second.gguf')])).toBeNull();
  expect(app.settings.getState().news).toContain('Of 2 model files it is the first.');
});

test('a damaged one changes no setting, and the notice says what is wrong', async () => {
  const why = 'It ends at byte 12, inside of its header. Copy or download it again.';
  const thread = createFakeModels({
    openFile: async () => ({ ok: false, code: 'cut', byteOffset: 12, why }),
  });
  const app = createFakeApp({}, null, thread);
  expect(await takeModels(app, [dropped('half.gguf'), LOG])).toEqual([LOG]);
  const { valid, notice, news } = app.settings.getState();
  expect(valid.writer.provider).toBe('none');
  expect({ notice, news }).toEqual({ notice: `half.gguf was not taken. ${why}`, news: null });
});
