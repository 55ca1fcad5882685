// Prints what detection made of one labelled log. In: the scorer's answer, the timeline, the episodes. Out: lines on the console.
import type { Episode } from '../src/contracts/incident';
import type { Timeline } from '../src/contracts/result';

/** What the scorer prints. */
export interface Score {
  readonly detected: number;
  readonly of: number;
  readonly false_episodes: number;
  readonly false_per_day: number;
  readonly false_tickets: number;
  readonly quiet_violations: number;
  readonly scored_days: number;
  readonly incidents: readonly {
    readonly outage_start: string;
    readonly in_baseline: boolean;
    readonly detected: boolean;
    readonly delay_minutes: number | null;
    readonly lead_minutes: number | null;
    readonly lead_by_luck: boolean;
    readonly tickets: readonly string[];
    readonly ticket_outage_error_minutes: number | null;
    readonly ticket_lead_minutes: number | null;
  }[];
}

export interface Measured {
  readonly templates: number;
  readonly readMs: number;
  readonly detectMs: number;
}

export function report(
  name: string,
  score: Score,
  timeline: Timeline,
  episodes: readonly Episode[],
  measured: Measured,
  withWindows: boolean,
): void {
  const { grid, baseline, detectors, consensus } = timeline;
  const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);
  const votes = detectors.map((each) => (each.abstained === null ? count(each.vote) : 'abstains')).join('/');
  const cells = [
    `${name}: ${grid.length} windows of ${grid.windowMs / 60_000} min, ${measured.templates} templates, baseline ${baseline.reason}`,
    `  detected ${score.detected}/${score.of}, false ${score.false_episodes} (${score.false_per_day}/day), quiet violations ${score.quiet_violations}, confirmed ${count(consensus.confirmed)}, votes ${votes}, tickets ${episodes.length} (${score.false_tickets} false), read ${Math.round(measured.readMs)} ms, detect ${Math.round(measured.detectMs)} ms`,
  ];
  for (const each of score.incidents) {
    cells.push(
      `    ${each.outage_start.slice(0, 19)} ${each.in_baseline ? 'in baseline' : `detected ${each.detected}`} delay ${each.delay_minutes} lead ${each.lead_minutes} tickets ${each.tickets} outage error ${each.ticket_outage_error_minutes} ticket lead ${each.ticket_lead_minutes}`,
    );
  }
  console.log(cells.join('\n'));
  for (const detector of detectors)
    if (detector.abstained) console.log(`    ${detector.name}: ${detector.abstained}`);
  if (withWindows) showWindows(timeline, episodes);
}

function showWindows({ grid, detectors }: Timeline, episodes: readonly Episode[]): void {
  const time = (ms: number): string => new Date(ms).toISOString().slice(5, 19);
  for (const each of episodes) {
    const outage = each.outageStart === null ? '' : `outage ${time(each.outageStart)} ${each.outageReason}`;
    console.log(`    [${time(each.start)} ${time(each.end)}] ${each.kind} ${each.severity} ${outage}`);
    console.log(
      `        ${each.reasons
        .slice(0, 4)
        .map((reason) => reason.text)
        .join(' | ')}`,
    );
  }
  for (let w = 0; w < grid.length; w++) {
    if (!detectors.some((detector) => detector.vote[w])) continue;
    const cells = detectors.map(
      (each) => `${each.vote[w]} ${(each.score[w] / (each.threshold ?? 1)).toFixed(2)}`,
    );
    const reason = detectors.map((each) => each.reasons[w]?.[0]?.text ?? '').join(' / ');
    console.log(`      ${time(grid.startMs + w * grid.windowMs)}  ${cells.join('  ')}  ${reason}`);
  }
}
