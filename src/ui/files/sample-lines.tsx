// Lines of a file as they were understood: number, time, and the text with its parts. A number opens the lines there.
import type { FileSample, SampleLine } from '../../contracts/file-sample';
import type { FileSummary } from '../../contracts/tables';
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
        <h3 className="eyebrow">Lines as they were understood</h3>
        <PartLegend />
      </div>
      <LineList label="Sample lines" lines={lines} isTimed />
      {unparsed.length > 0 && (
        <>
          <div className="sample-head">
            <h3 className="eyebrow">Lines that no rule explains</h3>
            <span className="faint">
              kept as they are
              {more > 0 ? `; the first ${unparsed.length} of ${formatNumber(file.numUnparsed)}` : ''}
            </span>
          </div>
          <LineList label="Unparsed lines" lines={unparsed} isTimed={false} />
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
        <span>Line</span>
        {isTimed && <span>Read as, {clock.zone}</span>}
        <span>Text in the file</span>
      </li>
      {lines.map((line) => (
        <li key={`${line.row}/${line.lineNum}`}>
          <button
            type="button"
            className="plain-button text-link num sample-num"
            aria-label={`Open line ${formatNumber(line.lineNum)}`}
            onClick={() => showRow(line.row)}
          >
            {formatNumber(line.lineNum)}
          </button>
          {isTimed && (
            <span className="sample-time num" title="Its time as it was understood">
              {line.timeMs === null ? 'no time' : clock.time(line.timeMs)}
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
