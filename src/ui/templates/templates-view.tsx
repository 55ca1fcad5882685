// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table are placed freely, which table elements resist.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the rows take the focus, not the rows.
// All templates as a virtual table: sort by a column, filter, click one to see its lines.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { type Template, templateId } from '../../contracts/tables';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { Level } from '../shared/level';
import { LevelSelect } from '../shared/level-select';
import { LogText } from '../shared/log-text';
import { TemplateText } from '../shared/template-text';
import { formatTime } from '../shared/time';
import { selectTemplates, type TemplateQuery, type TemplateSort } from './sort-templates';

const ROW_HEIGHT = 34;

export function TemplatesView() {
  const { templates } = useResult();
  const [query, setQuery] = useState<TemplateQuery>({
    text: '',
    minLevel: 0,
    sort: 'count',
    descending: true,
  });
  const asked = useDeferredValue(query);
  const shown = useMemo(() => selectTemplates(templates, asked), [templates, asked]);
  const change = (part: Partial<TemplateQuery>): void => setQuery((q) => ({ ...q, ...part }));
  return (
    <section className="panel table-panel" aria-label="Templates">
      <div className="panel-head">
        <input
          className="input grow"
          type="search"
          placeholder="Filter by text or id (T12)"
          aria-label="Filter templates"
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <LevelSelect value={query.minLevel} onChange={(minLevel) => change({ minLevel })} />
        <span className="muted num" role="status">
          {formatNumber(shown.length)} of {formatNumber(templates.length)}
        </span>
      </div>
      <TemplateTable shown={shown} query={asked} onSort={change} />
    </section>
  );
}

interface TemplateTableProps {
  readonly shown: readonly number[];
  readonly query: TemplateQuery;
  readonly onSort: (part: Partial<TemplateQuery>) => void;
}

const COLUMNS: readonly (readonly [TemplateSort, string, string])[] = [
  ['id', 'Id', ''],
  ['count', 'Count', 'right'],
  ['level', 'Level', ''],
  ['first', 'First seen', 'wide-only'],
  ['last', 'Last seen', 'wide-only'],
];

function TemplateTable({ shown, query, onSort }: TemplateTableProps) {
  const { templates } = useResult();
  const scroller = useRef<HTMLDivElement>(null);
  const maxCount = useMemo(
    () => Math.max(1, ...shown.map((idx) => templates[idx].count)),
    [shown, templates],
  );
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  return (
    <div className="virtual-table" role="table" aria-label="Templates" aria-rowcount={shown.length + 1}>
      <div role="rowgroup">
        <div className="template-row head" role="row">
          {COLUMNS.map(([sort, label, extra]) => (
            <SortHeader key={sort} sort={sort} label={label} extra={extra} query={query} onSort={onSort} />
          ))}
          <span role="columnheader" className="column-label">
            Template
          </span>
        </div>
      </div>
      <div
        ref={scroller}
        className="virtual-scroll"
        data-testid="template-rows"
        role="rowgroup"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
        tabIndex={0}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((item) => (
            <TemplateRow
              key={shown[item.index]}
              idx={shown[item.index]}
              template={templates[shown[item.index]]}
              share01={templates[shown[item.index]].count / maxCount}
              top={item.start}
              rowNum={item.index + 2}
              mark={query.text}
            />
          ))}
        </div>
      </div>
      {shown.length === 0 && <p className="empty">No template fits this filter.</p>}
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

interface TemplateRowProps {
  readonly idx: number;
  readonly template: Template;
  readonly share01: number;
  readonly top: number;
  readonly rowNum: number;
  readonly mark: string;
}

function TemplateRow({ idx, template, share01, top, rowNum, mark }: TemplateRowProps) {
  const { sources } = useResult();
  const showLines = useView((state) => state.showLines);
  const source = sources[template.source] ?? '';
  return (
    <div
      className="template-row"
      role="row"
      aria-rowindex={rowNum}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
    >
      <span role="cell" className="mono faint">
        {templateId(idx)}
      </span>
      <span role="cell" className="right num template-count">
        <span className="count-bar" aria-hidden="true" style={{ width: `${share01 * 100}%` }} />
        {formatNumber(template.count)}
      </span>
      <span role="cell">
        <Level level={template.level} />
      </span>
      <span role="cell" className="num faint wide-only">
        {template.firstMs === null ? '–' : formatTime(template.firstMs)}
      </span>
      <span role="cell" className="num faint wide-only">
        {template.lastMs === null ? '–' : formatTime(template.lastMs)}
      </span>
      <span role="cell" className="template-cell">
        <button
          type="button"
          className="plain-button template-open"
          title={template.text}
          onClick={() => showLines({ template: idx })}
        >
          {source !== '' && (
            <span className="faint mono">
              <LogText text={source} />{' '}
            </span>
          )}
          <TemplateText text={template.text} mark={/^t\d+$/i.test(mark) ? '' : mark.trim()} />
        </button>
      </span>
    </div>
  );
}
