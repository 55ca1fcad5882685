// Runbooks of the user's own, in the settings: those that are kept in this browser, opened from files or a folder, and deleted.

import { FolderOpen, Trash2 } from 'lucide-react';
import { type ChangeEvent, useId } from 'react';
import { addRunbooks, deleteRunbooks } from '../../store/runbooks';
import { t } from '../../words/t';
import { useApp, useRunbooks } from '../shared/app-context';
import { DamagedRows } from '../shared/damaged-rows';
import { filesOfList } from '../shared/dropped-files';
import { formatBytes } from '../shared/format';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { openChooser } from '../shell/file-inputs';

export function OwnRunbooks() {
  const app = useApp();
  const items = useRunbooks((state) => state.items) ?? [];
  const damaged = useRunbooks((state) => state.damaged);
  const notice = useRunbooks((state) => state.notice);
  return (
    <fieldset className="field masks" data-testid="own-runbooks">
      <legend>{t('Runbooks of your own')}</legend>
      <p className="field-hint">
        {t(
          'Markdown, with the front matter of ours or with headings. They are kept in this browser, stand before the built-in ones, and are never sent; excerpts stand in the ticket with the name of the file. Drop the folder anywhere, or open it here.',
        )}
      </p>
      <div role="status">
        {notice !== null && (
          <Notice tone={notice.tone} testId="runbooks-notice">
            <LogText text={notice.text} />
          </Notice>
        )}
      </div>
      <DamagedRows
        rows={damaged}
        what="runbook"
        several="runbooks"
        onDelete={(path) => void deleteRunbooks(app, [path])}
      />
      {items.length > 0 && (
        <ul className="own-runbooks">
          {items.map(({ path, text }) => (
            <li key={path} data-testid="own-runbook">
              <LogText text={path} /> <span className="faint">{formatBytes(text.length)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={t('Delete {path}', { path })}
                onClick={() => void deleteRunbooks(app, [path])}
              >
                <Trash2 size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="baseline-buttons">
        <Chooser label={t('Open a folder')} testId="runbook-folder-input" isFolder />
        <Chooser label={t('Open files')} testId="runbook-file-input" isFolder={false} />
        {items.length > 1 && (
          <button
            type="button"
            className="button"
            data-testid="runbooks-delete-all"
            onClick={() =>
              void deleteRunbooks(
                app,
                items.map(({ path }) => path),
              )
            }
          >
            <Trash2 size={14} aria-hidden="true" />
            {t('Delete all')}
          </button>
        )}
      </div>
    </fieldset>
  );
}

function Chooser({ label, testId, isFolder }: { label: string; testId: string; isFolder: boolean }) {
  const app = useApp();
  const id = useId();
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    void filesOfList(target.files ?? []).then((files) => addRunbooks(app, files));
    target.value = '';
  };
  return (
    <>
      <input
        type="file"
        hidden
        multiple
        id={id}
        data-testid={testId}
        aria-label={t('Runbooks: {label}', { label: label.toLowerCase() })}
        onChange={take}
        {...(isFolder ? { webkitdirectory: '' } : { accept: '.md,.markdown,text/markdown' })}
      />
      <button type="button" className="button" onClick={() => openChooser(id)}>
        <FolderOpen size={14} aria-hidden="true" />
        {label}
      </button>
    </>
  );
}
