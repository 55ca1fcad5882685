// The workbench: all lines of the log, however many. A query and filters above, what the lines are beside them, the chosen record in a drawer.

import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import type { LineRow } from '../../contracts/lines';
import { pinKeyOf } from '../../contracts/pins';
import { pinnedRows } from '../../core/lib/pinned-rows';
import { unreadInWords } from '../../core/wording/unread';
import { linkToRow } from '../../store/follow-address';
import { templateTerm } from '../../store/line-view';
import { t } from '../../words/t';
import { useApp, usePins, useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { rich } from '../shared/rich';
import { isOneDay } from '../shared/time';
import { nextZone, useClock } from '../shared/use-clock';
import { Chips } from './chips';
import { COLUMNS, type Column, type ColumnState, fieldWidthVar, useColumns, widthOfField } from './columns';
import { Facets, useLineFacts } from './facets';
import { KeyBar } from './key-bar';
import { LineDrawer } from './line-drawer';
import { LineList } from './line-list';
import { copiedText } from './line-words';
import { LinesOptions } from './lines-options';
import { LinesStatus, PinsNotice, SearchProgress } from './lines-status';
import { ListHead } from './list-head';
import { Minimap } from './minimap';
import { QueryInput } from './query-input';
import { useKnown } from './use-known';
import { useLineKeys } from './use-line-keys';
import { useLines } from './use-lines';

export function LinesView() {
  const app = useApp();
  const { files, sources, numRecords } = useResult();
  const lines = useLines();
  const change = useView((state) => state.changeLines);
  const addChip = useView((state) => state.addChip);
  const [columns, setColumns] = useColumns();
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [pageRows, setPageRows] = useState(20);
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const searchInput = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const pins = usePins((state) => state.pins);
  const pinned = useMemo(() => pinnedRows(pins, files), [pins, files]);
  const pinRows = useMemo(() => [...pinned.keys()].sort((a, b) => a - b), [pinned]);
  const pinSet = useMemo(() => new Set(pinRows), [pinRows]);
  const facts = useLineFacts(lines, true);
  const known = useKnown(facts);
  const withDate = useWithDate();
  const chosen = lines.cursor === null ? null : lines.rowAt(lines.cursor);
  const { error, total } = lines.snapshot;
  const unread = lines.snapshot.search?.unread ?? [];
  const isNamed = sources.some((name) => name !== '');
  const shown = useMemo(
    () =>
      COLUMNS.filter(
        (name) =>
          !columns.hidden.includes(name) &&
          (name !== 'file' || files.length > 1) &&
          (name !== 'component' || isNamed),
      ),
    [columns.hidden, files.length, isNamed],
  );

  useEffect(() => list.current?.focus({ preventScroll: true }), []);

  const focusList = (): void => list.current?.focus();
  const fold = (index: number): void => {
    const line = lines.rowAt(index);
    if (line === null) return;
    if (line.numFolded > 0) change({ open: [...lines.view.open, line.row], cursorRow: line.row });
    else if (line.text?.includes('\n')) setUnfolded(toggled(unfolded, line.row));
  };
  const copy = async (text: string, told: string): Promise<void> => {
    await navigator.clipboard.writeText(text).then(
      () => lines.tell(told),
      () => lines.tell(t('the browser refused to copy')),
    );
  };
  /** Does something with the line under the cursor. */
  const withLine = async (act: (line: LineRow) => unknown): Promise<void> => {
    const line = await lines.current();
    if (line === null) lines.tell(t('no line is chosen yet'));
    else act(line);
  };
  const placeOf = ({ fileIdx, row }: LineRow): [file: string, recordIdx: number] => {
    const file = files[fileIdx];
    return file === undefined ? ['', row] : [pinKeyOf(file), row - file.rowBegin];
  };
  const actions = {
    pin: () => void withLine((line) => app.pins.getState().togglePin(...placeOf(line))),
    setNote: (note: string) => void withLine((line) => app.pins.getState().setNote(...placeOf(line), note)),
    async copyLines(): Promise<void> {
      const rows = await lines.selected();
      if (rows.length === 0) return lines.tell(t('no line is chosen yet'));
      await copy(
        copiedText(rows, (fileIdx) => files[fileIdx]?.name ?? ''),
        rows.length === 1
          ? t('copied the line')
          : t('copied {length} lines', { length: formatNumber(rows.length) }),
      );
    },
    copyLink: () =>
      withLine(({ row }) =>
        copy(`${location.origin}${location.pathname}${linkToRow(app, row)}`, t('copied the link')),
      ),
  };
  const focusSearch = (): void => {
    searchInput.current?.focus();
    searchInput.current?.select();
  };
  useLineKeys({
    lines,
    pageRows,
    focusSearch,
    toggleWrap: () => setColumns({ wraps: !columns.wraps }),
    toggleFields: () =>
      lines.view.fields.length === 0
        ? lines.tell(t('no field is a column yet: + Column in the record, or the menu'))
        : setColumns({ hidesFields: !columns.hidesFields }),
    toggleRaw: () => setColumns({ isRaw: !columns.isRaw }),
    toggleZone: () => lines.tell(t('times in {app}', { app: nextZone(app) })),
    toggleFold: () => lines.cursor !== null && fold(lines.cursor),
    toggleOnlyHits: () =>
      lines.query.find === ''
        ? lines.tell(t('nothing to look for yet: / searches'))
        : change({ onlyHits: !lines.view.onlyHits }),
    pin: actions.pin,
    copy: () => void actions.copyLines(),
    copyLink: () => void actions.copyLink(),
    exclude: () => void withLine(({ template }) => addChip(`-${templateTerm(template)}`)),
  });
  const fields = columns.hidesFields ? NO_FIELDS : lines.view.fields;
  const widths = widthsOf(columns, shown, fields, withDate);
  return (
    <section className="panel lines" aria-label={t('Log lines')} style={widths as CSSProperties}>
      <div className="lines-bar">
        <QueryInput
          value={lines.view.text}
          known={known}
          input={searchInput}
          onQuery={(text) => change({ text })}
          onNext={(direction) => lines.query.find !== '' && lines.findNext('', direction, 'hit')}
          onLeave={focusList}
        />
        <LinesStatus lines={lines} />
        <PinsNotice />
        <LinesOptions
          columns={columns}
          onColumns={setColumns}
          hasFind={lines.query.find !== ''}
          sampled={facts.fields}
        />
      </div>
      <Chips />
      <SearchProgress lines={lines} />
      {unread.length > 0 && (
        <Notice tone="warning" testId="not-searched">
          {rich('Not searched: {logtext}.', {
            logtext: <LogText text={unreadInWords(unread, numRecords)} />,
          })}
        </Notice>
      )}
      {error !== null && <Notice tone="alarm">{t('The lines could not be read: {error}', { error })}</Notice>}
      <div
        className="lines-body"
        data-facets={columns.facets ? '' : undefined}
        data-drawer={chosen !== null ? '' : undefined}
      >
        {columns.facets && <Facets facts={facts} />}
        <div className="lines-main">
          <ListHead
            shown={shown}
            fields={fields}
            columns={columns}
            onChange={setColumns}
            onSearch={(name) => {
              change({ text: `${lines.view.text} ${name}:`.trim() });
              focusSearch();
            }}
          />
          {total === 0 && lines.snapshot.search?.phase !== 'running' && (
            <p className="empty">
              {unread.length === 0
                ? t('No record fits these filters.')
                : t('No record fits among those that could be searched.')}
            </p>
          )}
          <LineList
            scroller={list}
            lines={lines}
            columns={columns}
            shown={shown}
            fields={fields}
            unfolded={unfolded}
            pins={pinSet}
            withDate={withDate}
            onPageRows={setPageRows}
            onFold={fold}
            onSight={(first, num) => (first !== sight[0] || num !== sight[1]) && setSight([first, num])}
          />
        </div>
        <Minimap lines={lines} pinnedRows={pinRows} sight={sight} />
        {chosen !== null && (
          <LineDrawer
            line={chosen}
            actions={{
              note: pinned.get(chosen.row) ?? null,
              pin: actions.pin,
              setNote: actions.setNote,
              copy: () => void actions.copyLines(),
              copyLink: () => void actions.copyLink(),
              close() {
                lines.setCursor(null);
                focusList();
              },
            }}
          />
        )}
      </div>
      <KeyBar />
    </section>
  );
}

const NO_FIELDS: readonly string[] = [];

/** Style properties of the list: the width of each column, and of all of them. */
function widthsOf(
  columns: ColumnState,
  shown: readonly Column[],
  fields: readonly string[],
  withDate: boolean,
): Record<string, string> {
  const px = (name: Column): number => columns.width[name] + (name === 'time' && withDate ? 40 : 0);
  const own = COLUMNS.map((name) => [`--w-${name}`, px(name)] as const);
  const ofFields = fields.map((name, i) => [fieldWidthVar(i), widthOfField(columns, name)] as const);
  const all = [...shown.map(px), ...ofFields.map(([, width]) => width)];
  const head = all.reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  return Object.fromEntries(
    [...own, ...ofFields, ['--line-head', head + EDGES] as const].map(([name, width]) => [
      name,
      `${width}px`,
    ]),
  );
}

/** Pixels between two columns, and of the margins of a line. */
const [COLUMN_GAP, EDGES] = [10, 26];

function toggled(rows: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(rows);
  if (!next.delete(row)) next.add(row);
  return next;
}

/** The log spans more than a day, so that a clock alone would not tell. */
function useWithDate(): boolean {
  const { files } = useResult();
  const clock = useClock();
  return useMemo(() => {
    const times = files.flatMap(({ firstMs, lastMs }) => [firstMs, lastMs]).filter((ms) => ms !== null);
    return !isOneDay(times, clock);
  }, [files, clock]);
}
