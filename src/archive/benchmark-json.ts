/** benchmark.json: lead times against a plain threshold alert. In: the benchmark of a result. Out: a JSON value. */
import type { Benchmark } from '../contracts/result';
import { isoTime } from './iso-time';

/** @param benchmark null: the log has no times, so there is nothing to compare. */
export function benchmarkJson(benchmark: Benchmark | null) {
  return {
    incidents: (benchmark?.rows ?? []).map((row) => ({
      incident: row.incident,
      first_confirmed: isoTime(row.firstConfirmed),
      outage_start: isoTime(row.outageStart),
      lead_minutes: row.leadMinutes,
      threshold_alert: isoTime(row.thresholdAlert),
      minutes_gained: row.minutesGained,
    })),
    threshold_rule: benchmark?.thresholdRule ?? null,
    false_confirmed_per_day: benchmark?.falseConfirmedPerDay ?? null,
  };
}
