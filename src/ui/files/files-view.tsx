// 'How this file was read': one card per file.
import type { ReactNode } from 'react';
import type { FileSummary } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { count } from '../../store/verdict';
import { useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber, formatShare, formatSpan } from '../shared/format';
import { LogText } from '../shared/log-text';
import { formatTime } from '../shared/time';

export function FilesView() {
  const { files, problems } = useResult();
  const leftOut = leftOutOf(files, problems);
  return (
    <div className="file-grid">
      {files.map((file, i) =>
        isUnread(file) ? (
          <UnreadCard
            key={file.name}
            name={file.name}
            why={problems.find((p) => p.severity === 'error' && p.file === file.name)?.message}
          />
        ) : (
          <FileCard key={file.name} file={file} fileIdx={i} />
        ),
      )}
      {[...leftOut].map(([name, why]) => (
        <UnreadCard key={name} name={name} why={why} />
      ))}
    </div>
  );
}

/** Name to reason of what was dropped and gave no file, nor files of an archive. */
export function leftOutOf(
  files: readonly FileSummary[],
  problems: readonly Problem[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { severity, file, message } of problems) {
    if (severity !== 'error' || file === null || found.has(file)) continue;
    if (!files.some(({ name }) => name === file || name.startsWith(`${file}/`))) found.set(file, message);
  }
  return found;
}

/** Not a record came out of it, because its bytes could not be had. */
export function isUnread(file: FileSummary): boolean {
  return file.numRecords === 0 && file.gaps.some((gap) => gap.reason === 'unreadable');
}

function UnreadCard({ name, why }: { name: string; why: string | undefined }) {
  const showTab = useView((state) => state.showTab);
  return (
    <article className="panel file-card" data-testid="file-card">
      <header className="panel-head">
        <h2 className="mono">
          <LogText text={name} />
        </h2>
        <span className="spacer" />
        <span className="chip" data-tone="alarm">
          not read
        </span>
      </header>
      <div className="panel-body">
        <p>
          <LogText text={why ?? 'Its bytes could not be read.'} />
        </p>
        <p>
          <button type="button" className="plain-button text-link" onClick={() => showTab('problems')}>
            Open Problems
          </button>
        </p>
      </div>
    </article>
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
        {file.gaps.some((gap) => gap.reason === 'unreadable') && (
          <span className="chip" data-tone="warning">
            read in part
          </span>
        )}
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
        {file.format === 'plain' ? (
          <p className="muted">No format fits these lines: each one is a record as it stands.</p>
        ) : (
          <Meter share01={file.formatConfidence01} />
        )}
        <dl className="facts">
          <Fact label="Times">
            {file.firstMs === null || file.lastMs === null
              ? 'no line states a time'
              : `${formatTime(file.firstMs)} – ${formatTime(file.lastMs)} UTC (${formatSpan(file.lastMs - file.firstMs)})`}
          </Fact>
          <Fact label="Zone">{`${file.zone.name}, ${ZONE_FROM[file.zone.from]}`}</Fact>
          <Fact label="Lines">{`${formatNumber(file.numLines)} in ${count(file.numRecords, 'record')}`}</Fact>
          <Fact label="Unparsed">{unparsed(file)}</Fact>
          {file.numBackwards > 0 && (
            <Fact label="Clock back">{`${count(file.numBackwards, 'record')} earlier than the one before`}</Fact>
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
  return `${count(file.numUnparsed, 'line')}, kept as ${file.numUnparsed === 1 ? 'it is' : 'they are'}: ${shown}${more}`;
}

function sizeOf(file: FileSummary): string {
  const size = formatBytes(file.bytes);
  return file.compression === null
    ? size
    : `${size} from ${formatBytes(file.compression.bytes)} of ${file.compression.kind}`;
}

function gapsOf(file: FileSummary, gapBytes: number): string {
  const reasons = [...new Set(file.gaps.map((gap) => gap.reason))].join(', ');
  return `${formatBytes(gapBytes)} in ${count(file.gaps.length, 'place')}: ${reasons}`;
}
