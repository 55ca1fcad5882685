// The user knows better: format, encoding and zone of one file, applied to the analysis at hand.

import { type ReactNode, useId, useState } from 'react';
import type { FormatChoice } from '../../contracts/file-sample';
import type { FileSetting } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import type { FileSummary } from '../../contracts/tables';
import { analyzeAgain } from '../../store/actions';
import { checkSettings, errorSentence } from '../../store/settings-schema';
import { named, t } from '../../words/t';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';
import { formatShare } from '../shared/format';
import { ENCODINGS, FOUND, foundZone, isFound, isSame, settingOf, withSetting } from './reading-choices';
import { ZoneChoice } from './zone-choice';

interface OverrideProps {
  readonly file: FileSummary;
  readonly formats: readonly FormatChoice[];
}

export function ReadingOverride({ file, formats }: OverrideProps) {
  const app = useApp();
  const { settings } = useResult();
  const draft = useSettings((state) => state.draft);
  const hasFiles = useSession((state) => state.files.length > 0);
  const isBusy = useSession((state) => state.updating);
  const used = settingOf(settings.files, file.name);
  const [edited, setEdited] = useState({ from: used, own: used });
  // What was typed over other settings than those in force is out of date.
  const own = isSame(edited.from, used) ? edited.own : used;
  const change = (part: Partial<FileSetting>): void => setEdited({ from: used, own: { ...own, ...part } });
  const next = { ...draft, files: withSetting(draft.files, file.name, own) };
  const check = checkSettings(next);
  const error = check.ok ? null : check.errors.map(errorSentence)[0];
  const apply = (setting: FileSetting): void => {
    setEdited({ from: used, own: setting });
    app.settings.getState().edit({ files: withSetting(draft.files, file.name, setting) });
    void analyzeAgain(app);
  };
  return (
    <section className="override" aria-label={t('Read {name} otherwise', { name: file.name })}>
      <h3 className="eyebrow">{t('Read it otherwise')}</h3>
      <Choice label={named(SETTING_ROWS['files.format'].label)}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={own.format ?? ''}
            onChange={(event) => change({ format: event.target.value || null })}
          >
            <option value="">
              {used.format === null ? t('as found: {format}', { format: file.format }) : t('as found')}
            </option>
            {withCurrent(formats, own.format).map(({ id: format, format: name, share01 }) => (
              <option key={format} value={format}>
                {format === 'plain'
                  ? t('plain: every line as it stands')
                  : t('{name}, fits {share01}', { name, share01: formatShare(share01) })}
              </option>
            ))}
          </select>
        )}
      </Choice>
      <Choice label={named(SETTING_ROWS['files.encoding'].label)}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={own.encoding ?? ''}
            onChange={(event) => change({ encoding: event.target.value || null })}
          >
            <option value="">
              {used.encoding === null
                ? t('as found: {encoding}', { encoding: file.encoding })
                : t('as found')}
            </option>
            {ENCODINGS.map(([label, words]) => (
              <option key={label} value={label}>
                {t(words)}
              </option>
            ))}
          </select>
        )}
      </Choice>
      <Choice label={named(SETTING_ROWS['files.zone'].label)}>
        {(id) => (
          <ZoneChoice
            id={id}
            value={own.zone}
            found={foundZone(settings)}
            onChange={(zone) => change({ zone })}
          />
        )}
      </Choice>
      {(file.reading?.dateOrder || used.dateOrder) && (
        <Choice label={named(SETTING_ROWS['files.dateOrder'].label)}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={own.dateOrder ?? ''}
              onChange={({ target }) =>
                change({ dateOrder: target.value === '' ? null : (target.value as FileSetting['dateOrder']) })
              }
            >
              <option value="">
                {t('as found: {value}', { value: file.reading?.dateOrder?.value ?? '' })}
              </option>
              <option value="day-first">{t('day first')}</option>
              <option value="month-first">{t('month first')}</option>
            </select>
          )}
        </Choice>
      )}
      {file.zone.from === 'log' && (
        <p className="field-hint">
          {t('Its lines state their zone; another one counts for lines that state none.')}
        </p>
      )}
      {error !== null && <p className="field-error">{error}</p>}
      <div className="override-actions">
        <button
          type="button"
          className="button"
          disabled={isSame(own, used) || error !== null || !hasFiles || isBusy}
          onClick={() => apply(own)}
        >
          {t('Apply')}
        </button>
        {!isFound(used) && (
          <button
            type="button"
            className="plain-button text-link"
            disabled={!hasFiles || isBusy}
            onClick={() => apply(FOUND)}
          >
            {t('Reset to what was found')}
          </button>
        )}
      </div>
      <p className="field-hint">
        {hasFiles
          ? t(
              'As a rule a zone moves the times without reading again; format and encoding read the files anew.',
            )
          : t('Give the files of this analysis again to read one otherwise.')}
      </p>
    </section>
  );
}

/** A format that was set and no longer fits any line is still shown as the choice. */
function withCurrent(formats: readonly FormatChoice[], id: string | null): readonly FormatChoice[] {
  if (id === null || formats.some((choice) => choice.id === id)) return formats;
  return [...formats, { id, format: id, share01: 0 }];
}

function Choice({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="override-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
