// How the numbers of a wildcard are spread: least to most.
import { formatQuantity } from './format-quantity';

const LABELS = ['least', '25 %', 'median', '75 %', '95 %', '99 %', 'most'];

export function Quantiles({ quantiles }: { quantiles: readonly number[] }) {
  return (
    <dl className="quantiles num" data-testid="quantiles">
      {LABELS.map((label, i) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={String(quantiles[i])}>{formatQuantity(quantiles[i] ?? Number.NaN)}</dd>
        </div>
      ))}
    </dl>
  );
}
