// What the reader called normal, each to be taken back; and the incidents that were marked.
import { X } from 'lucide-react';
import type { MarkedSpan, NormalSettings } from '../../contracts/settings';
import { TemplateText } from '../shared/template-text';
import { formatRange } from '../shared/time';

interface NormalFieldProps {
  readonly value: NormalSettings;
  readonly onChange: (normal: NormalSettings) => void;
}

export function NormalField({ value, onChange }: NormalFieldProps) {
  const { templates, windows } = value;
  const numMarks = templates.length + windows.length;
  return (
    <fieldset className="field masks" data-testid="settings-normal">
      <legend>Marked as normal</legend>
      <p className="field-hint">
        {numMarks === 0
          ? 'Nothing. An incident, a template or a span of the timeline can be marked where it is shown.'
          : 'Templates take no part in detection; windows are never confirmed, and are learnt from.'}
      </p>
      {numMarks > 0 && (
        <ul className="edit-list">
          {templates.map((text) => (
            <li key={text} className="edit-row">
              <span className="chip">template</span>
              <span className="edit-text">
                <TemplateText text={text} />
              </span>
              <RemoveButton
                what={`template ${text}`}
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
  readonly value: readonly MarkedSpan[];
  readonly onChange: (labels: readonly MarkedSpan[]) => void;
}

export function LabelsField({ value, onChange }: LabelsFieldProps) {
  return (
    <fieldset className="field masks" data-testid="settings-labels">
      <legend>Incidents that you know of</legend>
      <p className="field-hint">
        {value.length === 0
          ? 'None. Mark them on the timeline, or give a file of them in the Benchmark view. Detection never sees them.'
          : 'Thresholds can be measured against them in the Benchmark view. Detection never sees them.'}
      </p>
      {value.length > 0 && <LabelList labels={value} onChange={onChange} />}
    </fieldset>
  );
}

export function LabelList({
  labels,
  onChange,
}: {
  labels: readonly MarkedSpan[];
  onChange: LabelsFieldProps['onChange'];
}) {
  return (
    <ul className="edit-list">
      {labels.map((span) => (
        <SpanRow
          key={`${span.start}/${span.end}`}
          kind="incident"
          span={span}
          onRemove={() => onChange(labels.filter((each) => each !== span))}
        />
      ))}
    </ul>
  );
}

function SpanRow({ kind, span, onRemove }: { kind: string; span: MarkedSpan; onRemove: () => void }) {
  const words = formatRange(Date.parse(span.start), Date.parse(span.end));
  return (
    <li className="edit-row">
      <span className="chip">{kind}</span>
      <span className="edit-text num">{words}</span>
      <RemoveButton what={`${kind} ${words}`} onRemove={onRemove} />
    </li>
  );
}

function RemoveButton({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="button" aria-label={`Remove ${what}`} onClick={onRemove}>
      <X size={14} aria-hidden="true" />
    </button>
  );
}
