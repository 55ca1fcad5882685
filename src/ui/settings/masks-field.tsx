// The user's own masks: a name and a regular expression each, checked while they are typed.

import { Plus, X } from 'lucide-react';
import type { DrainSettings } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { named, t } from '../../words/t';
import { useFieldError } from './fields';

type Mask = DrainSettings['masks'][number];

interface MasksFieldProps {
  readonly value: readonly Mask[];
  readonly onChange: (masks: readonly Mask[]) => void;
}

const { label, help } = SETTING_ROWS['drain.masks'];

export function MasksField({ value, onChange }: MasksFieldProps) {
  return (
    <fieldset className="field masks">
      <legend>{named(label)}</legend>
      <p className="field-hint">{named(help)}</p>
      {value.map((mask, i) => (
        <MaskRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a mask has no identity but its place.
          key={i}
          mask={mask}
          at={i}
          onChange={(changed) => onChange(value.with(i, changed))}
          onRemove={() => onChange(value.filter((_, k) => k !== i))}
        />
      ))}
      <button
        type="button"
        className="button"
        data-testid="settings-add-mask"
        onClick={() => onChange([...value, { name: `MASK_${value.length + 1}`, pattern: '\\bid-\\d+\\b' }])}
      >
        <Plus size={14} aria-hidden="true" />
        {t('Add a mask')}
      </button>
    </fieldset>
  );
}

interface MaskRowProps {
  readonly mask: Mask;
  readonly at: number;
  readonly onChange: (mask: Mask) => void;
  readonly onRemove: () => void;
}

function MaskRow({ mask, at, onChange, onRemove }: MaskRowProps) {
  const nameError = useFieldError(`drain.masks.${at}.name`);
  const patternError = useFieldError(`drain.masks.${at}.pattern`);
  return (
    <div className="mask-row">
      <input
        className="input mono"
        aria-label={t('Name of mask {at}', { at: at + 1 })}
        aria-invalid={nameError !== null}
        value={mask.name}
        spellCheck={false}
        onChange={(event) => onChange({ ...mask, name: event.target.value })}
      />
      <input
        className="input mono grow"
        aria-label={t('Pattern of mask {at}', { at: at + 1 })}
        aria-invalid={patternError !== null}
        data-testid={`settings-mask-${at}`}
        value={mask.pattern}
        spellCheck={false}
        onChange={(event) => onChange({ ...mask, pattern: event.target.value })}
      />
      <button
        type="button"
        className="button"
        aria-label={t('Remove mask {at}', { at: at + 1 })}
        onClick={onRemove}
      >
        <X size={14} aria-hidden="true" />
      </button>
      {(nameError ?? patternError) !== null && (
        <p className="field-error" role="alert">
          {nameError === null
            ? t('The pattern {patternError}', { patternError: patternError ?? '' })
            : t('The name {nameError}', { nameError })}
        </p>
      )}
    </div>
  );
}
