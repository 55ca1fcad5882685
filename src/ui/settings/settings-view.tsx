// The settings as a form over one typed object: every field with its default, checked while it is typed.
import { RotateCcw } from 'lucide-react';
import { DETECTOR_LABELS, DETECTORS } from '../../contracts/scores';
import type { Settings } from '../../contracts/settings';
import { marksToText, numMarks } from '../../store/marks';
import { settingsText } from '../../store/settings';
import { defaultsKeepingMarks } from '../../store/settings-storage';
import { useSession, useSettings } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { Notice } from '../shared/notice';
import { openChooser, SETTINGS_INPUT } from '../shell/file-inputs';
import { BaselineField } from './baseline-field';
import { EditsField } from './edits-field';
import { NumberField, SelectField, TextField } from './fields';
import { MasksField } from './masks-field';
import { LabelsField, NormalField } from './normal-field';
import { OutagesField } from './outages-field';
import { StateField } from './state-field';

const BACKENDS = ['auto', 'webgpu', 'webgl', 'js', 'wasm', 'cpu'] as const;

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
        <fieldset className="panel settings-group">
          <legend className="eyebrow">Windows and baseline</legend>
          <NumberField
            path="windowMinutes"
            label="Window, minutes"
            hint="Empty: 5, or the nearest size that gives at least 60 windows."
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
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">Detection</legend>
          {DETECTORS.map((name) => (
            <NumberField
              key={name}
              path={`detection.thresholdScale.${name}`}
              label={`Threshold of the ${DETECTOR_LABELS[name]}, factor`}
              hint={name === 'baseline' ? '1: as learnt. Above 1: fewer votes. 0.1 to 10.' : undefined}
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
            label="LSTM runs on"
            hint="auto: the first that works and agrees with the CPU on its first steps."
            value={draft.detection.lstmBackend}
            options={BACKENDS}
            onChange={(lstmBackend) => detection({ lstmBackend })}
          />
          <NumberField
            path="detection.lstmEpochs"
            label="LSTM epochs"
            value={draft.detection.lstmEpochs}
            onChange={(value) => detection({ lstmEpochs: value ?? Number.NaN })}
          />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">Templates (Drain)</legend>
          <NumberField
            path="drain.depth"
            label="Depth of the parse tree"
            hint="3 to 8; 4 means one level for length and two for words."
            value={draft.drain.depth}
            onChange={(value) => drain({ depth: value ?? Number.NaN })}
          />
          <NumberField
            path="drain.similarity01"
            label="Similarity"
            hint="Share of equal words for joining a template, 0 to 1."
            value={draft.drain.similarity01}
            step={0.05}
            onChange={(value) => drain({ similarity01: value ?? Number.NaN })}
          />
          <NumberField
            path="drain.maxChildren"
            label="Most children of a node"
            value={draft.drain.maxChildren}
            onChange={(value) => drain({ maxChildren: value ?? Number.NaN })}
          />
          <MasksField value={draft.drain.masks} onChange={(masks) => drain({ masks })} />
          <EditsField value={draft.drain.edits} onChange={(edits) => drain({ edits })} />
          <StateField value={draft.drain.state} onChange={(state) => drain({ state })} />
        </fieldset>
        <fieldset className="panel settings-group">
          <legend className="eyebrow">Times and chance</legend>
          <TextField
            path="zone"
            label="Zone of logs that state none"
            hint="UTC, a name such as Europe/Berlin, or an offset such as +02:00."
            value={draft.zone}
            onChange={(zone) => edit({ zone })}
          />
          <NumberField
            path="year"
            label="Year of logs that state none"
            hint="Empty: from the date of the file."
            value={draft.year}
            nullable
            onChange={(year) => edit({ year })}
          />
          <NumberField
            path="seed"
            label="Seed"
            hint="Same bytes, same settings, same seed: same result."
            value={draft.seed}
            onChange={(value) => edit({ seed: value ?? Number.NaN })}
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
        title="Settings take the place of all settings; a file of marks adds to yours."
        onClick={() => openChooser(SETTINGS_INPUT)}
      >
        Load from JSON
      </button>
      <button type="button" className="button" data-testid="settings-save" onClick={save}>
        Save as JSON
      </button>
      <button
        type="button"
        className="button"
        data-testid="marks-save"
        disabled={numMarks(valid) === 0}
        title="What you marked as normal and the incidents that you know of, without the other settings. Loading such a file adds to your marks."
        onClick={saveMarks}
      >
        Save the marks alone
      </button>
      <button
        type="button"
        className="button"
        data-testid="settings-reset"
        disabled={!changed}
        title="Every setting but what you marked: incidents, outages, 'normal' and edits of templates stay"
        onClick={reset}
      >
        <RotateCcw size={14} aria-hidden="true" />
        Defaults
      </button>
      <span className="muted" role="status">
        {errors.length > 0 &&
          `${errors.length} to be mended: the next run takes the last settings that held.`}
      </span>
    </div>
  );
}
