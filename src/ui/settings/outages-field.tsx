// Outages marked by the user, one time a line; the timeline adds to the same list.

import { useId, useState } from 'react';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { named, t } from '../../words/t';
import { useSettings } from '../shared/app-context';

interface OutagesFieldProps {
  readonly value: readonly string[];
  readonly onChange: (outages: readonly string[]) => void;
}

export function OutagesField({ value, onChange }: OutagesFieldProps) {
  const id = useId();
  const [text, setText] = useState(() => value.join('\n'));
  const error = useSettings(
    (state) => state.errors.find((e) => e.path.startsWith('outages'))?.message ?? null,
  );
  const shown = linesOf(text).join('\n') === value.join('\n') ? text : value.join('\n');
  return (
    <div className="field">
      <label htmlFor={id}>{named(SETTING_ROWS.outages.label)}</label>
      <textarea
        id={id}
        className="input mono"
        rows={2}
        value={shown}
        spellCheck={false}
        placeholder="2026-03-12T12:20:00Z"
        data-testid="settings-outages"
        aria-invalid={error !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setText(event.target.value);
          onChange(linesOf(event.target.value));
        }}
      />
      <p id={`${id}-hint`} className={error === null ? 'field-hint' : 'field-error'}>
        {error === null ? named(SETTING_ROWS.outages.help) : t('A time {error}', { error })}
      </p>
    </div>
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
