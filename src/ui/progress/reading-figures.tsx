// How far reading is, in numbers: records, templates, bytes, speed, time left.

import type { ReactNode } from 'react';
import type { Preview } from '../../contracts/preview';
import type { StageSummary } from '../../store/progress';
import { elapsedInShort } from '../../words/duration';
import { type Label, t } from '../../words/t';
import { formatBytes, formatNumber } from '../shared/format';

interface Props {
  readonly preview: Preview;
  readonly reading: StageSummary;
}

export function ReadingFigures({ preview, reading }: Props) {
  const { numRecords, numTemplates, bytesTotal } = preview;
  const isOver = reading.state === 'done';
  const done = isOver ? bytesTotal : Math.min(bytesTotal, Math.max(preview.bytesDone, bytesOf(reading)));
  const rate = reading.unit === 'bytes' ? reading.rate : null;
  const share = preview.bytesDone === 0 ? 0 : numRecords / preview.bytesDone;
  return (
    <dl className="reading-figures" data-testid="reading-figures">
      <Figure name="Records">
        <span data-testid="preview-records" data-count={numRecords}>
          {formatNumber(numRecords)}
        </span>
      </Figure>
      <Figure name="Templates">
        <span data-testid="preview-num-templates">{formatNumber(numTemplates)}</span>
      </Figure>
      <Figure name="Read">
        {formatBytes(done)}
        {!isOver && <small> {t('of {bytesTotal}', { bytesTotal: formatBytes(bytesTotal) })}</small>}
      </Figure>
      <Figure name="Speed">
        {rate === null ? '–' : `${formatBytes(Math.round(rate))}/s`}
        {rate !== null && share > 0 && (
          <small> {t('{rate} records/s', { rate: formatNumber(rate * share) })}</small>
        )}
      </Figure>
      <Figure name="Left to read">
        {isOver ? t('nothing') : rate === null ? '–' : elapsedInShort((bytesTotal - done) / rate)}
      </Figure>
    </dl>
  );
}

function bytesOf(reading: StageSummary): number {
  return reading.unit === 'bytes' ? reading.done : 0;
}

function Figure({ name, children }: { name: Label; children: ReactNode }) {
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
