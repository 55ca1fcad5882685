// A model of the person's own for the graphics processor: its folder is checked, copied into the browser, and deleted again.

import { FolderOpen, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import type { WriterSettings } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { t } from '../../words/t';
import { useApp, useModels } from '../shared/app-context';
import { formatBytes } from '../shared/format';
import { Notice } from '../shared/notice';
import { MODEL_FOLDER_INPUT, openChooser } from '../shell/file-inputs';
import { ModelWork } from './model-work';

interface ModelFolderFieldsProps {
  readonly value: WriterSettings;
  readonly change: (part: Partial<WriterSettings>) => void;
}

export function ModelFolderFields({ value: { folder }, change }: ModelFolderFieldsProps) {
  const { models } = useApp();
  const folders = useModels((state) => state.folders);
  const whyNot = useModels((state) => state.whyNotFolder);
  const busy = useModels((state) => state.busy);
  useEffect(() => {
    void models.lookAtFolders(folder);
  }, [models, folder]);
  const isThere = folders?.some(({ name }) => name === folder?.name) ?? false;
  const forget = async (name: string): Promise<void> => {
    await models.forgetFolder(name);
    if (name === folder?.name) change({ folder: null });
  };
  return (
    <div className="model-fields" data-testid="model-folder">
      <p className="muted">
        {t(
          'The model runs in this page, on the graphics processor (WebGPU): nothing leaves. Bring the folder of a model that was compiled for MLC, with its library (.wasm) in it; every file is checked, and copied into this browser.',
        )}
      </p>
      {folder !== null && (
        <div className="model-chosen" data-testid="model-chosen">
          <strong className="mono">{visibleLine(folder.name)}</strong>
          <span className="muted">
            {formatBytes(folder.numBytes)},{' '}
            {folders === null
              ? t('looking it up')
              : isThere
                ? t('kept in this browser')
                : t('not in this browser: open its folder again')}
          </span>
        </div>
      )}
      {folder !== null && isThere && whyNot !== null && (
        <Notice tone="warning" testId="model-why-not">
          {t('It cannot run here. {whyNot}.', { whyNot: visibleLine(whyNot) })}
        </Notice>
      )}
      <div className="preset-row">
        <button
          type="button"
          className="button"
          data-testid="model-folder-open"
          disabled={busy !== null}
          onClick={() => openChooser(MODEL_FOLDER_INPUT)}
        >
          <FolderOpen size={14} aria-hidden="true" />
          {folder === null ? t('Open a model folder') : t('Open another')}
        </button>
      </div>
      <ModelWork />
      {(folders ?? []).map((each) => (
        <p key={each.name} className="model-kept">
          <span className="mono">{visibleLine(each.name)}</span>
          <span className="muted">
            {t('{numBytes} in this browser', { numBytes: formatBytes(each.numBytes) })}
          </span>
          {each.name !== folder?.name && (
            <button type="button" className="button" onClick={() => change({ folder: each })}>
              {t('Choose')}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-label={t('Delete {name} from this browser', { name: visibleLine(each.name) })}
            data-testid="model-forget"
            disabled={busy !== null}
            onClick={() => void forget(each.name)}
          >
            <Trash2 size={14} aria-hidden="true" />
            {t('Delete')}
          </button>
        </p>
      ))}
    </div>
  );
}
