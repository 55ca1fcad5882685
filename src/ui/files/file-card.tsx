// One file: what it is, how sure that is, what was found in it, some of its lines with their parts, and another way to read it.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FileSummary } from '../../contracts/tables';
import { spanInShort } from '../../core/wording/duration';
import { countOf, plural } from '../../core/wording/plural';
import { choiceOfFile } from '../../store/compare-choice';
import { PartButton } from '../beside/part-button';
import { useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber, formatShare } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { isFound, settingOf } from './reading-choices';
import { ReadingOverride } from './reading-override';
import { Receipt } from './receipt';
import { SampleLines } from './sample-lines';
import { useFileSample } from './use-file-sample';

const ZONE_FROM = {
  log: 'stated in the log',
  setting: 'from the settings',
  beside: 'told by a file beside it',
  assumed: 'assumed: the log states none',
} as const;

interface FileCardProps {
  readonly file: FileSummary;
  readonly fileIdx: number;
  /** Its lines are shown at once, not only when they are asked for. */
  readonly startsOpen: boolean;
}

export function FileCard({ file, fileIdx, startsOpen }: FileCardProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const own = useRef<HTMLElement>(null);
  const goTo = useView((state) => state.goToFile);
  useEffect(() => {
    if (goTo?.fileIdx !== fileIdx) return;
    setOpen(true);
    own.current?.scrollIntoView({ block: 'start' });
  }, [goTo, fileIdx]);
  const { sample, error } = useFileSample(fileIdx, isOpen);
  const { settings } = useResult();
  const isSet = !isFound(settingOf(settings.files, file.name));
  return (
    <article className="panel file-card" data-testid="file-card" ref={own}>
      <CardHead file={file} isSet={isSet} />
      <div className="file-read" data-open={isOpen}>
        <div className="file-facts">
          <Sureness file={file} />
          <Receipt file={file} />
          <Facts file={file} />
          {!isOpen && (
            <button type="button" className="button file-more" onClick={() => setOpen(true)}>
              Show sample lines
            </button>
          )}
        </div>
        {isOpen && (
          <div className="file-sample" aria-busy={sample === null && error === null}>
            {sample !== null && <SampleLines sample={sample} file={file} />}
            {error !== null && <p className="muted">{error}</p>}
            {sample === null && error === null && <p className="faint">Reading some lines …</p>}
          </div>
        )}
        {isOpen && <ReadingOverride file={file} formats={sample?.formats ?? []} />}
      </div>
    </article>
  );
}

function CardHead({ file, isSet }: { file: FileSummary; isSet: boolean }) {
  const showLines = useView((state) => state.showLines);
  const showCompare = useView((state) => state.showCompare);
  const numFiles = useResult().files.length;
  return (
    <header className="panel-head">
      <h2 className="mono">
        <LogText text={file.name} />
      </h2>
      <span className="spacer" />
      {file.gaps.some((gap) => gap.reason === 'unreadable') && (
        <span className="chip" data-tone="warning">
          read in part
        </span>
      )}
      {isSet && (
        <span className="chip" data-tone="hand">
          read as you set
        </span>
      )}
      <span className="chip">{file.format}</span>
      <PartButton log={file.name} />
      {numFiles > 1 && (
        <button
          type="button"
          className="plain-button text-link"
          data-testid="compare-file"
          aria-label={`Compare ${file.name} with the other ${numFiles === 2 ? 'file' : 'files'}`}
          onClick={() => showCompare(choiceOfFile(file.name))}
        >
          Compare
        </button>
      )}
      <button
        type="button"
        className="plain-button text-link"
        onClick={() => showLines({ file: file.name, byTime: false })}
      >
        Lines
      </button>
    </header>
  );
}

function Sureness({ file: { format, formatConfidence01 } }: { file: FileSummary }) {
  if (format === 'plain')
    return <p className="muted">No format fits these lines: each one is a record as it stands.</p>;
  return (
    <div className="meter-row">
      <div className="meter" aria-hidden="true">
        <span style={{ width: `${formatConfidence01 * 100}%` }} />
      </div>
      <span className="num muted">{formatShare(formatConfidence01)} of sampled lines fit the format</span>
    </div>
  );
}

function Facts({ file }: { file: FileSummary }) {
  const clock = useClock();
  const gapBytes = file.gaps.reduce((sum, gap) => sum + gap.end - gap.begin, 0);
  return (
    <dl className="facts">
      <Fact label="Times">
        {file.firstMs === null || file.lastMs === null
          ? 'no line states a time'
          : `${clock.time(file.firstMs)} – ${clock.time(file.lastMs)} ${clock.zone} (${spanInShort(file.lastMs - file.firstMs)})`}
      </Fact>
      {!file.reading?.zone && <Fact label="Zone">{`${file.zone.name}, ${ZONE_FROM[file.zone.from]}`}</Fact>}
      {file.place && <Fact label="Place">{placeOf(file.place)}</Fact>}
      <Fact label="Lines">{`${formatNumber(file.numLines)} in ${countOf(file.numRecords, 'record')}`}</Fact>
      <Fact label="Unparsed">{unparsed(file)}</Fact>
      {file.numBackwards > 0 && (
        <Fact label="Clock back">{`${countOf(file.numBackwards, 'record')} earlier than the one before`}</Fact>
      )}
      <Fact label="Size">{sizeOf(file)}</Fact>
      <Fact label="Left out">{gapBytes === 0 ? 'not a byte' : gapsOf(file, gapBytes)}</Fact>
      <Fact label="Encoding">{file.encoding}</Fact>
      <Fact label="xxh64">
        <span className="mono">{file.xxh64 ?? 'not known: the file was not read to its end'}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** 'part 2 of 3 of var/log/messages'. */
function placeOf({ rotation, previousContainer }: NonNullable<FileSummary['place']>): string {
  const part = rotation && `part ${rotation.partIdx + 1} of ${rotation.numParts} of ${rotation.log}`;
  return [part, previousContainer && 'of the container before the present one'].filter(Boolean).join(', ');
}

/** '12 lines, 0.02 % of them'; the lines themselves stand beside it. */
export function unparsed({ numUnparsed, numLines }: FileSummary): string {
  if (numUnparsed === 0) return 'none';
  return `${countOf(numUnparsed, 'line')}, ${formatShare(numUnparsed / Math.max(1, numLines))} of all, kept as ${plural(numUnparsed, 'it is', 'they are')}`;
}

function sizeOf(file: FileSummary): string {
  const size = formatBytes(file.bytes);
  return file.compression === null
    ? size
    : `${size} from ${formatBytes(file.compression.bytes)} of ${file.compression.kind}`;
}

function gapsOf(file: FileSummary, gapBytes: number): string {
  const reasons = [...new Set(file.gaps.map((gap) => gap.reason))].join(', ');
  return `${formatBytes(gapBytes)} in ${countOf(file.gaps.length, 'place')}: ${reasons}`;
}
