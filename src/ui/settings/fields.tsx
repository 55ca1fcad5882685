// Fields of the settings: label, control, hint, and the error of their path.

import { type ReactNode, useId, useState } from 'react';
import { SETTING_ROWS, type SettingPath } from '../../contracts/settings-registry';
import { named } from '../../words/t';
import { useSettings } from '../shared/app-context';

/** Label and hint are those of the setting's row, unless others are given; a path that has no row brings its own. */
type FieldProps =
  | { readonly path: SettingPath; readonly label?: string; readonly hint?: string | undefined }
  | {
      readonly path: `baseline.${string}` | `writer.${string}`;
      readonly label: string;
      readonly hint?: string | undefined;
    };

interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
  readonly 'data-testid': string;
}

function rowOf(path: string): { readonly label?: string; readonly hint?: string } {
  if (!(path in SETTING_ROWS)) return {};
  const { label, help } = SETTING_ROWS[path as SettingPath];
  return { label: named(label), hint: named(help) };
}

/** Errors at a path; null: there is none. */
export function useFieldError(path: string): string | null {
  return useSettings((state) => state.errors.find((error) => error.path === path)?.message ?? null);
}

export function Field({
  children,
  ...field
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const { path, label, hint } = { ...rowOf(field.path), ...field };
  const id = useId();
  const error = useFieldError(path);
  const control: ControlProps = {
    id,
    'aria-invalid': error !== null,
    'aria-describedby': `${id}-hint`,
    'data-testid': `settings-${path}`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(control)}
      <p id={`${id}-hint`} className={error === null ? 'field-hint' : 'field-error'}>
        {error ?? hint}
      </p>
    </div>
  );
}

type NumberFieldProps = FieldProps & {
  readonly value: number | null;
  readonly step?: number | 'any';
  /** An empty field means null, not an error. */
  readonly nullable?: boolean;
  readonly onChange: (value: number | null) => void;
};

/** Keeps what is typed as text: '0.' on the way to '0.5' must not jump back. */
export function NumberField({ value, step = 1, nullable = false, onChange, ...field }: NumberFieldProps) {
  const [text, setText] = useState(() => textOf(value));
  const typed = numberOf(text, nullable);
  const shown = Object.is(typed, value) ? text : textOf(value);
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="input num"
          type="number"
          step={step}
          value={shown}
          onChange={(event) => {
            setText(event.target.value);
            onChange(numberOf(event.target.value, nullable));
          }}
        />
      )}
    </Field>
  );
}

function textOf(value: number | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}

function numberOf(text: string, nullable: boolean): number | null {
  if (text.trim() === '') return nullable ? null : Number.NaN;
  return Number(text);
}

type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
};

export function TextField({ value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="input"
          value={value}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type SelectFieldProps<T extends string> = FieldProps & {
  readonly value: T;
  readonly options: readonly T[];
  /** Words for the options that are not words themselves. */
  readonly words?: Partial<Record<T, string>>;
  readonly onChange: (value: T) => void;
};

export function SelectField<T extends string>({
  value,
  options,
  words,
  onChange,
  ...field
}: SelectFieldProps<T>) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option === event.target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {words?.[option] ?? option}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
