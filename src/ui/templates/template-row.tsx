// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table are placed freely, which table elements resist.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid takes the focus and names the row under its cursor.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: as above, the keys are the grid's.
// One template as a row of the table: tick box, id, count, level, times, text.

import type { Template } from '../../contracts/tables';
import { templateId } from '../../contracts/tables';
import { t } from '../../words/t';
import { NormalChip } from '../normal/normal-template';
import { useResult } from '../shared/app-context';
import { formatNumber, formatShare } from '../shared/format';
import { Level } from '../shared/level';
import { LogText } from '../shared/log-text';
import { Spark } from '../shared/spark';
import { TemplateText } from '../shared/template-text';
import { useClock } from '../shared/use-clock';
import { LeftOutChip } from './template-lines';

export const ROW_HEIGHT = 34;
/** On a phone: its text in two lines below its figures. */
export const NARROW_ROW_HEIGHT = 76;

export const rowIdOf = (template: number): string => `template-row-${template}`;

interface TemplateRowProps {
  readonly idx: number;
  readonly template: Template;
  /** Of the most frequent one shown. */
  readonly bar01: number;
  /** Of all records. */
  readonly share01: number;
  /** Its records over the time of the log; null: not known. */
  readonly bins: Uint32Array | null;
  readonly top: number;
  /** Pixels. */
  readonly height: number;
  readonly rowNum: number;
  readonly mark: string;
  readonly isCursor: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly onOpen: (idx: number) => void;
  readonly onToggle: (idx: number, extend: boolean) => void;
}

export function TemplateRow(props: TemplateRowProps) {
  const { idx, template, bar01, share01, bins, top, rowNum, isCursor, isOpen, isSelected, onOpen, onToggle } =
    props;
  return (
    <div
      id={rowIdOf(idx)}
      className="template-row"
      data-testid="template-row"
      role="row"
      aria-rowindex={rowNum}
      aria-selected={isSelected}
      aria-current={isOpen ? 'true' : undefined}
      data-cursor={isCursor ? '' : undefined}
      style={{ transform: `translateY(${top}px)`, height: props.height }}
      onClick={() => onOpen(idx)}
    >
      <span role="gridcell" className="template-tick" onClick={(event) => event.stopPropagation()}>
        <label>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('Select {idx}', { idx: templateId(idx) })}
            checked={isSelected}
            onChange={(event) => onToggle(idx, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      </span>
      <span role="gridcell" className="mono faint">
        {templateId(idx)}
      </span>
      <span role="gridcell" className="right num template-count">
        <span className="count-bar" aria-hidden="true" style={{ width: `${bar01 * 100}%` }} />
        {formatNumber(template.count)}
        <span className="faint template-share">{formatShare(share01)}</span>
      </span>
      <span role="gridcell">
        <Level level={template.level} />
      </span>
      <TimeCell ms={template.firstMs} />
      <TimeCell ms={template.lastMs} />
      <span role="gridcell" className="wide-only">
        {bins !== null && bins.length > 1 && <Spark counts={bins} />}
      </span>
      <TextCell idx={idx} template={template} mark={props.mark} />
    </div>
  );
}

function TimeCell({ ms }: { ms: number | null }) {
  const clock = useClock();
  return (
    <span role="gridcell" className="num faint wide-only">
      {ms === null ? '–' : clock.time(ms)}
    </span>
  );
}

function TextCell({ idx, template, mark }: { idx: number; template: Template; mark: string }) {
  const { sources } = useResult();
  const source = sources[template.source] ?? '';
  return (
    <span role="gridcell" className="template-cell" title={template.text}>
      {source !== '' && (
        <span className="faint mono">
          <LogText text={source} />{' '}
        </span>
      )}
      <NormalChip text={template.text} />
      <LeftOutChip template={idx} />
      <TemplateText text={template.text} mark={/^t\d+$/i.test(mark) ? '' : mark.trim()} />
    </span>
  );
}
