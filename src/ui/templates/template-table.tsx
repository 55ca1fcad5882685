// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table are placed freely, which table elements resist.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid takes the focus and names the row under its cursor.
// Templates as a virtual table with one cursor: arrows move it, Enter opens, Space ticks. Its head sorts.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { TemplateQuery, TemplateSort } from '../../store/view';
import { type Label, t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { NARROW, useMedia } from '../shared/use-media';
import { NARROW_ROW_HEIGHT, ROW_HEIGHT, rowIdOf, TemplateRow } from './template-row';
import type { TemplateList } from './use-template-list';
import type { TemplateTimes } from './use-template-times';

const HEAD_HEIGHT = 32;

interface TemplateTableProps {
  readonly shown: readonly number[];
  readonly query: TemplateQuery;
  readonly list: TemplateList;
  /** Null: not counted yet, or there are no times. */
  readonly times: TemplateTimes | null;
  readonly onSort: (part: Partial<TemplateQuery>) => void;
}

export function TemplateTable({ shown, query, list, times, onSort }: TemplateTableProps) {
  const { templates, numRecords } = useResult();
  const scroller = useRef<HTMLDivElement>(null);
  const maxCount = useMemo(
    () => shown.reduce((most, idx) => Math.max(most, templates[idx].count), 1),
    [shown, templates],
  );
  const selected = useMemo(() => new Set(list.selected), [list.selected]);
  const rowHeight = useMedia(NARROW) ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when they are of another height.
  useEffect(() => rows.measure(), [rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a move brings the cursor into sight; scrolling past it does not.
  useEffect(() => {
    const at = list.cursor === null ? -1 : shown.indexOf(list.cursor);
    if (list.moves > 0 && at >= 0) rows.scrollToIndex(at);
  }, [list.moves]);
  const items = rows.getVirtualItems();
  const isMounted = list.cursor !== null && items.some(({ index }) => shown[index] === list.cursor);
  /** The keys belong to the grid, whatever was clicked in it. */
  const focusGrid = (): void => scroller.current?.focus({ preventScroll: true });
  return (
    <>
      <div
        ref={scroller}
        className="virtual-scroll template-grid"
        data-testid="template-rows"
        role="grid"
        aria-label={t('Templates')}
        aria-rowcount={shown.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={isMounted && list.cursor !== null ? rowIdOf(list.cursor) : undefined}
        tabIndex={0}
        onKeyDown={list.onKeyDown}
      >
        <TableHead shown={shown} query={query} list={list} onSort={onSort} />
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const idx = shown[item.index];
            return (
              <TemplateRow
                key={idx}
                idx={idx}
                template={templates[idx]}
                bar01={templates[idx].count / maxCount}
                share01={templates[idx].count / Math.max(1, numRecords)}
                bins={times?.binsOf(idx) ?? null}
                top={item.start - HEAD_HEIGHT}
                height={rowHeight}
                rowNum={item.index + 2}
                mark={query.text}
                isCursor={idx === list.cursor}
                isOpen={idx === list.open}
                isSelected={selected.has(idx)}
                onOpen={(template) => {
                  list.setOpen(template);
                  focusGrid();
                }}
                onToggle={(template, extend) => {
                  list.toggle(template, extend);
                  focusGrid();
                }}
              />
            );
          })}
        </div>
      </div>
      {shown.length === 0 && <p className="empty">{t('No template fits this filter.')}</p>}
    </>
  );
}

const COLUMNS: readonly (readonly [TemplateSort, Label, string])[] = [
  ['id', 'Id', ''],
  ['count', 'Count', 'right'],
  ['level', 'Level', ''],
  ['first', 'First seen', 'wide-only'],
  ['last', 'Last seen', 'wide-only'],
];

function TableHead({ shown, query, list, onSort }: Omit<TemplateTableProps, 'times'>) {
  const numOn = useMemo(() => {
    const selected = new Set(list.selected);
    return shown.filter((idx) => selected.has(idx)).length;
  }, [shown, list.selected]);
  const isAll = numOn > 0 && numOn === shown.length;
  return (
    <div role="rowgroup" className="template-head">
      <div className="template-row head" role="row">
        <span role="columnheader" className="template-tick">
          <label>
            <input
              type="checkbox"
              aria-label={t('Select all that are shown')}
              checked={isAll}
              ref={(box) => {
                if (box) box.indeterminate = numOn > 0 && !isAll;
              }}
              onChange={() => list.setSelected(isAll ? [] : [...shown].sort((a, b) => a - b))}
            />
          </label>
        </span>
        {COLUMNS.map(([sort, label, extra]) => (
          <SortHeader key={sort} sort={sort} label={t(label)} extra={extra} query={query} onSort={onSort} />
        ))}
        <span role="columnheader" className="column-label wide-only">
          {t('Over time')}
        </span>
        <span role="columnheader" className="column-label">
          {t('Template')}
        </span>
      </div>
    </div>
  );
}

interface SortHeaderProps {
  readonly sort: TemplateSort;
  readonly label: string;
  readonly extra: string;
  readonly query: TemplateQuery;
  readonly onSort: (part: Partial<TemplateQuery>) => void;
}

function SortHeader({ sort, label, extra, query, onSort }: SortHeaderProps) {
  const active = query.sort === sort;
  const direction = query.descending ? 'descending' : 'ascending';
  return (
    <span role="columnheader" aria-sort={active ? direction : 'none'} className={extra}>
      <button
        type="button"
        className="plain-button column-label"
        onClick={() => onSort({ sort, descending: active ? !query.descending : sort !== 'id' })}
      >
        {label}
        {active && (query.descending ? ' ↓' : ' ↑')}
      </button>
    </span>
  );
}
