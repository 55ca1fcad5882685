// The stages of an analysis, one line each: what it does, how far it is, and its files or detectors while it runs.

import type { Stage } from '../../contracts/units';
import type { ProgressRow, ProgressState, StageSummary } from '../../store/progress';
import { elapsedInShort } from '../../words/duration';
import { type Label, t } from '../../words/t';
import { formatBytes, formatNumber, formatShare } from '../shared/format';

export const STAGE_LABELS: Readonly<Record<Stage, readonly [Label, Label]>> = {
  open: ['Open', 'what was dropped: formats, encodings, compression'],
  ingest: ['Read', 'bytes to records: time, level, message'],
  drain: ['Templates', 'line shapes to message templates'],
  features: ['Windows', 'counts, rates and entropy per window'],
  detect: ['Detect', 'three detectors learn the baseline, then vote'],
  investigate: ['Investigate', 'context, runbooks, changes, ticket'],
  archive: ['Archive', 'columns to Parquet'],
};

export function StageList({
  stages,
  progress,
}: {
  stages: readonly StageSummary[];
  progress: ProgressState;
}) {
  return (
    <ol className="stage-list">
      {stages.map((stage) => (
        <StageRow
          key={stage.stage}
          summary={stage}
          rows={progress.rows.filter((r) => r.stage === stage.stage)}
        />
      ))}
    </ol>
  );
}

function StageRow({ summary, rows }: { summary: StageSummary; rows: readonly ProgressRow[] }) {
  const [label, what] = STAGE_LABELS[summary.stage].map((each) => t(each));
  return (
    <li className="stage" data-state={summary.state}>
      <span className="stage-name">{label}</span>
      <span className="stage-what">{hasFigures(summary) ? <Figures summary={summary} /> : what}</span>
      <StageBar label={label} share01={summary.share01} state={summary.state} />
      {summary.state === 'active' && rows.length > 1 && (
        <ul className="stage-rows">
          {rows.slice(-8).map((row) => (
            <li key={row.detail}>
              <span className="mono">{row.detail}</span>
              <span className="num muted">{amount(row.done, row.total, row.unit)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A step that has begun and counted nothing yet is told by what it does. */
function hasFigures({ state, done, total }: StageSummary): boolean {
  return state === 'active' && (done > 0 || total !== null);
}

function Figures({ summary }: { summary: StageSummary }) {
  const { done, total, unit, rate, secondsLeft } = summary;
  const parts = [amount(done, total, unit)];
  if (rate !== null && (unit === 'bytes' || unit === 'lines'))
    parts.push(
      unit === 'bytes'
        ? `${formatBytes(Math.round(rate))}/s`
        : t('{rate} lines/s', { rate: formatNumber(rate) }),
    );
  if (secondsLeft !== null)
    parts.push(t('about {secondsLeft} left in this step', { secondsLeft: elapsedInShort(secondsLeft) }));
  return <span className="num">{parts.join(' · ')}</span>;
}

function amount(done: number, total: number | null, unit: ProgressRow['unit']): string {
  if (unit === 'bytes')
    return total === null
      ? formatBytes(done)
      : t('{done} of {total}', { done: formatBytes(done), total: formatBytes(total) });
  return `${formatNumber(done)}${total === null ? '' : t(' of {total}', { total: formatNumber(total) })} ${unit}`;
}

export function StageBar({
  label,
  share01,
  state,
}: {
  label: string;
  share01: number | null;
  state: StageSummary['state'];
}) {
  const known = share01 !== null || state !== 'active';
  const width = share01 ?? 0;
  return (
    <div
      className="stage-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(width * 100) : undefined}
      aria-valuetext={known ? formatShare(width) : t('working')}
      data-unknown={known ? undefined : ''}
    >
      <span style={known ? { transform: `scaleX(${width})` } : undefined} />
    </div>
  );
}
