// Every export with what it is for and what it holds; 'all' saves them one after another.

import { Download, FolderDown } from 'lucide-react';
import { useState } from 'react';
import type { ExportFile } from '../../contracts/exported-file';
import { EXPORT_GROUPS, exportRow } from '../../contracts/exports';
import type { OnProgress, Progress } from '../../contracts/units';
import { pinnedRows } from '../../core/lib/pinned-rows';
import { errorText } from '../../core/wording/error-text';
import { exportFile } from '../../store/export-file';
import { canChooseFolder, chooseFolder, writeFolder } from '../../store/export-folder';
import { type Label, named, t } from '../../words/t';
import { SendPanel } from '../sending/send-panel';
import { SummaryPanel } from '../sending/summary-panel';
import { useApp, usePins, useSession } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { formatBytes, formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { ExportColumns } from './export-columns';

type ExportState =
  | { readonly kind: 'working'; readonly progress: Progress | null }
  | { readonly kind: 'saved'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly reason: string };

export function ExportsView() {
  const names = useOffered();
  const [withLines, setWithLines] = useState(true);
  const isEarly = useSession((state) => state.result?.isEarly === true);
  const { states, save, saveFolder } = useExports(withLines);
  const saveAll = async (): Promise<void> => {
    for (const name of names) {
      await save(name);
      // Chromium drops an eleventh download within a second, without a word.
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  };
  return (
    <div className="exports">
      <div className="exports-head">
        <p className="muted">
          {t('Times are ISO 8601 in UTC. A number that does not exist is an empty cell or null, never 0.')}
        </p>
        <span className="spacer" />
        <button type="button" className="button" data-testid="export-all" onClick={() => void saveAll()}>
          <Download size={14} aria-hidden="true" />
          {t('All, as single files')}
        </button>
      </div>
      {EXPORT_GROUPS.map((group) => {
        const inGroup = names.filter((name) => exportRow(name).group === group);
        if (inGroup.length === 0) return null;
        return (
          <section key={group} className="panel">
            <div className="panel-head">
              <h2>{named(group)}</h2>
              {group === 'Share' && (
                <>
                  <span className="spacer" />
                  <label className="export-lines" title={t(LINES_HELP)}>
                    <input
                      type="checkbox"
                      data-testid="export-without-lines"
                      checked={!withLines}
                      onChange={(event) => setWithLines(!event.target.checked)}
                    />
                    {t('Without lines of the log')}
                  </label>
                </>
              )}
            </div>
            {group === 'Share' && !withLines && <p className="muted export-note">{t(LINES_HELP)}</p>}
            <ul className="export-list">
              {inGroup.map((name) => (
                <ExportItem
                  key={name}
                  name={name}
                  state={states[name]}
                  onSave={() => void save(name)}
                  onFolder={isFolder(name) && canChooseFolder() ? () => void saveFolder(name) : null}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {names.length > 0 && <SummaryPanel />}
      {names.length > 0 && <SendPanel names={names} />}
      {names.length === 0 && (
        <Notice tone={isEarly ? 'hand' : 'warning'}>
          {isEarly
            ? t('The exports come with the whole result: the LSTM is still training.')
            : t('This analysis has nothing to export.')}
        </Notice>
      )}
    </div>
  );
}

const LINES_HELP: Label =
  'Evidence and pins are named by file and line, without their text. Titles and sentences still quote words of lines, and templates are their wording.';

/** Pins come and go while the page is open: a list of none is not offered. */
function useOffered(): readonly string[] {
  const names = useSession((state) => state.exportNames);
  const files = useSession((state) => state.result?.files);
  const hasPins = usePins(({ pins }) => pinnedRows(pins, files ?? []).size > 0);
  return hasPins ? names : names.filter((name) => name !== 'pins.csv');
}

function useExports(withLines: boolean) {
  const app = useApp();
  const [states, setStates] = useState<Readonly<Record<string, ExportState>>>({});
  const make = async (
    name: string,
    keep: (file: ExportFile, onProgress: OnProgress) => Promise<void> | void,
  ): Promise<void> => {
    const put = (state: ExportState): void => setStates((all) => ({ ...all, [name]: state }));
    const onProgress: OnProgress = (progress) => put({ kind: 'working', progress });
    put({ kind: 'working', progress: null });
    try {
      const file = await exportFile(app, name, onProgress, withLines);
      await keep(file, onProgress);
      put({ kind: 'saved', bytes: file.blob.size });
    } catch (error) {
      put({ kind: 'failed', reason: errorText(error) });
    }
  };
  const save = (name: string): Promise<void> => make(name, (file) => saveBlob(file.blob, file.name));
  const saveFolder = async (name: string): Promise<void> => {
    // Asked first: the browser lets a page ask right after a click only.
    const folder = await chooseFolder().catch((error: unknown) => errorText(error));
    if (folder === null) return;
    await make(name, ({ parts = [] }, onProgress) => {
      if (typeof folder === 'string') throw new Error(folder);
      return writeFolder(folder, name.replace(/\.zip$/, ''), parts, (done) =>
        onProgress({ stage: 'archive', detail: name, done, total: parts.length, unit: 'files' }),
      );
    });
  };
  return { states, save, saveFolder };
}

/** Its zip is a folder of files. */
const isFolder = (name: string): boolean => exportRow(name).media === 'application/zip';

interface ExportItemProps {
  readonly name: string;
  readonly state: ExportState | undefined;
  readonly onSave: () => void;
  /** Null: it is one file, or this browser writes no folders. */
  readonly onFolder: (() => void) | null;
}

function ExportItem({ name, state, onSave, onFolder }: ExportItemProps) {
  const row = exportRow(name);
  return (
    <li className="export-row">
      <div>
        <p className="mono export-name">{name}</p>
        <p className="muted">{named(row.what)}</p>
      </div>
      <span className="export-state num" role="status" data-kind={state?.kind}>
        {state !== undefined && stateText(state)}
      </span>
      <div className="export-ways">
        <button
          type="button"
          className="button"
          data-testid={`export-${name}`}
          disabled={state?.kind === 'working'}
          aria-label={t('Save {name}', { name })}
          onClick={onSave}
        >
          <Download size={14} aria-hidden="true" />
          {t('Save')}
        </button>
        {onFolder && (
          <button
            type="button"
            className="button"
            data-testid={`folder-${name}`}
            disabled={state?.kind === 'working'}
            onClick={onFolder}
          >
            <FolderDown size={14} aria-hidden="true" />
            {t('Into a folder')}
          </button>
        )}
      </div>
      <ExportColumns row={row} />
    </li>
  );
}

function stateText(state: ExportState): string {
  if (state.kind === 'saved') return t('saved, {bytes}', { bytes: formatBytes(state.bytes) });
  if (state.kind === 'failed') return state.reason;
  if (state.progress === null) return t('making it …');
  const { done, total, unit } = state.progress;
  return `${formatNumber(done)}${total === null ? '' : t(' of {total}', { total: formatNumber(total) })} ${unit}`;
}
