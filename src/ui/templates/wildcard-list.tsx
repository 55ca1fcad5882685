// What every wildcard of a template stood for, one card each, and on how many records that rests.

import { useEffect, useRef } from 'react';
import type { TemplateParameters, WildcardValues } from '../../contracts/parameters';
import type { Extractor } from '../../core/drain/parameters';
import { unreadInWords } from '../../core/wording/unread';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { Quantiles } from './quantiles';
import { ValueList } from './value-list';
import { kindInWords, maskInWords, wildcardInWords } from './wildcard-names';

interface WildcardListProps {
  readonly idx: number;
  readonly values: TemplateParameters;
  readonly extractor: Extractor;
  /** Wildcard that the user asked for. */
  readonly chosen: number | null;
}

export function WildcardList({ idx, values, extractor, chosen }: WildcardListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (chosen === null) return;
    list.current?.children[chosen]?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  const numExplained = values.numRead - values.numUnmatched;
  return (
    <>
      <ReadNote values={values} />
      <ol ref={list} className="wildcards">
        {values.wildcards.map((wildcard, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a wildcard has no identity but its place.
            key={i}
            className="wildcard-card"
            data-testid="wildcard"
            data-chosen={chosen === i ? '' : undefined}
          >
            <h3 className="mono">
              <LogText text={endOf(extractor.literals[i])} />
              <span className="wildcard">{wildcardInWords(extractor.names[i], wildcard.type) || '*'}</span>
              <LogText text={beginOf(extractor.literals[i + 1])} />
            </h3>
            <p className="wildcard-kind">{kindSentence(wildcard, extractor.names[i], numExplained)}</p>
            {wildcard.quantiles !== null && wildcard.numDistinct > 1 && (
              <Quantiles quantiles={wildcard.quantiles} />
            )}
            <ValueList
              idx={idx}
              wildcard={wildcard}
              place={{ before: extractor.literals[i], after: extractor.literals[i + 1] }}
              numExplained={numExplained}
              isAll={values.numRead === values.numRecords}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** 'duration in ms · 21 different values'. */
function kindSentence(wildcard: WildcardValues, maskName: string, numExplained: number): string {
  const { type, unit, numDistinct, isCapped } = wildcard;
  const named = kindAndMask(type, maskName) + (unit === '' ? '' : t(' in {unit}', { unit }));
  if (numExplained === 0) return named;
  if (isCapped)
    return t('{named} · at least {differentValues}; counts are lower bounds', {
      named,
      differentValues: countOf(numDistinct, 'different value'),
    });
  if (numDistinct === 1) return t('{named} · always the same', { named });
  if (numDistinct === numExplained)
    return t('{named} · {numDistinct}, no two alike', { named, numDistinct: formatNumber(numDistinct) });
  return `${named} · ${countOf(numDistinct, 'different value')}`;
}

/** A mask for numbers says less than what was found; any other is the user's own word. */
function kindAndMask(type: string, maskName: string): string {
  const kind = kindInWords(type);
  const mask = maskName === '' ? kind : maskInWords(maskName);
  if (mask === kind || (mask === 'number' && (type === 'duration' || type === 'size'))) return kind;
  return `${mask}, ${kind}`;
}

/** Says when the figures rest on a part of the records. */
function ReadNote({ values: { numRecords, numRead, numUnmatched, unread } }: { values: TemplateParameters }) {
  const notes: string[] = [];
  if (numRead < numRecords)
    notes.push(
      t('Read from {numRead} of {numRecords} records.', {
        numRead: formatNumber(numRead),
        numRecords: formatNumber(numRecords),
      }),
    );
  if (unread.length > 0) notes.push(t('Not read: {unread}.', { unread: unreadInWords(unread, numRecords) }));
  if (numUnmatched > 0)
    notes.push(
      t('{records} read differently from this text and are not counted.', {
        records: countOf(numUnmatched, 'record'),
      }),
    );
  if (notes.length === 0) return null;
  return <p className="muted values-note">{notes.join(' ')}</p>;
}

/** Literal text shown on each side of a wildcard, at blanks. */
const MAX_SIDE = 20;

function endOf(text: string): string {
  if (text.length <= MAX_SIDE) return text;
  const cut = text.slice(-MAX_SIDE);
  return `… ${cut.slice(cut.indexOf(' ') + 1)}`;
}

function beginOf(text: string): string {
  if (text.length <= MAX_SIDE) return text;
  const end = text.slice(0, MAX_SIDE).lastIndexOf(' ');
  return `${text.slice(0, end < 1 ? MAX_SIDE : end)} …`;
}
