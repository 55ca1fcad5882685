// The user's edits of templates: made in the Templates view, taken back here or there.

import type { TemplateEdit } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { named } from '../../words/t';
import { EditList } from '../templates/template-edits';

interface EditsFieldProps {
  readonly value: readonly TemplateEdit[];
  readonly onChange: (edits: readonly TemplateEdit[]) => void;
}

const { label, help, none } = SETTING_ROWS['drain.edits'];

export function EditsField({ value, onChange }: EditsFieldProps) {
  return (
    <fieldset className="field masks" data-testid="settings-edits">
      <legend>{named(label)}</legend>
      <p className="field-hint">{value.length === 0 ? named(none ?? '') : named(help)}</p>
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
