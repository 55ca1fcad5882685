// What the detectors learn from: the first share of the log, a span of time, a file known to be good, or a saved baseline.

import { useState } from 'react';
import type { BaselineSetting } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { THRESHOLD_ROWS } from '../../contracts/thresholds';
import { named, t, words } from '../../words/t';
import { ImportButton } from '../baselines/baselines-panel';
import { useBaselines, useSession } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { isoText } from '../shared/time';
import { Field, NumberField, SelectField, TextField, useFieldError } from './fields';

interface BaselineFieldProps {
  readonly value: BaselineSetting;
  readonly onChange: (value: BaselineSetting) => void;
}

const KINDS = ['first', 'range', 'file', 'saved'] as const;
const KIND_WORDS = words({
  first: 'The first part of the log',
  range: 'A span of time',
  file: 'One of the files',
  saved: 'A saved baseline',
});

const SHARE = THRESHOLD_ROWS.baselineShare01;

export function BaselineField({ value, onChange }: BaselineFieldProps) {
  const timeline = useSession((state) => state.result?.timeline ?? null);
  const fileName = useSession((state) => state.result?.files[0]?.name ?? '');
  const saved = useBaselines((state) => state.items) ?? [];
  const error = useFieldError('baseline');
  const choose = (kind: BaselineSetting['kind']): void => {
    if (kind === 'first') onChange({ kind, share01: SHARE.value });
    if (kind === 'file') onChange({ kind, name: fileName });
    if (kind === 'saved') onChange({ kind, id: saved[0]?.id ?? '', name: saved[0]?.name ?? '' });
    if (kind === 'range')
      onChange({
        kind,
        start: isoOf(timeline?.baseline.startMs ?? null),
        end: isoOf(timeline?.baseline.endMs ?? null),
      });
  };
  return (
    <>
      <SelectField
        path="baseline.kind"
        label={named(SETTING_ROWS.baseline.label)}
        hint={named(SETTING_ROWS.baseline.help)}
        value={value.kind}
        options={KINDS}
        words={KIND_WORDS}
        onChange={choose}
      />
      {value.kind === 'first' && (
        <NumberField
          path="baseline.share01"
          label={t('Share of the log, {range} to {range2}', {
            range: SHARE.range[0],
            range2: SHARE.range[1],
          })}
          value={value.share01}
          step={0.05}
          onChange={(share01) => onChange({ kind: 'first', share01: share01 ?? Number.NaN })}
        />
      )}
      {value.kind === 'range' && (
        <>
          <TextField
            path="baseline.start"
            label={t('From (ISO 8601)')}
            value={value.start}
            onChange={(start) => onChange({ ...value, start })}
          />
          <TextField
            path="baseline.end"
            label={t('To, not included')}
            hint={error ?? undefined}
            value={value.end}
            onChange={(end) => onChange({ ...value, end })}
          />
        </>
      )}
      {value.kind === 'file' && (
        <TextField
          path="baseline.name"
          label={t('Name of the file, as dropped')}
          value={value.name}
          onChange={(name) => onChange({ kind: 'file', name })}
        />
      )}
      {value.kind === 'saved' && <SavedField value={value} onChange={onChange} />}
    </>
  );
}

type SavedSetting = Extract<BaselineSetting, { kind: 'saved' }>;

/** The baselines of this browser; one that the settings name and the browser lacks stands in the list as it is. */
function SavedField({
  value,
  onChange,
}: {
  readonly value: SavedSetting;
  readonly onChange: (value: SavedSetting) => void;
}) {
  const saved = useBaselines((state) => state.items) ?? [];
  const notice = useBaselines((state) => state.notice);
  // What was told before, elsewhere, is no news here.
  const [before] = useState(notice);
  const isKnown = saved.some(({ id }) => id === value.id);
  return (
    <>
      <Field
        path="baseline.id"
        label={t('Saved baseline')}
        hint={
          saved.length === 0
            ? t('None is kept in this browser: save one from the overview of an analysis, or open a file.')
            : t(
                'Every window of the log is judged by it, from the first on; it also gives the size of the windows.',
              )
        }
      >
        {(control) => (
          <select
            {...control}
            className="input"
            value={value.id}
            onChange={({ target }) => {
              const name = saved.find(({ id }) => id === target.value)?.name ?? value.name;
              onChange({ kind: 'saved', id: target.value, name });
            }}
          >
            {!isKnown && (
              <option value={value.id}>
                {value.id === '' ? t('choose one') : t('{name} (not in this browser)', { name: value.name })}
              </option>
            )}
            {saved.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div>
        <ImportButton />
      </div>
      {notice !== null && notice !== before && <Notice tone={notice.tone}>{notice.text}</Notice>}
    </>
  );
}

function isoOf(ms: number | null): string {
  return ms === null ? '' : isoText(ms);
}
