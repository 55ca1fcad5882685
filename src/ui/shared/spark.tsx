// Counts over time as bars the size of a word; what they show stands beside them in words.
import { memo } from 'react';

const HEIGHT = 16;

interface SparkProps {
  readonly counts: ArrayLike<number>;
  /** What a bar of full height stands for; absent: the most of these. */
  readonly most?: number;
  /** Bars of the axis; more than there are counts leave the end empty. */
  readonly numBins?: number;
}

export const Spark = memo(function Spark({ counts, most, numBins = counts.length }: SparkProps) {
  const all = Array.from(counts);
  const full = most ?? all.reduce((a, b) => Math.max(a, b), 1);
  // One path: a table has hundreds of these.
  const path = all
    .map((count, i) => {
      // Rare records stay visible beside a burst.
      const height = count === 0 ? 0 : Math.max(1.5, (count / full) * HEIGHT);
      return height === 0 ? '' : `M${i} ${HEIGHT}v${-height.toFixed(1)}h0.9v${height.toFixed(1)}z`;
    })
    .join('');
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${Math.max(1, numBins)} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
});
