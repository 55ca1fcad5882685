// Lead and detection times beside what a plain alert on the error rate would have done on the same log.

import type { Benchmark, BenchmarkRow, SimulatedTruth } from '../../contracts/result';
import { usableMs } from '../../core/lib/usable-lead-time';
import { whyNotJudged } from '../../core/report/verdict';
import { leadInShort, spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';
import { useClock } from '../shared/use-clock';
import { Assumptions } from './assumptions';
import { TuningPanel } from './tuning-panel';

export function BenchmarkView() {
  const { benchmark, truth, timeline, incidents } = useResult();
  return (
    <div className="stack">
      {truth !== null && <TruthCard truth={truth} />}
      {benchmark === null || benchmark.rows.length === 0 ? (
        <NoBenchmark />
      ) : (
        <Comparison benchmark={benchmark} />
      )}
      {benchmark?.falseConfirmedPerDay != null && (
        <p className="muted">
          {t('Against the truth of the simulation: {falseConfirmedPerDay} false confirmed episodes a day.', {
            falseConfirmedPerDay: formatNumber(benchmark.falseConfirmedPerDay, 2),
          })}
        </p>
      )}
      {timeline !== null && <TuningPanel timeline={timeline} />}
      {incidents.length > 0 && <Assumptions />}
    </div>
  );
}

function NoBenchmark() {
  const result = useResult();
  return (
    <div className="empty">
      <h2>{t('Nothing to compare')}</h2>
      <p>
        {t('A benchmark needs at least one incident. {what}', {
          what: whyNotJudged(result) ?? t('None was confirmed in this log.'),
        })}
      </p>
    </div>
  );
}

function Comparison({ benchmark }: { benchmark: Benchmark }) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('First warning, beside a plain threshold')}</h2>
      </div>
      <ScrollX label={t('Incidents beside a plain threshold')}>
        <table className="data-table">
          <thead>
            <tr>
              <th>{t('Incident')}</th>
              <th>{t('First confirmed')}</th>
              <th>{t('Threshold alert')}</th>
              <th>{t('Outage')}</th>
              <th className="right">{t('Lead')}</th>
              <th className="right">{t('Gained')}</th>
              <th className="bench-figure">{t('On one line')}</th>
            </tr>
          </thead>
          <tbody>
            {benchmark.rows.map((row) => (
              <Row key={row.incident} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollX>
      <p className="panel-foot faint">
        {t('The plain alert: {thresholdRule}', { thresholdRule: benchmark.thresholdRule })}
      </p>
    </section>
  );
}

function Row({ row }: { row: BenchmarkRow }) {
  const clock = useClock();
  const showIncident = useView((state) => state.showIncident);
  return (
    <tr>
      <td>
        <button type="button" className="plain-button text-link" onClick={() => showIncident(row.incident)}>
          {row.incident}
        </button>
      </td>
      <td className="num">{clock.time(row.firstConfirmed)}</td>
      <td className="num">{row.thresholdAlert === null ? t('never') : clock.time(row.thresholdAlert)}</td>
      <td className="num">{row.outageStart === null ? t('none found') : clock.time(row.outageStart)}</td>
      <td className="right num">
        <Lead row={row} />
      </td>
      <td className="right num">{row.minutesGained === null ? '–' : gained(row.minutesGained)}</td>
      <td className="bench-figure">
        <Lane row={row} />
      </td>
    </tr>
  );
}

/** When a warning was possible, and below it when its window begins. */
function Lead({ row: { leadMinutes } }: { row: BenchmarkRow }) {
  const { timeline } = useResult();
  if (leadMinutes === null || timeline === null) return '–';
  const ms = usableMs(leadMinutes, timeline.grid.windowMs);
  return (
    <>
      {ms === 0 ? t('too late') : leadInShort(ms)}
      <small className="faint bench-second">
        {t('window begins {leadMinutes} before', { leadMinutes: leadInShort(leadMinutes * 60_000) })}
      </small>
    </>
  );
}

function gained(minutes: number): string {
  return t('{what}{minutes} min', { what: minutes > 0 ? '+' : '', minutes: formatNumber(minutes) });
}

/** The three moments of a row on a common scale; the table beside it says the same in words. */
function Lane({ row }: { row: BenchmarkRow }) {
  const times = [row.firstConfirmed, row.thresholdAlert, row.outageStart].filter((t) => t !== null);
  const min = Math.min(...times);
  const span = Math.max(...times) - min;
  if (span === 0) return <span className="faint">{t('one moment')}</span>;
  const place = (time: number): string => `${6 + ((time - min) / span) * 88}%`;
  return (
    <div className="lane" aria-hidden="true" title={spanInShort(span)}>
      <span className="lane-mark" data-kind="warning" style={{ left: place(row.firstConfirmed) }} />
      {row.thresholdAlert !== null && (
        <span className="lane-mark" data-kind="threshold" style={{ left: place(row.thresholdAlert) }} />
      )}
      {row.outageStart !== null && (
        <span className="lane-mark" data-kind="outage" style={{ left: place(row.outageStart) }} />
      )}
    </div>
  );
}

function TruthCard({ truth }: { truth: SimulatedTruth }) {
  const clock = useClock();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('What was simulated')}</h2>
        <span className="chip">
          {t('{scenario}, seed {seed}', { scenario: truth.scenario, seed: truth.seed })}
        </span>
      </div>
      <div className="panel-body">
        <p>{truth.cause}</p>
        <dl className="facts">
          <div>
            <dt>{t('Degradation')}</dt>
            <dd className="num">
              {truth.degradationStart === null ? t('none') : clock.time(truth.degradationStart)}
            </dd>
          </div>
          <div>
            <dt>{t('Outage')}</dt>
            <dd className="num">{truth.outageStart === null ? t('none') : clock.time(truth.outageStart)}</dd>
          </div>
        </dl>
        <p className="faint">{t('The detectors never see this.')}</p>
      </div>
    </section>
  );
}
