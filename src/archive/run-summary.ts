/** run_summary.json: what was read, how, and what came of it. In: an analysis result. Out: a JSON value. */
import type { PinnedLine } from '../contracts/pins';
import type { AnalysisResult, Timeline } from '../contracts/result';
import type { DetectorResult } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { FileSummary } from '../contracts/tables';
import { DEFAULT_WRITER } from '../contracts/written-summary';
import { learntWindows } from '../core/baseline/learnt-windows';
import { receiptOf } from '../core/wording/receipt';
import { isoTime } from './iso-time';

const MS_PER_MINUTE = 60_000;

/** @param version of the product. */
export function runSummary(result: AnalysisResult, version: string, pins: readonly PinnedLine[] = []) {
  const { timeline, totalSeconds, incidents } = result;
  const files = result.files.map(fileEntry);
  const totals = totalsOf(result);
  const outage = incidents.find((incident) => incident.outageStart !== null);
  return {
    version,
    id: result.id,
    name: result.name,
    settings: shortSettings(result.settings),
    settings_hash: result.settingsHash,
    files,
    totals,
    bundle: bundleEntry(result),
    window_minutes: timeline ? timeline.grid.windowMs / MS_PER_MINUTE : null,
    window_reason: timeline?.grid.reason ?? null,
    baseline: timeline ? baselineEntry(timeline) : null,
    detectors: timeline?.detectors.map(detectorEntry) ?? [],
    confirmed_windows: timeline ? sum(timeline.consensus.confirmed) : 0,
    incidents: incidents.length,
    /** Of the gravest incident that has an outage. */
    outage_start: outage ? isoTime(outage.outageStart) : null,
    lead_minutes: outage?.leadMinutes ?? null,
    problems: result.problems,
    pins: pins.map(({ source, lineNum, timeMs, note }) => ({
      file: source,
      line: lineNum,
      time: isoTime(timeMs),
      note,
    })),
    truth: result.truth ? truthEntry(result.truth) : null,
    stage_seconds: result.stageSeconds,
    total_seconds: totalSeconds,
    bytes_per_second: totalSeconds > 0 ? Math.round(totals.bytes / totalSeconds) : null,
    bytes_sent: sum(Object.values(result.summaries ?? {}).map((each) => each.bytesSent)),
  };
}

/** Templates of an opened state are tens of thousands of lines; miner_state.json holds them. A writer that was not chosen is not told of, nor that files may be parted. */
function shortSettings({ writer, parting: _, ...rest }: Settings) {
  const isChosen = writer !== undefined && writer.provider !== DEFAULT_WRITER.provider;
  const settings = isChosen ? { ...rest, writer } : rest;
  const { state } = settings.drain;
  if (!state) return settings;
  const { name, learn, templates } = state;
  return {
    ...settings,
    drain: { ...settings.drain, state: { name, learn, num_templates: templates.length } },
  };
}

function fileEntry(file: FileSummary) {
  return {
    name: file.name,
    bytes: file.bytes,
    xxh64: file.xxh64,
    compression: file.compression,
    format: file.format,
    encoding: file.encoding,
    zone: file.zone.name,
    zone_from: file.zone.from,
    lines: file.numLines,
    records: file.numRecords,
    unparsed: file.numUnparsed,
    backwards: file.numBackwards,
    gap_bytes: gapBytes(file),
    first: isoTime(file.firstMs),
    last: isoTime(file.lastMs),
    place: placeEntry(file),
    receipt: receiptOf(file).map(({ what, read, change }) => ({
      what: what.toLowerCase(),
      value: read.value,
      from: read.from,
      by: read.by,
      change,
    })),
  };
}

function placeEntry({ place }: FileSummary) {
  if (!place) return null;
  const { rotation, previousContainer } = place;
  return {
    log: rotation?.log ?? null,
    part: rotation ? rotation.partIdx + 1 : null,
    parts: rotation?.numParts ?? null,
    previous_container: Number(previousContainer),
  };
}

function bundleEntry({ bundle }: AnalysisResult) {
  if (!bundle) return null;
  const { triage, context } = bundle;
  return {
    files: triage.numFiles,
    kinds: triage.counts,
    read: triage.numRead,
    set_by_user: triage.numSet,
    unlisted: triage.numUnlisted,
    context: context.map(({ what, value, file, lineNum }) => ({ what, value, file, line: lineNum })),
  };
}

function gapBytes(file: FileSummary): number {
  return sum(file.gaps.map((gap) => gap.end - gap.begin));
}

function totalsOf({ files, numShapes, templates }: AnalysisResult) {
  return {
    files: files.length,
    bytes: sum(files.map((file) => file.bytes)),
    lines: sum(files.map((file) => file.numLines)),
    records: sum(files.map((file) => file.numRecords)),
    unparsed: sum(files.map((file) => file.numUnparsed)),
    gap_bytes: sum(files.map(gapBytes)),
    shapes: numShapes,
    templates: templates.length,
  };
}

function baselineEntry({ baseline }: Timeline) {
  return {
    start: isoTime(baseline.startMs),
    end: isoTime(baseline.endMs),
    windows: baseline.numSaved ?? learntWindows(baseline).length,
    reason: baseline.reason,
  };
}

function detectorEntry(detector: DetectorResult) {
  return {
    name: detector.name,
    backend: detector.backend,
    pace: detector.pace ?? null,
    rows: detector.numRows,
    seconds: detector.seconds,
    threshold: detector.threshold,
    abstained: detector.abstained,
  };
}

function truthEntry(truth: NonNullable<AnalysisResult['truth']>) {
  return {
    scenario: truth.scenario,
    seed: truth.seed,
    degradation_start: isoTime(truth.degradationStart),
    outage_start: isoTime(truth.outageStart),
    outage_end: isoTime(truth.outageEnd),
    cause: truth.cause,
    runbook: truth.runbook,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
