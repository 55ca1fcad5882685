// A model of the person's own that runs in this page: the file, whether it stays in the browser, and how fast it is here.

import { FolderOpen, Gauge, HardDriveDownload, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import type { ModelName, WriterSettings } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import type { OpenModel } from '../../store/models';
import { elapsedInShort } from '../../words/duration';
import { t } from '../../words/t';
import { Field } from '../settings/fields';
import { useApp, useModels } from '../shared/app-context';
import { formatBytes, formatNumber } from '../shared/format';
import { MODEL_INPUT, openChooser } from '../shell/file-inputs';
import { ModelWork } from './model-work';

interface ModelFileFieldsProps {
  readonly value: WriterSettings;
  readonly change: (part: Partial<WriterSettings>) => void;
}

const same = (a: ModelName | null, b: ModelName): boolean => a?.name === b.name && a.numBytes === b.numBytes;

export function ModelFileFields({ value: { file }, change }: ModelFileFieldsProps) {
  const { models } = useApp();
  const kept = useModels((state) => state.kept);
  const open = useModels((state) => state.open);
  const busy = useModels((state) => state.busy);
  useEffect(() => {
    if (kept === null) void models.listKept();
  }, [kept, models]);
  const others = (kept ?? []).filter((each) => !same(file, each));
  return (
    <div className="model-fields" data-testid="model-file">
      <p className="muted">
        {t(
          'The model runs in this page, on the processor: nothing leaves. Bring a GGUF file that was made to follow instructions; the smaller it is, the sooner it answers.',
        )}
      </p>
      {file !== null && <ChosenFile file={file} open={open} kept={kept} />}
      <div className="preset-row">
        <button
          type="button"
          className="button"
          data-testid="model-open"
          disabled={busy !== null}
          onClick={() => openChooser(MODEL_INPUT)}
        >
          <FolderOpen size={14} aria-hidden="true" />
          {file === null ? t('Open a model file') : t('Open another')}
        </button>
        {file !== null && open !== null && same(file, open) && !kept?.some((each) => same(file, each)) && (
          <button
            type="button"
            className="button"
            data-testid="model-keep"
            disabled={busy !== null}
            onClick={() => void models.keep()}
          >
            <HardDriveDownload size={14} aria-hidden="true" />
            {t('Keep it in this browser')}
          </button>
        )}
        {file !== null && (
          <button
            type="button"
            className="button"
            data-testid="model-measure"
            disabled={busy !== null}
            onClick={() => void models.measure(file)}
          >
            <Gauge size={14} aria-hidden="true" />
            {t('How fast is it here?')}
          </button>
        )}
      </div>
      {file !== null && <Speed file={file} />}
      <ModelWork />
      {others.length > 0 && (
        <Field path="writer.file" label={t('Kept in this browser')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value=""
              onChange={({ target }) => {
                const chosen = others.find(({ name }) => name === target.value);
                if (chosen) change({ file: chosen });
              }}
            >
              <option value="">{t('choose one of {length}', { length: others.length })}</option>
              {others.map(({ name, numBytes }) => (
                <option key={name} value={name}>
                  {visibleLine(name)}, {formatBytes(numBytes)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {(kept ?? []).map(({ name, numBytes }) => (
        <p key={name} className="model-kept">
          <span className="mono">{visibleLine(name)}</span>
          <span className="muted">
            {t('{numBytes} in this browser', { numBytes: formatBytes(numBytes) })}
          </span>
          <button
            type="button"
            className="button"
            aria-label={t('Delete {name} from this browser', { name: visibleLine(name) })}
            data-testid="model-forget"
            disabled={busy !== null}
            onClick={() => void models.forget(name)}
          >
            <Trash2 size={14} aria-hidden="true" />
            {t('Delete')}
          </button>
        </p>
      ))}
    </div>
  );
}

interface ChosenFileProps {
  readonly file: ModelName;
  readonly open: OpenModel | null;
  readonly kept: readonly ModelName[] | null;
}

function ChosenFile({ file, open, kept }: ChosenFileProps) {
  const isOpen = open !== null && same(file, open);
  const isKept = kept?.some((each) => same(file, each)) ?? false;
  const state = isKept
    ? t('kept in this browser')
    : isOpen
      ? t('open until this page is closed')
      : kept === null
        ? t('looking it up')
        : t('not in this browser: open it again');
  return (
    <div className="model-chosen" data-testid="model-chosen">
      <strong className="mono">{visibleLine(file.name)}</strong>
      <span className="muted">
        {t('{numBytes} ({numBytes2} bytes), {state}', {
          numBytes: formatBytes(file.numBytes),
          numBytes2: formatNumber(file.numBytes),
          state,
        })}
      </span>
      {isOpen && <Facts open={open} />}
    </div>
  );
}

function Facts({ open: { facts } }: { readonly open: OpenModel }) {
  const { title, architecture, contextTokens, numVocabulary, hasTemplate } = facts;
  return (
    <span className="muted">
      {t(
        '{what}{architecture}; reads {contextTokens} tokens at once, from a vocabulary of {numVocabulary}.{what2}',
        {
          what: title === '' ? '' : `${title}; `,
          architecture,
          contextTokens: formatNumber(contextTokens),
          numVocabulary: formatNumber(numVocabulary),
          what2: !hasTemplate
            ? t(' It has no template for questions: it may go on with the text instead of answering.')
            : '',
        },
      )}
    </span>
  );
}

function Speed({ file }: { readonly file: ModelName }) {
  const measured = useModels((state) => state.measured);
  if (measured === null || measured.name !== file.name) return null;
  const { readRate, writeRate, expectedMs } = measured.pace;
  if (readRate === null || writeRate === null || expectedMs === null) return null;
  return (
    <p className="muted" data-testid="model-speed">
      {t(
        'Measured just now: it reads {readRate} and writes {writeRate} tokens a second. A summary takes up to {expectedMs}.',
        {
          readRate: formatNumber(readRate, 1),
          writeRate: formatNumber(writeRate, 1),
          expectedMs: elapsedInShort(expectedMs / 1000),
        },
      )}
    </p>
  );
}
