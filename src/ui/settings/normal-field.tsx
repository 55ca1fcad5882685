// What the user called normal, each to be taken back; and the incidents that were marked.

import type { MarkedSpan, NormalSettings } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { named, t } from '../../words/t';
import { useSession } from '../shared/app-context';
import { TemplateText } from '../shared/template-text';
import { FreeList, LabelList } from './label-list';
import { RemoveButton, SpanRow } from './span-row';

interface NormalFieldProps {
  readonly value: NormalSettings;
  readonly onChange: (normal: NormalSettings) => void;
}

export function NormalField({ value, onChange }: NormalFieldProps) {
  const { templates, windows } = value;
  const numMarks = templates.length + windows.length;
  return (
    <fieldset className="field masks" data-testid="settings-normal">
      <legend>{named(SETTING_ROWS.normal.label)}</legend>
      <p className="field-hint">
        {numMarks === 0 ? named(SETTING_ROWS.normal.none ?? '') : named(SETTING_ROWS.normal.help)}
      </p>
      {numMarks > 0 && (
        <ul className="edit-list">
          {templates.map((text) => (
            <li key={text} className="edit-row">
              <span className="chip">{t('template')}</span>
              <span className="edit-text">
                <TemplateText text={text} />
              </span>
              <RemoveButton
                what={t('template {text}', { text })}
                onRemove={() => onChange({ ...value, templates: templates.filter((each) => each !== text) })}
              />
            </li>
          ))}
          {windows.map((span) => (
            <SpanRow
              key={`${span.start}/${span.end}`}
              kind="windows"
              span={span}
              onRemove={() => onChange({ ...value, windows: windows.filter((each) => each !== span) })}
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

interface LabelsFieldProps {
  readonly labels: readonly MarkedSpan[];
  readonly incidentFree: readonly MarkedSpan[];
  readonly onLabels: (labels: readonly MarkedSpan[]) => void;
  readonly onIncidentFree: (spans: readonly MarkedSpan[]) => void;
}

export function LabelsField({ labels, incidentFree, onLabels, onIncidentFree }: LabelsFieldProps) {
  const grid = useSession((state) => state.result?.timeline?.grid ?? null);
  return (
    <fieldset className="field masks" data-testid="settings-labels">
      <legend>{named(SETTING_ROWS.labels.label)}</legend>
      <p className="field-hint">
        {labels.length + incidentFree.length === 0
          ? named(SETTING_ROWS.labels.none ?? '')
          : named(SETTING_ROWS.labels.help)}
      </p>
      <LabelList labels={labels} grid={grid} onChange={onLabels} />
      <FreeList spans={incidentFree} grid={grid} onChange={onIncidentFree} />
    </fieldset>
  );
}
