// The user's edits of templates: made in the Templates view, taken back here or there.
import type { TemplateEdit } from '../../contracts/settings';
import { EditList } from '../templates/template-edits';

interface EditsFieldProps {
  readonly value: readonly TemplateEdit[];
  readonly onChange: (edits: readonly TemplateEdit[]) => void;
}

export function EditsField({ value, onChange }: EditsFieldProps) {
  return (
    <fieldset className="field masks" data-testid="settings-edits">
      <legend>Edits of templates</legend>
      <p className="field-hint">
        {value.length === 0
          ? 'None. Select templates in the Templates view to merge, split or mark them; every later run does the same again.'
          : 'Done again after mining, in this order, on every run.'}
      </p>
      {value.length > 0 && (
        <EditList
          edits={value}
          disabled={false}
          onRemove={(at) => onChange(value.filter((_, i) => i !== at))}
        />
      )}
    </fieldset>
  );
}
