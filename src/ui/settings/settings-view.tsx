// The settings as a form over one typed object: every field with its default, checked while it is typed.

import { RotateCcw } from 'lucide-react';
import { LSTM_BACKENDS } from '../../contracts/lstm-backends';
import { DETECTORS } from '../../contracts/scores';
import { PARTING_SETTINGS, type Settings } from '../../contracts/settings';
import { SETTING_PLACES } from '../../contracts/settings-registry';
import { settingsText } from '../../store/compare-settings';
import { marksToText, numMarks } from '../../store/marks';
import { defaultsKeepingMarks } from '../../store/settings-storage';
import { named, t } from '../../words/t';
import { OwnRunbooks } from '../runbooks/own-runbooks';
import { WriterFields } from '../sending/writer-fields';
import { useSession, useSettings } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { Notice } from '../shared/notice';
import { openChooser, SETTINGS_INPUT } from '../shell/file-inputs';
import { BaselineField } from './baseline-field';
import { EditsField } from './edits-field';
import { NumberField, SelectField, TextField } from './fields';
import { LanguageField } from './language-field';
import { MasksField } from './masks-field';
import { LabelsField, NormalField } from './normal-field';
import { OutagesField } from './outages-field';
import { StateField } from './state-field';
import { TemplateField } from './template-field';

export function SettingsView() {
  const draft = useSettings((state) => state.draft);
  const edit = useSettings((state) => state.edit);
  const notice = useSettings((state) => state.notice);
  const news = useSettings((state) => state.news);
  // The landing has said it above already.
  const isLanding = useSession((state) => state.result === null);
  const drain = (part: Partial<Settings['drain']>): void => edit({ drain: { ...draft.drain, ...part } });
  const detection = (part: Partial<Settings['detection']>): void =>
    edit({ detection: { ...draft.detection, ...part } });
  return (
    <div className="settings" data-testid="settings">
      <SettingsFile />
      {!isLanding && notice !== null && <Notice tone="warning">{notice}</Notice>}
      {!isLanding && news !== null && <Notice tone="hand">{news}</Notice>}
      <div className="settings-grid">
        <LanguageField />
        <fieldset className="panel settings-group">
          <legend className="eyebrow">{named(SETTING_PLACES.windows)}</legend>
          <NumberField
            path="windowMinutes"
            value={draft.windowMinutes}
            step="any"
            nullable
            onChange={(windowMinutes) => edit({ windowMinutes })}
          />
          <BaselineField value={draft.baseline} onChange={(baseline) => edit({ baseline })} />
          <OutagesField value={draft.outages} onChange={(outages) => edit({ outages })} />
          <NormalField value={draft.normal} onChange={(normal) => edit({ normal })} />
          <LabelsField
            labels={draft.labels}
            incidentFree={draft.incidentFree}
            onLabels={(labels) => edit({ labels })}
            onIncidentFree={(incidentFree) => edit({ incidentFree })}
          />
          <SelectField
            path="parting"
            value={draft.parting}
            options={PARTING_SETTINGS}
            words={{ evidence: t('analysed apart'), together: t('analysed together') }}
            onChange={(parting) => edit({ parting })}
          />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">{named(SETTING_PLACES.detection)}</legend>
          {DETECTORS.map((name) => (
            <NumberField
              key={name}
              path={`detection.thresholdScale.${name}`}
              value={draft.detection.thresholdScale[name]}
              step={0.1}
              onChange={(value) =>
                detection({
                  thresholdScale: { ...draft.detection.thresholdScale, [name]: value ?? Number.NaN },
                })
              }
            />
          ))}
          <SelectField
            path="detection.lstmBackend"
            value={draft.detection.lstmBackend}
            options={LSTM_BACKENDS}
            onChange={(lstmBackend) => detection({ lstmBackend })}
          />
          <NumberField
            path="detection.lstmEpochs"
            value={draft.detection.lstmEpochs}
            onChange={(value) => detection({ lstmEpochs: value ?? Number.NaN })}
          />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">{named(SETTING_PLACES.templates)}</legend>
          <NumberField
            path="drain.depth"
            value={draft.drain.depth}
            onChange={(value) => drain({ depth: value ?? Number.NaN })}
          />
          <NumberField
            path="drain.similarity01"
            value={draft.drain.similarity01}
            step={0.05}
            onChange={(value) => drain({ similarity01: value ?? Number.NaN })}
          />
          <NumberField
            path="drain.maxChildren"
            value={draft.drain.maxChildren}
            onChange={(value) => drain({ maxChildren: value ?? Number.NaN })}
          />
          <MasksField value={draft.drain.masks} onChange={(masks) => drain({ masks })} />
          <EditsField value={draft.drain.edits} onChange={(edits) => drain({ edits })} />
          <StateField value={draft.drain.state} onChange={(state) => drain({ state })} />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">{named(SETTING_PLACES.times)}</legend>
          <TextField path="zone" value={draft.zone} onChange={(zone) => edit({ zone })} />
          <NumberField path="year" value={draft.year} nullable onChange={(year) => edit({ year })} />
          <NumberField
            path="seed"
            value={draft.seed}
            onChange={(value) => edit({ seed: value ?? Number.NaN })}
          />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">{named(SETTING_PLACES.ticket)}</legend>
          <WriterFields value={draft.writer} onChange={(writer) => edit({ writer })} />
          <OwnRunbooks />
          <TemplateField
            value={draft.ticketTemplate}
            onChange={(ticketTemplate) => edit({ ticketTemplate })}
          />
        </fieldset>
      </div>
    </div>
  );
}

function SettingsFile() {
  const valid = useSettings((state) => state.valid);
  const errors = useSettings((state) => state.errors);
  const reset = useSettings((state) => state.reset);
  const changed = errors.length > 0 || settingsText(valid) !== settingsText(defaultsKeepingMarks(valid));
  const save = (): void =>
    saveBlob(
      new Blob([`${JSON.stringify(valid, null, 2)}\n`], { type: 'application/json' }),
      'harbinger-settings.json',
    );
  const saveMarks = (): void =>
    saveBlob(new Blob([marksToText(valid)], { type: 'application/json' }), 'harbinger-marks.json');
  return (
    <div className="settings-file">
      <button
        type="button"
        className="button"
        data-testid="settings-load"
        title={t('Settings take the place of all settings; a file of marks adds to yours.')}
        onClick={() => openChooser(SETTINGS_INPUT)}
      >
        {t('Load from JSON')}
      </button>
      <button type="button" className="button" data-testid="settings-save" onClick={save}>
        {t('Save as JSON')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="marks-save"
        disabled={numMarks(valid) === 0}
        title={t(
          'What you marked as normal and the incidents that you know of, without the other settings. Loading such a file adds to your marks.',
        )}
        onClick={saveMarks}
      >
        {t('Save the marks alone')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="settings-reset"
        disabled={!changed}
        title={t(
          "Every setting but what you marked: incidents, outages, 'normal' and edits of templates stay",
        )}
        onClick={reset}
      >
        <RotateCcw size={14} aria-hidden="true" />
        {t('Defaults')}
      </button>
      <span className="muted" role="status">
        {errors.length > 0 &&
          t('{length} to be mended: the next run takes the last settings that held.', {
            length: errors.length,
          })}
      </span>
    </div>
  );
}
