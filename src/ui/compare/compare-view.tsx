// Two sides held against each other: what each is, what differs, strongest first, each with the way to its lines.

import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import type { Comparison, DifferenceKind, Pair, RatePer } from '../../contracts/compare';
import type { CompareChoice, CompareSide } from '../../store/compare-choice';
import { suggestChoice } from '../../store/suggest-choice';
import { type Label, t } from '../../words/t';
import { useOpenAnalyses } from '../beside/use-open-analyses';
import { useApp, useResult, useView } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { FILE_INPUT, openChooser } from '../shell/file-inputs';
import { KIND_TITLES, summaryOf } from './compare-words';
import { DifferenceList } from './difference-list';
import { LevelBars, MovedList, ValuesChanged } from './other-changes';
import type { SideOf } from './side-lines';
import { SidePicker } from './side-picker';
import { type Comparing, useComparison } from './use-comparison';

export function CompareView() {
  const choice = useChoice();
  const showCompare = useView((state) => state.showCompare);
  const comparing = useComparison(choice);
  const { comparison } = comparing;
  const change = (idx: 0 | 1, side: CompareSide): void =>
    showCompare({ ...choice, sides: idx === 0 ? [side, choice.sides[1]] : [choice.sides[0], side] });
  return (
    <div className="stack compare" aria-busy={comparing.isCounting}>
      <section className="panel compare-head" aria-label={t('What is compared')}>
        <SidePicker
          side={choice.sides[0]}
          idx={0}
          totals={comparison?.sides[0] ?? null}
          onChange={(side) => change(0, side)}
        />
        <button
          type="button"
          className="button compare-swap"
          aria-label={t('Swap the sides')}
          title={t('Swap the sides')}
          data-testid="compare-swap"
          onClick={() => showCompare({ ...choice, sides: [choice.sides[1], choice.sides[0]] })}
        >
          <ArrowLeftRight size={15} aria-hidden="true" />
        </button>
        <SidePicker
          side={choice.sides[1]}
          idx={1}
          totals={comparison?.sides[1] ?? null}
          onChange={(side) => change(1, side)}
        />
        <RateChoice choice={choice} per={comparison?.per ?? null} />
      </section>
      <Outcome comparing={comparing} choice={choice} />
    </div>
  );
}

/** What was chosen, or what suits. */
function useChoice(): CompareChoice {
  const app = useApp();
  const result = useResult();
  const chosen = useView((state) => state.compare);
  const zoom = useView((state) => state.zoom);
  const others = useOpenAnalyses().flatMap(({ app: each, state }) =>
    each !== app && state === 'done' ? (each.session.getState().result?.id ?? []) : [],
  );
  const ids = others.join();
  const suggested = useMemo(
    () => suggestChoice(result, zoom, ids === '' ? [] : ids.split(',')),
    [result, zoom, ids],
  );
  return chosen ?? suggested;
}

const RATES: readonly (readonly [RatePer | 'auto', Label])[] = [
  ['auto', 'as it suits'],
  ['lines', 'share of the lines'],
  ['time', 'lines per time'],
];

function RateChoice({ choice, per }: { choice: CompareChoice; per: RatePer | null }) {
  const showCompare = useView((state) => state.showCompare);
  return (
    <label className="compare-per">
      <span>{t('Rates by')}</span>
      <select
        className="input"
        data-testid="compare-per"
        value={choice.per ?? 'auto'}
        onChange={(event) =>
          showCompare({
            ...choice,
            per: event.target.value === 'auto' ? null : (event.target.value as RatePer),
          })
        }
      >
        {RATES.map(([value, label]) => (
          <option key={value} value={value}>
            {value === 'auto' && per !== null
              ? `${t(label)}: ${per === 'lines' ? t('share of the lines') : t('lines per time')}`
              : t(label)}
          </option>
        ))}
      </select>
      {choice.per === 'time' && per === 'lines' && (
        <span className="faint">{t('A side has no times: by lines.')}</span>
      )}
    </label>
  );
}

const KINDS: readonly DifferenceKind[] = ['appeared', 'vanished', 'rose', 'fell'];

function Outcome({ comparing, choice }: { comparing: Comparing; choice: CompareChoice }) {
  const { comparison, apps, problem, values, isCounting } = comparing;
  if (problem !== '')
    return (
      <Notice tone="warning" testId="compare-problem">
        {problem}
      </Notice>
    );
  if (comparison === null || apps === null)
    return (
      <p className="empty" role="status">
        {isCounting ? t('Counting both sides …') : ''}
      </p>
    );
  const sides: Pair<SideOf> = [
    { app: apps[0], where: choice.sides[0].where },
    { app: apps[1], where: choice.sides[1].where },
  ];
  return (
    <>
      <Summary comparison={comparison} comparing={comparing} />
      {KINDS.slice(0, 1).map((kind) => (
        <DifferenceList key={kind} kind={kind} {...comparison} num={comparison.numOf[kind]} sides={sides} />
      ))}
      <ValuesChanged values={values} sides={sides} />
      {KINDS.slice(1).map((kind) => (
        <DifferenceList key={kind} kind={kind} {...comparison} num={comparison.numOf[kind]} sides={sides} />
      ))}
      <LevelBars comparison={comparison} />
      <MovedList comparison={comparison} sides={sides} />
    </>
  );
}

function Summary({ comparison, comparing }: { comparison: Comparison; comparing: Comparing }) {
  const { valuesRead, needsFiles, values } = comparing;
  const isReading = valuesRead !== null && valuesRead[0] < valuesRead[1];
  const jumps: readonly (readonly [string, string, number])[] = [
    ...KINDS.map((kind) => [`diff-${kind}`, KIND_TITLES[kind], comparison.numOf[kind]] as const),
    ['diff-values', t('Other values'), values.length],
    ['diff-moved', t('Other order'), comparison.moved.length],
  ];
  return (
    <section className="compare-summary" aria-label={t('In short')}>
      <p data-testid="compare-summary" role="status">
        {summaryOf(comparison)}
        {comparison.isByTextAlone &&
          t(' Templates were matched by their text alone: there are too many to look for near ones.')}
      </p>
      <p className="compare-jumps">
        {jumps.map(([id, label, num]) => (
          <button
            key={id}
            type="button"
            className="chip plain-button"
            disabled={num === 0}
            onClick={() => {
              const head = document.getElementById(id);
              head?.scrollIntoView({ block: 'start' });
              head?.focus({ preventScroll: true });
            }}
          >
            {label} <span className="num">{num}</span>
          </button>
        ))}
      </p>
      {isReading && (
        <p className="faint">
          {t('Reading values: {valuesRead} of {valuesRead2} templates …', {
            valuesRead: valuesRead[0],
            valuesRead2: valuesRead[1],
          })}
        </p>
      )}
      {needsFiles && (
        <p className="muted">
          {t('Values stand in the files, which are not all here.')}{' '}
          <button type="button" className="plain-button text-link" onClick={() => openChooser(FILE_INPUT)}>
            {t('Give the files again')}
          </button>
        </p>
      )}
    </section>
  );
}
