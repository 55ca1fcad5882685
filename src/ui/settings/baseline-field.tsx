// What the detectors learn from: the first share of the log, a span of time, or a file known to be good.
import type { BaselineSetting } from '../../contracts/settings';
import { useSession } from '../shared/app-context';
import { NumberField, SelectField, TextField, useFieldError } from './fields';

interface BaselineFieldProps {
  readonly value: BaselineSetting;
  readonly onChange: (value: BaselineSetting) => void;
}

const KINDS = ['first', 'range', 'file'] as const;

export function BaselineField({ value, onChange }: BaselineFieldProps) {
  const timeline = useSession((state) => state.result?.timeline ?? null);
  const fileName = useSession((state) => state.result?.files[0]?.name ?? '');
  const error = useFieldError('baseline');
  const choose = (kind: BaselineSetting['kind']): void => {
    if (kind === 'first') onChange({ kind, share01: 0.4 });
    if (kind === 'file') onChange({ kind, name: fileName });
    if (kind === 'range')
      onChange({
        kind,
        start: isoOf(timeline?.baseline.start ?? null),
        end: isoOf(timeline?.baseline.endMs ?? null),
      });
  };
  return (
    <>
      <SelectField
        path="baseline.kind"
        label="Baseline"
        hint="What the detectors take as normal: the first share of the log, a range of it, or one of the files."
        value={value.kind}
        options={KINDS}
        onChange={choose}
      />
      {value.kind === 'first' && (
        <NumberField
          path="baseline.share01"
          label="Share of the log, 0.1 to 0.9"
          value={value.share01}
          step={0.05}
          onChange={(share01) => onChange({ kind: 'first', share01: share01 ?? Number.NaN })}
        />
      )}
      {value.kind === 'range' && (
        <>
          <TextField
            path="baseline.start"
            label="From (ISO 8601)"
            value={value.start}
            onChange={(start) => onChange({ ...value, start })}
          />
          <TextField
            path="baseline.end"
            label="To, not included"
            hint={error ?? undefined}
            value={value.end}
            onChange={(end) => onChange({ ...value, end })}
          />
        </>
      )}
      {value.kind === 'file' && (
        <TextField
          path="baseline.name"
          label="Name of the file, as dropped"
          value={value.name}
          onChange={(name) => onChange({ kind: 'file', name })}
        />
      )}
    </>
  );
}

function isoOf(ms: number | null): string {
  return ms === null ? '' : new Date(ms).toISOString();
}
