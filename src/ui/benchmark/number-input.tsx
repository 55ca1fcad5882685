// A number typed into a table: its text is kept while it is typed, so that '0.' can become '0.5'.
import { useState } from 'react';

interface NumberInputProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly max: number;
  /** NaN while what is typed is no number. */
  readonly onChange: (value: number) => void;
}

export function NumberInput({ label, testId, value, max, onChange }: NumberInputProps) {
  const [text, setText] = useState(String(value));
  const typed = text.trim() === '' ? Number.NaN : Number(text);
  const shown = Object.is(typed, value) ? text : Number.isNaN(value) ? '' : String(value);
  const isWrong = !(value >= 0 && value <= max);
  return (
    <input
      className="input num number-input"
      type="number"
      min={0}
      max={max}
      step="any"
      aria-label={label}
      aria-invalid={isWrong}
      data-testid={testId}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value.trim() === '' ? Number.NaN : Number(event.target.value));
      }}
    />
  );
}
