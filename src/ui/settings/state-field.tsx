// Templates saved from an earlier analysis (miner_state.json): which, and what becomes of lines that match none of them.

import { FolderOpen, X } from 'lucide-react';
import { useId } from 'react';
import type { SavedTemplates } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { countOf } from '../../words/count';
import { named, t } from '../../words/t';
import { LogText } from '../shared/log-text';
import { openChooser, SETTINGS_INPUT } from '../shell/file-inputs';
import { useFieldError } from './fields';

interface StateFieldProps {
  readonly value: SavedTemplates | null;
  readonly onChange: (state: SavedTemplates | null) => void;
}

const { label, none } = SETTING_ROWS['drain.state'];

export function StateField({ value, onChange }: StateFieldProps) {
  const error = useFieldError('drain.state');
  return (
    <fieldset className="field masks" data-testid="settings-state">
      <legend>{named(label)}</legend>
      {value === null ? (
        <p className="field-hint">{named(none ?? '')}</p>
      ) : (
        <OpenedState value={value} onChange={onChange} />
      )}
      {error !== null && (
        <p className="field-error" role="alert">
          {t('The saved templates: it {error}', { error })}
        </p>
      )}
      <button
        type="button"
        className="button"
        data-testid="settings-open-state"
        onClick={() => openChooser(SETTINGS_INPUT)}
      >
        <FolderOpen size={14} aria-hidden="true" />
        {value === null ? t('Open saved templates') : t('Open others')}
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
          aria-label={t('Remove the saved templates')}
          data-testid="settings-remove-state"
          onClick={() => onChange(null)}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <fieldset className="wildcard-choice">
        <legend className="field-hint">{t('Lines that match none of them')}</legend>
        {choice(true, t('become new templates, numbered after these'))}
        {choice(false, t('are put under one template, <unmatched>; nothing is learnt'))}
      </fieldset>
    </>
  );
}
