// One side: of which analysis, which of its lines. Chosen from what suits, or typed as in Lines.

import { useEffect, useId, useMemo, useState } from 'react';
import type { SideTotals } from '../../contracts/compare';
import { textInUtc } from '../../core/query/in-utc';
import type { App } from '../../store/app';
import { type CompareSide, problemOf } from '../../store/compare-choice';
import { sideOptions } from '../../store/suggest-choice';
import { countOf } from '../../words/count';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { useOpenAnalyses } from '../beside/use-open-analyses';
import { useApp, useHistory, useView } from '../shared/app-context';
import type { ShownClock } from '../shared/time';
import { useClock, useTimeReader } from '../shared/use-clock';
import { SIDE_LETTERS } from './compare-words';

interface SidePickerProps {
  readonly side: CompareSide;
  readonly idx: 0 | 1;
  /** Null: not counted yet. */
  readonly totals: SideTotals | null;
  readonly onChange: (side: CompareSide) => void;
}

/** Kept analyses that the list offers besides those that are open. */
const MAX_KEPT = 40;

export function SidePicker({ side, idx, totals, onChange }: SidePickerProps) {
  const clock = useClock();
  const app = useApp();
  const zoom = useView((state) => state.zoom);
  const open = useOpenAnalyses().filter(({ app: each, state }) => each === app || state === 'done');
  const other = open.find(({ app: each }) => idOf(each) === side.analysis)?.app;
  const { result } = (side.analysis === '' ? app : (other ?? app)).session.getState();
  const options = useMemo(
    () => (result === null ? [] : sideOptions(result, side.analysis === '' ? zoom : null)),
    [result, zoom, side.analysis],
  );
  const id = useId();
  const isKnown = options.some(({ where }) => where === side.where);
  return (
    <fieldset className="compare-side" data-side={SIDE_LETTERS[idx]} data-testid={`compare-side-${idx}`}>
      <legend>
        <span className="side-letter">{SIDE_LETTERS[idx]}</span>
        {idx === 0 ? t('Held against') : t('Looked at')}
      </legend>
      <AnalysisChoice
        id={`${id}-of`}
        open={open.map(({ app: each }) => each)}
        side={side}
        onChange={(analysis) => onChange({ analysis, where: '' })}
      />
      <label htmlFor={`${id}-what`}>{t('Lines')}</label>
      <select
        id={`${id}-what`}
        className="input"
        data-testid={`compare-what-${idx}`}
        value={side.where}
        onChange={(event) => onChange({ ...side, where: event.target.value })}
      >
        {!isKnown && <option value={side.where}>{t('As typed below')}</option>}
        {options.map(({ label, where }) => (
          <option key={label} value={where}>
            {label}
          </option>
        ))}
      </select>
      <WhereInput
        key={side.where}
        id={`${id}-where`}
        where={side.where}
        onChange={(where) => onChange({ ...side, where })}
      />
      <p className="num faint side-totals">{totals === null ? '…' : totalsInWords(totals, clock)}</p>
    </fieldset>
  );
}

function totalsInWords({ numRecords, coveredMs, firstMs }: SideTotals, clock: ShownClock): string {
  const num = countOf(numRecords, 'record');
  if (firstMs === null || coveredMs === null) return t('{num}, no times', { num });
  return t('{num} in {coveredMs}, from {firstMs} {zone}', {
    num,
    coveredMs: spanInShort(coveredMs),
    firstMs: clock.time(firstMs),
    zone: clock.zone,
  });
}

const idOf = ({ session }: App): string => session.getState().result?.id ?? '';

interface AnalysisChoiceProps {
  readonly id: string;
  readonly open: readonly App[];
  readonly side: CompareSide;
  readonly onChange: (analysis: string) => void;
}

/** Nothing to choose where there is one analysis and no history. */
function AnalysisChoice({ id, open, side, onChange }: AnalysisChoiceProps) {
  const clock = useClock();
  const app = useApp();
  const items = useHistory((state) => state.items);
  const refresh = useHistory((state) => state.refresh);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const others = open.filter((each) => each !== app);
  const openIds = new Set(open.map(idOf));
  const kept = (items ?? []).filter((item) => !openIds.has(item.id)).slice(0, MAX_KEPT);
  if (others.length === 0 && kept.length === 0 && side.analysis === '') return null;
  const isKnown =
    side.analysis === '' || [...openIds, ...kept.map((item) => item.id)].includes(side.analysis);
  return (
    <>
      <label htmlFor={id}>{t('Analysis')}</label>
      <select
        id={id}
        className="input"
        data-testid="compare-of"
        value={side.analysis}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('This one: {name}', { name: app.session.getState().name })}</option>
        {others.map((each) => (
          <option key={each.key} value={idOf(each)}>
            {t('Open: {name}', { name: each.session.getState().name })}
          </option>
        ))}
        {kept.map((item) => (
          <option key={item.id} value={item.id}>
            {t('Kept: {name}, {savedMs}', { name: item.name, savedMs: clock.time(item.savedMs) })}
          </option>
        ))}
        {!isKnown && <option value={side.analysis}>{t('One that is not here')}</option>}
      </select>
    </>
  );
}

interface WhereInputProps {
  readonly id: string;
  readonly where: string;
  readonly onChange: (where: string) => void;
}

/** Taken over by Enter or on leaving, so that nothing is counted at each letter. */
function WhereInput({ id, where, onChange }: WhereInputProps) {
  const [typed, setTyped] = useState(where);
  const reader = useTimeReader();
  const problem = problemOf(typed);
  const take = (): void => {
    if (problem === null && typed.trim() !== where) onChange(textInUtc(typed.trim(), reader));
  };
  return (
    <>
      <label htmlFor={id}>{t('Filter')}</label>
      <input
        id={id}
        className="input mono"
        spellCheck={false}
        placeholder="level:error component:cinder after:10:00"
        value={typed}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className="notice-text side-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
