// The most frequent values of a wildcard, with bars; a click opens the lines that hold one.

import { useState } from 'react';
import type { WildcardValues } from '../../contracts/parameters';
import { searchTexts, showValueLines, type ValuePlace } from '../../store/value-lines';
import { t } from '../../words/t';
import { useApp } from '../shared/app-context';
import { formatNumber, formatShare } from '../shared/format';
import { LogText } from '../shared/log-text';
import { ShowMore } from '../shared/show-more';

const NUM_SHOWN = 5;
/** Values that never repeat: a few show what they look like. */
const NUM_EXAMPLES = 2;
const MAX_SHOWN_CHARS = 300;

interface ValueListProps {
  readonly idx: number;
  readonly wildcard: WildcardValues;
  readonly place: ValuePlace;
  /** Records that the values come from. */
  readonly numExplained: number;
  /** All records of the template were read, so that counts are those of the lines. */
  readonly isAll: boolean;
}

export function ValueList({ idx, wildcard, place, numExplained, isAll }: ValueListProps) {
  const { top, numDistinct, isCapped } = wildcard;
  const areUnique = numDistinct === numExplained && numDistinct > 1;
  return (
    <ShowMore items={top} shown={areUnique ? NUM_EXAMPLES : NUM_SHOWN} what={t('values')}>
      {(items) => (
        <ul className="value-list">
          {items.map(({ value, count }) => (
            <li key={value}>
              <Value
                idx={idx}
                value={value}
                place={place}
                share01={count / Math.max(1, numExplained)}
                least={isAll && !isCapped ? count : 1}
                count={count}
              />
            </li>
          ))}
        </ul>
      )}
    </ShowMore>
  );
}

interface ValueProps {
  readonly idx: number;
  readonly value: string;
  readonly place: ValuePlace;
  readonly share01: number;
  readonly count: number;
  /** Lines that are known to hold it. */
  readonly least: number;
}

function Value({ idx, value, place, share01, count, least }: ValueProps) {
  const app = useApp();
  const [isBusy, setBusy] = useState(false);
  const texts = searchTexts(place, value);
  const open = (): void => {
    setBusy(true);
    void showValueLines(app, idx, texts, least).finally(() => setBusy(false));
  };
  const figures = (
    <>
      <span className="num right">{formatNumber(count)}</span>
      <span className="num right faint">{formatShare(share01)}</span>
      <span className="value-bar" aria-hidden="true" style={{ width: `${share01 * 100}%` }} />
    </>
  );
  if (texts.length === 0)
    return (
      <span className="value-row">
        <span className="faint">{t('nothing')}</span>
        {figures}
      </span>
    );
  const shown = value.length > MAX_SHOWN_CHARS ? `${value.slice(0, MAX_SHOWN_CHARS)} …` : value;
  return (
    <button
      type="button"
      className="plain-button value-row"
      data-testid="wildcard-value"
      title={t('Show the lines with this value')}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={open}
    >
      <span className="mono value-text">
        <LogText text={shown} />
      </span>
      {figures}
    </button>
  );
}
