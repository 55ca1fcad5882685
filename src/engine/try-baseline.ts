// A saved baseline tried on itself. In: its rows. Out: how many of its own windows each detector would have voted for, each window judged by
// what the others taught; and the trained LSTM, so that the next log needs no training.
import type { FeatureMatrix } from '../contracts/features';
import type { BaselineRows, BaselineValidation } from '../contracts/saved-baseline';
import type { DetectorName, DetectorResult } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { TrainedLstm } from '../contracts/trained-lstm';
import type { EpochMs, OnProgress } from '../contracts/units';
import { prependSaved } from '../core/baseline/saved/prepend';
import { vote } from '../core/consensus/consensus';
import { joinWindows } from '../core/incident/join-windows';
import { createDetectors } from './detectors';
import type { EngineParts } from './engine-parts';

const DAY_MS = 86_400_000;

export async function tryOnItself(
  rows: BaselineRows,
  settings: Settings,
  parts: EngineParts,
  onProgress: OnProgress,
): Promise<{ validation: BaselineValidation; lstm: TrainedLstm | null }> {
  const none = noWindows(rows);
  const columns = {
    ofSaved: Uint32Array.from(rows.templates.keys()),
    ofOwn: new Uint32Array(0),
  };
  const { features, baseline, places } = prependSaved(none, rows, columns, '');
  const results: DetectorResult[] = [];
  for (const detector of createDetectors(settings, parts.lstm, parts.proxy, parts.now)) {
    onProgress({ stage: 'detect', detail: detector.name, done: 0, total: null, unit: 'windows' });
    results.push(await detector.detect({ features, baseline, seed: settings.seed }, onProgress));
  }
  const voted = results.map((result) => outOfFoldVotes(result, places));
  const { confirmed, watch } = vote(voted);
  const share = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0) / places.length;
  const entries = voted.map(({ name, abstained, vote: own }) => [
    name,
    abstained === null ? share(own) : null,
  ]);
  const days = (places.length * rows.windowMs) / DAY_MS;
  return {
    validation: {
      voteShare01: Object.fromEntries(entries) as Record<DetectorName, number | null>,
      confirmedShare01: share(confirmed),
      falseAlarmsPerDay: joinWindows({ confirmed, watch }).length / days,
    },
    lstm: results.find(({ trained }) => trained)?.trained ?? null,
  };
}

/** Scores of learnt windows are out of fold: what exceeds the threshold there is a false vote. One entry a row. */
function outOfFoldVotes(result: DetectorResult, places: readonly number[]): DetectorResult {
  const { score, threshold } = result;
  const own = Uint8Array.from(places, (w) => (threshold !== null && score[w] > threshold ? 1 : 0));
  return { ...result, vote: own };
}

/** Features of a log without windows, so that the saved ones stand alone. */
function noWindows({ windowMs, startMs, columns, templates }: BaselineRows): FeatureMatrix {
  const end = startMs.length === 0 ? 0 : startMs[startMs.length - 1] + windowMs;
  const empty = new Uint32Array(0);
  const counts = {
    numRows: 0,
    numColumns: templates.length,
    rowBegin: new Uint32Array(1),
    column: empty,
    count: empty,
  };
  const begin = new Uint32Array(templates.length + 1);
  return {
    grid: { startMs: end as EpochMs, windowMs, length: 0, reason: '' },
    columns,
    values: new Float32Array(0),
    counts,
    levelCounts: empty,
    effectiveLevelCounts: empty,
    templateLevel: Uint8Array.from(templates, ({ gravity }) => gravity),
    occurrences: { begin, tick: empty, isFull: new Uint8Array(templates.length) },
  };
}
