/**
 * What is found by itself, whatever the detectors say, as episodes: guessed passwords, a full heap. In: findings, episodes, the grid. Out: the episodes with those of findings that
 * no other covers, and the lines that each is told by. An episode that a finding lies in gets it as its first reason.
 */
import type { WindowGrid } from '../../contracts/features';
import type { Episode, Severity } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { severityRank } from '../lib/severity-rank';

export interface TellingLine {
  readonly row: RowIdx;
  readonly template: TemplateIdx;
  readonly why: string;
}

export interface Finding {
  /** Windows [begin, end). */
  readonly windowBegin: number;
  readonly windowEnd: number;
  readonly severity: Severity;
  readonly reason: Reason;
  readonly lines: readonly TellingLine[];
}

export interface WithFindings {
  readonly episodes: readonly Episode[];
  /** Lines that tell of the findings of an episode. */
  readonly lines: ReadonlyMap<Episode, readonly TellingLine[]>;
}

export function withFindings(
  episodes: readonly Episode[],
  findings: readonly Finding[],
  grid: WindowGrid,
): WithFindings {
  const all = [...episodes];
  const lines = new Map<Episode, readonly TellingLine[]>();
  for (const finding of findings) {
    const at = all.findIndex(
      ({ windowBegin, windowEnd }) => windowBegin < finding.windowEnd && finding.windowBegin < windowEnd,
    );
    const told = at < 0 ? episodeOf(finding, grid) : withReason(all[at], finding);
    const before = at < 0 ? [] : (lines.get(all[at]) ?? []);
    if (at < 0) all.push(told);
    else {
      lines.delete(all[at]);
      all[at] = told;
    }
    lines.set(told, [...before, ...finding.lines]);
  }
  return { episodes: all, lines };
}

function withReason(episode: Episode, { severity, reason }: Finding): Episode {
  return {
    ...episode,
    severity: severityRank(severity) < severityRank(episode.severity) ? severity : episode.severity,
    reasons: [reason, ...episode.reasons],
  };
}

function episodeOf(
  { windowBegin, windowEnd, severity, reason }: Finding,
  { startMs, windowMs }: WindowGrid,
): Episode {
  const start = (startMs + windowBegin * windowMs) as EpochMs;
  return {
    windowBegin,
    windowEnd,
    start,
    end: (startMs + windowEnd * windowMs) as EpochMs,
    firstConfirmed: start,
    kind: 'anomaly',
    severity,
    outageStart: null,
    outageReason: null,
    leadMinutes: null,
    votes: {},
    reasons: [reason],
  };
}
