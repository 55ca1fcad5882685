// Known incidents, and logs known to hold none: those of the log on screen first, those of other logs grey, each to be removed.

import type { WindowGrid } from '../../contracts/features';
import type { MarkedSpan } from '../../contracts/settings';
import { isInLog } from '../../core/benchmark/known-incidents';
import { type Label, t } from '../../words/t';
import { ShowMore } from '../shared/show-more';
import { SpanRow } from './span-row';

interface SpanListProps {
  /** Of the log on screen; null: there is none, and nothing is grey. */
  readonly grid: WindowGrid | null;
  readonly onChange: (spans: readonly MarkedSpan[]) => void;
}

export function LabelList({ labels, ...rest }: SpanListProps & { labels: readonly MarkedSpan[] }) {
  return <SpanList spans={labels} kind="incident" {...rest} />;
}

export function FreeList(props: SpanListProps & { spans: readonly MarkedSpan[] }) {
  return <SpanList kind="no incident" {...props} />;
}

const SHOWN = 6;

function SpanList({
  spans,
  kind,
  grid,
  onChange,
}: SpanListProps & { spans: readonly MarkedSpan[]; kind: Label }) {
  if (spans.length === 0) return null;
  const here = grid === null ? spans : spans.filter((span) => isInLog(span, grid));
  const elsewhere = spans.filter((span) => !here.includes(span));
  return (
    <div>
      <ShowMore items={[...here, ...elsewhere]} shown={SHOWN} what={t('of them')}>
        {(items) => (
          <ul className="mark-list">
            {items.map((span) => (
              <SpanRow
                key={`${span.start}/${span.end}`}
                kind={kind}
                span={span}
                note={elsewhere.includes(span) ? t('outside the time of this log: not counted') : null}
                onRemove={() => onChange(spans.filter((each) => each !== span))}
              />
            ))}
          </ul>
        )}
      </ShowMore>
      {elsewhere.length > 1 && (
        <button type="button" className="plain-button text-link" onClick={() => onChange(here)}>
          {t('Remove the {length} outside the time of this log', { length: elsewhere.length })}
        </button>
      )}
    </div>
  );
}
