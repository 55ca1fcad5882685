// One line of the list: its message first, what the columns say of it before that, what hides in it behind. Nothing of it takes the focus: the list
// has it, and says which line is chosen.

import { memo } from 'react';
import type { LineRow } from '../../contracts/lines';
import { LEVELS } from '../../contracts/units';
import { whyUnread } from '../../core/wording/unread';
import { t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import type { ShownClock } from '../shared/time';
import { useClock } from '../shared/use-clock';
import type { Column } from './columns';
import { FieldCells } from './field-cells';
import { elapsedWords, foldWords, shownText } from './line-words';

interface LineRowProps {
  readonly index: number;
  readonly total: number;
  readonly line: LineRow | null;
  readonly shown: readonly Column[];
  /** Of columns of fields, in their order. */
  readonly fields: readonly string[];
  readonly isRaw: boolean;
  readonly isChosen: boolean;
  readonly isSelected: boolean;
  readonly isUnfolded: boolean;
  readonly isPinned: boolean;
  readonly withDate: boolean;
}

export const LineRowView = memo(function LineRowView(props: LineRowProps) {
  const { index, total, line, isChosen, isSelected, isPinned } = props;
  return (
    <div
      id={`line-${index}`}
      data-index={index}
      className="line"
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={index + 1}
      tabIndex={-1}
      data-level={line === null ? undefined : LEVELS[line.level]}
      data-hit={line?.isHit ? '' : undefined}
      data-context={line?.isContext ? '' : undefined}
      data-chosen={isChosen ? '' : undefined}
      data-pinned={isPinned ? '' : undefined}
    >
      {line === null ? <span className="line-waiting" /> : <Cells {...props} line={line} />}
    </div>
  );
});

function Cells({
  line,
  shown,
  fields,
  isRaw,
  isUnfolded,
  isPinned,
  withDate,
}: LineRowProps & { readonly line: LineRow }) {
  const { files, sources } = useResult();
  const clock = useClock();
  const has = (name: Column): boolean => shown.includes(name);
  const file = files[line.fileIdx];
  return (
    <>
      <span className="line-head">
        {has('time') && (
          <span className="line-cell line-time">
            {line.timeMs === null ? '' : shortTime(line.timeMs, clock, withDate)}
          </span>
        )}
        {has('level') && (
          <span
            className="line-cell line-level level"
            data-level={LEVELS[line.level]}
            data-from={line.levelFrom}
          >
            {LEVELS[line.level]}
          </span>
        )}
        {has('component') && <NameCell column="component" name={sources[line.source] ?? ''} />}
        {has('file') && <NameCell column="file" name={file?.name ?? ''} />}
        {has('number') && <span className="line-cell line-number">{line.lineNum}</span>}
        {fields.length > 0 && <FieldCells line={line} fields={fields} />}
      </span>
      <span className="line-text">
        {isPinned && <span className="line-pin">★ </span>}
        <Message line={line} isRaw={isRaw} isUnfolded={isUnfolded} />
      </span>
    </>
  );
}

/** The end of a name says more than its beginning; the whole of it is in the tooltip and the drawer. */
function NameCell({ column, name }: { column: 'component' | 'file'; name: string }) {
  return (
    <span className="line-cell line-name" data-column={column} title={name}>
      <LogText text={name} />
    </span>
  );
}

function Message({ line, isRaw, isUnfolded }: { line: LineRow; isRaw: boolean; isUnfolded: boolean }) {
  const { files } = useResult();
  const shown = shownText(line, isRaw);
  if (shown === null)
    return (
      <span className="faint">
        {t('line {lineNum}:', { lineNum: line.lineNum })}{' '}
        <LogText text={whyUnread(line.unread ?? 'missing', files[line.fileIdx]?.name ?? '')} />
      </span>
    );
  return (
    <>
      <LogText text={shown.text} marks={shown.marks} />
      {shown.rest !== '' && (
        <span className="line-fold" data-fold="" data-hit={shown.restMarks.length > 0 ? '' : undefined}>
          {isUnfolded ? '▾' : '▸'} <LogText text={foldWords(shown.rest)} />
        </span>
      )}
      {line.numFolded > 0 && (
        <span className="line-fold" data-fold="">
          × {formatNumber(line.numFolded + 1)}
          {line.timeMs !== null &&
            line.lastMs !== null &&
            t(' in {lastMs}', { lastMs: elapsedWords(line.lastMs - line.timeMs) })}
        </span>
      )}
      {isUnfolded && shown.rest !== '' && (
        <span className="line-rest">
          <LogText text={shown.rest} marks={shown.restMarks} />
        </span>
      )}
    </>
  );
}

function shortTime(ms: number, clock: ShownClock, withDate: boolean): string {
  const { date, time } = clock.parts(ms);
  return withDate ? `${date.slice(5)} ${time}` : time;
}
