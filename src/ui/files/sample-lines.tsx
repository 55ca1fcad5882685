// Lines of a file as they were understood: number, time, and the text with its parts. A number opens the lines there.

import type { FileSample, SampleLine } from '../../contracts/file-sample';
import type { FileSummary } from '../../contracts/tables';
import { t } from '../../words/t';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { useClock } from '../shared/use-clock';
import { PartLegend, PartText } from './part-text';

export function SampleLines({ sample, file }: { sample: FileSample; file: FileSummary }) {
  const { lines, unparsed } = sample;
  const more = file.numUnparsed - unparsed.length;
  return (
    <>
      <div className="sample-head">
        <h3 className="eyebrow">{t('Lines as they were understood')}</h3>
        <PartLegend />
      </div>
      <LineList label={t('Sample lines')} lines={lines} isTimed />
      {unparsed.length > 0 && (
        <>
          <div className="sample-head">
            <h3 className="eyebrow">{t('Lines that no rule explains')}</h3>
            <span className="faint">
              {t('kept as they are{what}', {
                what:
                  more > 0
                    ? t('; the first {length} of {numUnparsed}', {
                        length: unparsed.length,
                        numUnparsed: formatNumber(file.numUnparsed),
                      })
                    : '',
              })}
            </span>
          </div>
          <LineList label={t('Unparsed lines')} lines={unparsed} isTimed={false} />
        </>
      )}
    </>
  );
}

interface LineListProps {
  readonly label: string;
  readonly lines: readonly SampleLine[];
  readonly isTimed: boolean;
}

function LineList({ label, lines, isTimed }: LineListProps) {
  const clock = useClock();
  const showRow = useView((state) => state.showRow);
  return (
    <ol className="sample-lines" aria-label={label} data-timed={isTimed}>
      <li className="sample-columns" aria-hidden="true">
        <span>{t('Line')}</span>
        {isTimed && <span>{t('Read as, {zone}', { zone: clock.zone })}</span>}
        <span>{t('Text in the file')}</span>
      </li>
      {lines.map((line) => (
        <li key={`${line.row}/${line.lineNum}`}>
          <button
            type="button"
            className="plain-button text-link num sample-num"
            aria-label={t('Open line {lineNum}', { lineNum: formatNumber(line.lineNum) })}
            onClick={() => showRow(line.row)}
          >
            {formatNumber(line.lineNum)}
          </button>
          {isTimed && (
            <span className="sample-time num" title={t('Its time as it was understood')}>
              {line.timeMs === null ? t('no time') : clock.time(line.timeMs)}
            </span>
          )}
          <div className="sample-text mono">
            <PartText line={line} />
          </div>
        </li>
      ))}
    </ol>
  );
}
