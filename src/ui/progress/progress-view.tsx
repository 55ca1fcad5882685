// A running analysis: every stage, every file, rate, time left, and the way out.
import { useEffect, useState } from 'react';
import type { Stage } from '../../contracts/units';
import { cancelAnalysis } from '../../store/actions';
import { type ProgressRow, type StageSummary, summariseStages } from '../../store/progress';
import { useApp, useSession } from '../shared/app-context';
import { formatBytes, formatNumber, formatSeconds, formatShare } from '../shared/format';

const STAGE_LABELS: Readonly<Record<Stage, readonly [string, string]>> = {
  open: ['Open', 'what was dropped: formats, encodings, compression'],
  ingest: ['Read', 'bytes to records: time, level, message'],
  drain: ['Templates', 'line shapes to message templates'],
  features: ['Windows', 'counts, rates and entropy per window'],
  detect: ['Detect', 'three detectors learn the baseline, then vote'],
  investigate: ['Investigate', 'context, runbooks, changes, ticket'],
  archive: ['Archive', 'columns to Parquet'],
};

export function ProgressView() {
  const app = useApp();
  const progress = useSession((state) => state.progress);
  const name = useSession((state) => state.name);
  const nowMs = useClock(app.now);
  useEffect(() => {
    // Compiled while the workers work, so that the result opens at once.
    void import('../result/result-view');
    void import('../overview/overview-view');
    void import('../charts/echarts-core');
  }, []);
  if (progress === null) return null;
  const stages = summariseStages(progress, nowMs);
  const active = stages.find((stage) => stage.state === 'active');
  return (
    <section className="progress" data-testid="progress" aria-labelledby="progress-title">
      <div className="progress-head">
        <div>
          <p className="eyebrow">Analysing</p>
          <h1 id="progress-title">{name}</h1>
        </div>
        <span className="spacer" />
        <span className="progress-elapsed num">{formatSeconds((nowMs - progress.startedMs) / 1000)}</span>
        <button type="button" className="button" data-testid="cancel" onClick={() => cancelAnalysis(app)}>
          Cancel
        </button>
      </div>
      <p className="hidden-visually" role="status">
        {active === undefined ? 'Starting' : STAGE_LABELS[active.stage][0]}
      </p>
      <ol className="stage-list">
        {stages.map((stage) => (
          <StageRow
            key={stage.stage}
            summary={stage}
            rows={progress.rows.filter((r) => r.stage === stage.stage)}
          />
        ))}
      </ol>
      <p className="faint">Everything runs in workers of this page. Cancelling ends them at once.</p>
    </section>
  );
}

function StageRow({ summary, rows }: { summary: StageSummary; rows: readonly ProgressRow[] }) {
  const [label, what] = STAGE_LABELS[summary.stage];
  return (
    <li className="stage" data-state={summary.state}>
      <span className="stage-name">{label}</span>
      <span className="stage-what">{summary.state === 'active' ? <Figures summary={summary} /> : what}</span>
      <Bar label={label} share01={summary.share01} state={summary.state} />
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

function Figures({ summary }: { summary: StageSummary }) {
  const { done, total, unit, rate, secondsLeft } = summary;
  const parts = [amount(done, total, unit)];
  if (rate !== null && (unit === 'bytes' || unit === 'lines'))
    parts.push(unit === 'bytes' ? `${formatBytes(Math.round(rate))}/s` : `${formatNumber(rate)} lines/s`);
  if (secondsLeft !== null) parts.push(`about ${formatSeconds(secondsLeft)} left in this step`);
  return <span className="num">{parts.join(' · ')}</span>;
}

function amount(done: number, total: number | null, unit: ProgressRow['unit']): string {
  if (unit === 'bytes')
    return total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
  return `${formatNumber(done)}${total === null ? '' : ` of ${formatNumber(total)}`} ${unit}`;
}

function Bar({
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
      aria-valuetext={known ? formatShare(width) : 'working'}
      data-unknown={known ? undefined : ''}
    >
      <span style={known ? { transform: `scaleX(${width})` } : undefined} />
    </div>
  );
}

/** Moves the elapsed time on between messages: a quiet stage must not look like a stopped one. */
function useClock(now: () => number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), 250);
    return () => clearInterval(timer);
  }, [now]);
  return nowMs;
}
