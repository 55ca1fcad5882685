// Which windows of the result become a saved baseline, and its name.

import { type FormEvent, useId, useState } from 'react';
import type { Timeline } from '../../contracts/result';
import type { BaselineChoice } from '../../contracts/threads';
import { learntWindows } from '../../core/baseline/learnt-windows';
import { saveBaseline } from '../../store/baselines';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useApp, useBaselines, useResult, useView } from '../shared/app-context';
import { useClock } from '../shared/use-clock';

type Kind = BaselineChoice['kind'];

export function SaveBaseline({ timeline, onDone }: { timeline: Timeline; onDone: () => void }) {
  const clock = useClock();
  const app = useApp();
  const { name: logName } = useResult();
  const zoom = useView((state) => state.zoom);
  const work = useBaselines((state) => state.work);
  const numLearnt = learntWindows(timeline.baseline).length;
  const [kind, setKind] = useState<Kind>('quiet');
  const [name, setName] = useState(`${logName.slice(0, 60)}, ${clock.day(app.now())}`);
  const nameId = useId();
  const choice: BaselineChoice =
    kind === 'span' && zoom !== null ? { kind, ...zoom } : ({ kind } as BaselineChoice);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await saveBaseline(app, name.trim() || logName, choice)) onDone();
  };
  const option = (value: Kind, label: string, disabled = false) => (
    <label data-disabled={disabled || undefined}>
      <input
        type="radio"
        name={`${nameId}-windows`}
        data-testid={`baseline-of-${value}`}
        checked={kind === value}
        disabled={disabled}
        onChange={() => setKind(value)}
      />
      {label}
    </label>
  );
  const span = zoom === null ? t('drag over the timeline first') : clock.range(zoom.start, zoom.end);
  return (
    <form className="baseline-form" onSubmit={(event) => void save(event)}>
      <div className="field">
        <label htmlFor={nameId}>{t('Name')}</label>
        <input
          id={nameId}
          className="input"
          maxLength={200}
          value={name}
          data-testid="baseline-name"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <fieldset className="wildcard-choice">
        <legend className="field-hint">{t('Windows')}</legend>
        {option('quiet', t('all quiet ones: no vote, and beside no incident'))}
        {option(
          'learnt',
          t('those learnt from in this run ({windows})', { windows: countOf(numLearnt, 'window') }),
          numLearnt === 0,
        )}
        {option('span', t('those of the span in view ({span})', { span }), zoom === null)}
      </fieldset>
      <p className="field-hint">
        {t(
          'Kept in this browser: the texts of the templates, with values masked, and counts for each window. No line of the log.',
        )}
      </p>
      <div className="baseline-buttons">
        <button type="submit" className="button primary" data-testid="baseline-keep" disabled={work !== null}>
          {t('Save')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  );
}
