// Differences of one kind, strongest first: wording, counts of both sides as ways to their lines, how much, and when.

import type { Difference, DifferenceKind, Pair, SideCount } from '../../contracts/compare';
import { t, words } from '../../words/t';
import { Level } from '../shared/level';
import { ShowMore } from '../shared/show-more';
import { Spark } from '../shared/spark';
import { TemplateText } from '../shared/template-text';
import { factorInWords, idsOf, KIND_TITLES, strengthInWords } from './compare-words';
import { SideLines, type SideOf } from './side-lines';

const NUM_SHOWN = 8;

const HINTS: Readonly<Record<DifferenceKind, string>> = words({
  appeared: 'Gravest first, then most, then earliest.',
  vanished: 'Gravest first, then most, then earliest.',
  rose: 'Changed by half at least, and held not to be chance; strongest first.',
  fell: 'Changed by half at least, and held not to be chance; strongest first.',
});

interface DifferenceListProps {
  readonly kind: DifferenceKind;
  readonly differences: readonly Difference[];
  /** All of the kind, those that are not listed among them. */
  readonly num: number;
  readonly sides: Pair<SideOf>;
}

export function DifferenceList({ kind, differences, num, sides }: DifferenceListProps) {
  const own = differences.filter((each) => each.kind === kind);
  if (own.length === 0) return null;
  const title = KIND_TITLES[kind];
  return (
    <section className="panel" aria-labelledby={`diff-${kind}`} data-testid={`diff-${kind}`}>
      <div className="panel-head">
        <h2 id={`diff-${kind}`} tabIndex={-1}>
          {title} <span className="faint num">{num}</span>
        </h2>
        <span className="faint">{HINTS[kind]}</span>
      </div>
      <ShowMore items={own} shown={NUM_SHOWN} what={t('wordings')}>
        {(items) => (
          <ol className="diff-list">
            {items.map((each) => (
              <DifferenceRow key={keyOf(each)} difference={each} sides={sides} />
            ))}
          </ol>
        )}
      </ShowMore>
      {num > own.length && (
        <p className="panel-foot faint">
          {t('The first {length} of {num} are listed.', { length: own.length, num })}
        </p>
      )}
    </section>
  );
}

const keyOf = ({ sides: [a, b] }: Difference): string =>
  `${a?.templates.join() ?? ''}/${b?.templates.join() ?? ''}`;

function DifferenceRow({ difference, sides }: { difference: Difference; sides: Pair<SideOf> }) {
  const { text, level, sides: counts, factor } = difference;
  const [before, after] = counts;
  return (
    <li
      className="diff-row"
      data-testid="diff-row"
      data-one={before === null || after === null ? '' : undefined}
      title={`${idsOf((after ?? before)!)} · ${strengthInWords(difference)}`}
    >
      <span className="diff-level">
        <Level level={level} />
      </span>
      <span className="diff-text">
        <TemplateText text={text} />
      </span>
      {before && <SideLines side={sides[0]} idx={0} count={before} />}
      {after && <SideLines side={sides[1]} idx={1} count={after} />}
      {before && after && (
        <span className="diff-factor num" data-more={factor !== null && factor > 1}>
          {factorInWords(factor)}
        </span>
      )}
      <Over counts={counts} />
    </li>
  );
}

/** Both sides from their own start, on one scale. */
function Over({ counts }: { counts: Pair<SideCount | null> }) {
  const bins = counts.map((count) => count?.bins ?? []);
  const numBins = Math.max(bins[0].length, bins[1].length);
  if (numBins < 2) return <span />;
  const most = Math.max(1, ...bins[0], ...bins[1]);
  return (
    <span className="diff-over">
      {bins.map((own, i) => (
        <Spark key={i === 0 ? 'a' : 'b'} counts={own} most={most} numBins={numBins} />
      ))}
    </span>
  );
}
