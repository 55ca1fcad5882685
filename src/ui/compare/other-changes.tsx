// What else differs: shares of levels, values of wildcards, order of first occurrence.

import type { Comparison, Pair, SideTotals, ValueChange } from '../../contracts/compare';
import { LEVELS } from '../../contracts/units';
import { createExtractor } from '../../core/drain/parameters';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { formatNumber, formatShare } from '../shared/format';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';
import { ShowMore } from '../shared/show-more';
import { TemplateText } from '../shared/template-text';
import { formatQuantity } from '../templates/format-quantity';
import { factorInWords, SIDE_LETTERS } from './compare-words';
import { SideLines, type SideOf, showSideLines } from './side-lines';

const NUM_SHOWN = 6;

export function LevelBars({ comparison: { levels, sides } }: { comparison: Comparison }) {
  const present = levels.filter(({ counts: [a, b] }) => a + b > 0);
  return (
    <section className="panel" aria-labelledby="compare-levels" data-testid="compare-levels">
      <div className="panel-head">
        <h2 id="compare-levels">{t('Levels')}</h2>
      </div>
      <div className="panel-body">
        {sides.map((totals, i) => (
          <div className="level-share" key={SIDE_LETTERS[i]} aria-hidden="true">
            <span className="side-letter">{SIDE_LETTERS[i]}</span>
            <span className="level-bar">
              {present.map(({ level, counts }) => (
                <span
                  key={level}
                  data-level={LEVELS[level] || 'none'}
                  style={{ width: `${(100 * counts[i]) / Math.max(1, totals.numRecords)}%` }}
                />
              ))}
            </span>
          </div>
        ))}
        <ul className="level-counts num">
          {[...present].reverse().map(({ level, counts, factor }) => (
            <li key={level}>
              <span className="level" data-level={LEVELS[level]}>
                {LEVELS[level] || t('none')}
              </span>{' '}
              {shareOf(counts, sides, 0)} → {shareOf(counts, sides, 1)}{' '}
              <span className="faint">{factorInWords(factor)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function shareOf(counts: Pair<number>, sides: Pair<SideTotals>, i: 0 | 1): string {
  return formatShare(counts[i] / Math.max(1, sides[i].numRecords));
}

interface ValuesChangedProps {
  readonly values: readonly ValueChange[];
  readonly sides: Pair<SideOf>;
}

export function ValuesChanged({ values, sides }: ValuesChangedProps) {
  if (values.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="diff-values" data-testid="diff-values">
      <div className="panel-head">
        <h2 id="diff-values" tabIndex={-1}>
          {rich('Other values {span}', { span: <span className="faint num">{values.length}</span> })}
        </h2>
        <span className="faint">{t('Read from up to 2,000 lines of a template on each side.')}</span>
      </div>
      <ShowMore items={values} shown={NUM_SHOWN} what={t('wildcards')}>
        {(items) => (
          <ol className="diff-list">
            {items.map((change) => (
              <ValueRow key={`${change.templates.join()}/${change.wildcard}`} change={change} sides={sides} />
            ))}
          </ol>
        )}
      </ShowMore>
    </section>
  );
}

function ValueRow({ change, sides }: { change: ValueChange; sides: Pair<SideOf> }) {
  const { text, wildcard, medians, unit, onlyBefore, onlyAfter, templates } = change;
  const { literals } = createExtractor(text);
  return (
    <li className="value-change">
      <TemplateText text={text} />
      <p>
        <span className="faint">
          {literals.length > 2 && t('Wildcard {wildcard}, after ', { wildcard: wildcard + 1 })}
          {literals.length > 2 && <LogText text={literals[wildcard].trim().slice(-30) || t('the start')} />}
          {literals.length > 2 && ': '}
        </span>
        {medians !== null && (
          <span className="num">
            {rich('median {medians} → {strong} {unit}', {
              medians: formatQuantity(medians[0]),
              strong: <strong>{formatQuantity(medians[1])}</strong>,
              unit,
            })}
          </span>
        )}
        <Only letter="B" list={onlyAfter} />
        <Only letter="A" list={onlyBefore} />
      </p>
      <span className="value-lines">
        {sides.map((side, i) => (
          <button
            key={SIDE_LETTERS[i]}
            type="button"
            className="plain-button text-link"
            onClick={() => showSideLines(side, [templates[i]])}
          >
            {t('Lines of {side}', { side: SIDE_LETTERS[i] })}
          </button>
        ))}
      </span>
    </li>
  );
}

function Only({ letter, list }: { letter: string; list: ValueChange['onlyAfter'] }) {
  if (list.length === 0) return null;
  return (
    <span>
      {t('only in {letter}:', { letter })}{' '}
      {list.map(([value, count]) => (
        <span className="chip" key={value}>
          <span className="mono">
            <LogText text={value === '' ? t('(nothing)') : value.slice(0, 80)} />
          </span>
          <span className="num faint">{formatNumber(count)}</span>
        </span>
      ))}
    </span>
  );
}

interface MovedListProps {
  readonly comparison: Comparison;
  readonly sides: Pair<SideOf>;
}

export function MovedList({ comparison: { moved, numShared }, sides }: MovedListProps) {
  if (moved.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="diff-moved" data-testid="diff-moved">
      <div className="panel-head">
        <h2 id="diff-moved" tabIndex={-1}>
          {rich('Other order {span}', { span: <span className="faint num">{moved.length}</span> })}
        </h2>
        <span className="faint">
          {t(
            'By first occurrence among the {numShared} wordings of both; those that passed most others first.',
            { numShared },
          )}
        </span>
      </div>
      <ShowMore items={moved} shown={NUM_SHOWN} what={t('wordings')}>
        {(items) => (
          <ol className="diff-list">
            {items.map(({ text, sides: counts, places, numPassed }) => (
              <li className="diff-row" key={`${counts[0].firstRow}/${counts[1].firstRow}`}>
                <span className="diff-level" />
                <span className="diff-text">
                  <TemplateText text={text} />
                </span>
                <SideLines side={sides[0]} idx={0} count={counts[0]} />
                <SideLines side={sides[1]} idx={1} count={counts[1]} />
                <span className="num faint diff-places">
                  {t('place {places} → {places2}, past {others}', {
                    places: places[0],
                    places2: places[1],
                    others: countOf(numPassed, 'other'),
                  })}
                </span>
              </li>
            ))}
          </ol>
        )}
      </ShowMore>
    </section>
  );
}
