// Templates saved from an earlier analysis (miner_state.json): which, and what becomes of lines that match none of them.
import { FolderOpen, X } from 'lucide-react';
import { useId } from 'react';
import type { SavedTemplates } from '../../contracts/settings';
import { countOf } from '../../core/wording/plural';
import { LogText } from '../shared/log-text';
import { openChooser, SETTINGS_INPUT } from '../shell/file-inputs';
import { useFieldError } from './fields';

interface StateFieldProps {
  readonly value: SavedTemplates | null;
  readonly onChange: (state: SavedTemplates | null) => void;
}

export function StateField({ value, onChange }: StateFieldProps) {
  const error = useFieldError('drain.state');
  return (
    <fieldset className="field masks" data-testid="settings-state">
      <legend>Saved templates</legend>
      {value === null ? (
        <p className="field-hint">
          None. Open a miner_state.json (from the Exports of an analysis), and lines are matched against its
          templates first, which keep their ids.
        </p>
      ) : (
        <OpenedState value={value} onChange={onChange} />
      )}
      {error !== null && (
        <p className="field-error" role="alert">
          The saved templates: it {error}
        </p>
      )}
      <button
        type="button"
        className="button"
        data-testid="settings-open-state"
        onClick={() => openChooser(SETTINGS_INPUT)}
      >
        <FolderOpen size={14} aria-hidden="true" />
        {value === null ? 'Open saved templates' : 'Open others'}
      </button>
    </fieldset>
  );
}

function OpenedState({
  value,
  onChange,
}: { readonly value: SavedTemplates } & Pick<StateFieldProps, 'onChange'>) {
  const name = useId();
  const choice = (learn: boolean, label: string) => (
    <label>
      <input
        type="radio"
        name={name}
        data-testid={`settings-state-${learn ? 'learn' : 'match'}`}
        checked={value.learn === learn}
        onChange={() => onChange({ ...value, learn })}
      />
      {label}
    </label>
  );
  return (
    <>
      <div className="saved-state">
        <span className="mono">
          <LogText text={value.name} />
        </span>
        <span className="muted num">{countOf(value.templates.length, 'template')}</span>
        <button
          type="button"
          className="button"
          aria-label="Remove the saved templates"
          data-testid="settings-remove-state"
          onClick={() => onChange(null)}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <fieldset className="wildcard-choice">
        <legend className="field-hint">Lines that match none of them</legend>
        {choice(true, 'become new templates, numbered after these')}
        {choice(false, 'are put under one template, <unmatched>; nothing is learnt')}
      </fieldset>
    </>
  );
}
