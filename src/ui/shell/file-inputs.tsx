// The inputs behind 'Choose files', 'Choose folder', 'Load settings' and 'Open a model file': in the page in every phase, out of sight.

import type { ChangeEvent } from 'react';
import type { DroppedFile } from '../../contracts/threads';
import { t } from '../../words/t';
import { useApp, useSettings } from '../shared/app-context';
import { filesOfList } from '../shared/dropped-files';

export const FILE_INPUT = 'file-input';
export const FOLDER_INPUT = 'folder-input';
export const SETTINGS_INPUT = 'settings-file-input';
export const MODEL_INPUT = 'model-file-input';
export const MODEL_FOLDER_INPUT = 'model-folder-input';

/** Settings are a page of text, and with a saved miner state some megabytes; more is another file chosen by mistake. */
const MAX_SETTINGS_BYTES = 64 * 2 ** 20;

const models = () => import('../../store/dropped-models');

export function FileInputs({ onFiles }: { onFiles: (files: readonly DroppedFile[]) => void }) {
  const app = useApp();
  const load = useSettings((state) => state.load);
  const takeModel = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (file !== undefined) void models().then(({ chooseModelFile }) => chooseModelFile(app, file));
    event.target.value = '';
  };
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    void filesOfList(event.target.files ?? []).then(onFiles);
    // The same file chosen twice has to count twice.
    event.target.value = '';
  };
  const takeModelFolder = (event: ChangeEvent<HTMLInputElement>): void => {
    void filesOfList(event.target.files ?? []).then(async (files) => {
      if (files.length > 0) await (await models()).chooseModelFolder(app, files);
    });
    event.target.value = '';
  };
  const takeSettings = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.target;
    const file = input.files?.[0];
    if (file !== undefined)
      load(
        await file
          .slice(0, MAX_SETTINGS_BYTES)
          .text()
          .catch(() => ''),
        file.name,
      );
    input.value = '';
  };
  return (
    <div hidden>
      <input
        type="file"
        multiple
        id={FILE_INPUT}
        data-testid={FILE_INPUT}
        aria-label={t('Log files')}
        onChange={take}
      />
      <input
        type="file"
        multiple
        id={FOLDER_INPUT}
        data-testid={FOLDER_INPUT}
        aria-label={t('Folder of log files')}
        onChange={take}
        {...{ webkitdirectory: '' }}
      />
      <input
        type="file"
        accept=".json,application/json"
        id={SETTINGS_INPUT}
        data-testid={SETTINGS_INPUT}
        aria-label={t('Settings file')}
        onChange={(event) => void takeSettings(event)}
      />
      <input
        type="file"
        accept=".gguf"
        id={MODEL_INPUT}
        data-testid={MODEL_INPUT}
        aria-label={t('File of a language model')}
        onChange={takeModel}
      />
      <input
        type="file"
        multiple
        id={MODEL_FOLDER_INPUT}
        data-testid={MODEL_FOLDER_INPUT}
        aria-label={t('Folder of a language model')}
        onChange={takeModelFolder}
        {...{ webkitdirectory: '' }}
      />
    </div>
  );
}

/** Opens the chooser of one of the inputs above. */
export function openChooser(id: string): void {
  document.getElementById(id)?.click();
}
