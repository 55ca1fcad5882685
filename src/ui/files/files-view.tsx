// 'How this file was read': one card per file.
import type { ReactNode } from 'react';
import type { FileSummary } from '../../contracts/tables';
import { useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber, formatShare, formatSpan } from '../shared/format';
import { LogText } from '../shared/log-text';
import { formatTime } from '../shared/time';

export function FilesView() {
  const { files } = useResult();
  return (
    <div className="file-grid">
      {files.map((file, i) => (
        <FileCard key={file.name} file={file} fileIdx={i} />
      ))}
    </div>
  );
}

const ZONE_FROM = {
  log: 'stated in the log',
  setting: 'from the settings',
  assumed: 'assumed: the log states none',
} as const;

function FileCard({ file, fileIdx }: { file: FileSummary; fileIdx: number }) {
  const showLines = useView((state) => state.showLines);
  const gapBytes = file.gaps.reduce((sum, gap) => sum + gap.end - gap.begin, 0);
  return (
    <article className="panel file-card" data-testid="file-card">
      <header className="panel-head">
        <h2 className="mono">
          <LogText text={file.name} />
        </h2>
        <span className="spacer" />
        <span className="chip">{file.format}</span>
        <button
          type="button"
          className="plain-button text-link"
          onClick={() => showLines({ fileIdx, byTime: false })}
        >
          Lines
        </button>
      </header>
      <div className="panel-body">
        <Meter share01={file.formatConfidence01} />
        <dl className="facts">
          <Fact label="Times">
            {file.firstMs === null || file.lastMs === null
              ? 'no line states a time'
              : `${formatTime(file.firstMs)} – ${formatTime(file.lastMs)} UTC (${formatSpan(file.lastMs - file.firstMs)})`}
          </Fact>
          <Fact label="Zone">{`${file.zone.name}, ${ZONE_FROM[file.zone.from]}`}</Fact>
          <Fact label="Lines">{`${formatNumber(file.numLines)} in ${formatNumber(file.numRecords)} records`}</Fact>
          <Fact label="Unparsed">{unparsed(file)}</Fact>
          {file.numBackwards > 0 && (
            <Fact label="Clock back">{`${formatNumber(file.numBackwards)} records earlier than the one before`}</Fact>
          )}
          <Fact label="Size">{sizeOf(file)}</Fact>
          <Fact label="Left out">{gapBytes === 0 ? 'not a byte' : gapsOf(file, gapBytes)}</Fact>
          <Fact label="Encoding">{file.encoding}</Fact>
          <Fact label="xxh64">
            <span className="mono">{file.xxh64 ?? 'not known: the file was not read to its end'}</span>
          </Fact>
        </dl>
      </div>
    </article>
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

function Meter({ share01 }: { share01: number }) {
  return (
    <div className="meter-row">
      <div className="meter" aria-hidden="true">
        <span style={{ width: `${share01 * 100}%` }} />
      </div>
      <span className="num muted">{formatShare(share01)} of sampled lines fit the format</span>
    </div>
  );
}

function unparsed(file: FileSummary): string {
  if (file.numUnparsed === 0) return 'none';
  const shown = file.unparsedLineNums.map((n) => formatNumber(n)).join(', ');
  const more = file.numUnparsed > file.unparsedLineNums.length ? ' …' : '';
  return `${formatNumber(file.numUnparsed)} lines, kept as they are: ${shown}${more}`;
}

function sizeOf(file: FileSummary): string {
  const size = formatBytes(file.bytes);
  return file.compression === null
    ? size
    : `${size} from ${formatBytes(file.compression.bytes)} of ${file.compression.kind}`;
}

function gapsOf(file: FileSummary, gapBytes: number): string {
  const reasons = [...new Set(file.gaps.map((gap) => gap.reason))].join(', ');
  return `${formatBytes(gapBytes)} in ${formatNumber(file.gaps.length)} places: ${reasons}`;
}
