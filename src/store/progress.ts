// In: progress messages with the time of their arrival. Out: what the page shows: rows per stage and file, rate, time left.
import { type Progress, STAGES, type Stage } from '../contracts/units';

export interface ProgressRow {
  readonly stage: Stage;
  readonly detail: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: Progress['unit'];
  readonly startedMs: number;
  readonly lastMs: number;
}

export interface ProgressState {
  readonly startedMs: number;
  /** The latest stage that reported. */
  readonly stage: Stage | null;
  /** One a (stage, detail), in order of their first message. */
  readonly rows: readonly ProgressRow[];
  /** Training losses so far, as far as they were told. */
  readonly losses: readonly number[];
}

export interface StageSummary {
  readonly stage: Stage;
  readonly state: 'waiting' | 'active' | 'done';
  readonly done: number;
  readonly total: number | null;
  readonly unit: Progress['unit'];
  /** Units a second over the stage so far; null: not known yet. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly share01: number | null;
}

/** Stages of an analysis; 'archive' comes with the exports. */
const ANALYSIS_STAGES = STAGES.filter((stage) => stage !== 'archive');

/** Below this much time a rate says nothing. */
const MIN_RATE_MS = 300;

export function startProgress(nowMs: number): ProgressState {
  return { startedMs: nowMs, stage: null, rows: [], losses: [] };
}

/** Takes one message in; a count that goes back within a row is kept at its highest. */
export function trackProgress(state: ProgressState, message: Progress, nowMs: number): ProgressState {
  const at = state.rows.findIndex((r) => r.stage === message.stage && r.detail === message.detail);
  const before = state.rows[at];
  const row: ProgressRow = {
    stage: message.stage,
    detail: message.detail,
    done: Math.max(message.done, before?.done ?? 0),
    total: message.total,
    unit: message.unit,
    startedMs: before?.startedMs ?? nowMs,
    lastMs: nowMs,
  };
  const rows = at < 0 ? [...state.rows, row] : state.rows.with(at, row);
  const losses = message.loss === undefined ? state.losses : [...state.losses, message.loss];
  return { ...state, stage: laterStage(state.stage, message.stage), rows, losses };
}

/** Every stage of an analysis with its sums over files and detectors. */
export function summariseStages(state: ProgressState, nowMs: number): readonly StageSummary[] {
  const current = state.stage === null ? -1 : STAGES.indexOf(state.stage);
  return ANALYSIS_STAGES.map((stage) => {
    const rows = state.rows.filter((row) => row.stage === stage);
    const at = STAGES.indexOf(stage);
    const phase = at < current ? 'done' : at === current ? 'active' : 'waiting';
    return summariseStage(stage, phase, rows, nowMs);
  });
}

function summariseStage(
  stage: Stage,
  state: StageSummary['state'],
  rows: readonly ProgressRow[],
  nowMs: number,
): StageSummary {
  const unit = rows.at(-1)?.unit ?? 'steps';
  const same = rows.filter((row) => row.unit === unit);
  const done = sum(same.map((row) => row.done));
  const total =
    same.length > 0 && same.every((r) => r.total !== null) ? sum(same.map((r) => r.total ?? 0)) : null;
  const endMs = state === 'active' ? nowMs : Math.max(0, ...same.map((row) => row.lastMs));
  const elapsedMs = endMs - Math.min(...same.map((row) => row.startedMs), endMs);
  const rate = elapsedMs >= MIN_RATE_MS && done > 0 ? (done / elapsedMs) * 1000 : null;
  const share01 = total !== null && total > 0 ? Math.min(1, done / total) : null;
  const secondsLeft =
    state === 'active' && rate !== null && total !== null ? Math.max(0, total - done) / rate : null;
  return { stage, state, done, total, unit, rate, secondsLeft, share01: state === 'done' ? 1 : share01 };
}

function laterStage(a: Stage | null, b: Stage): Stage {
  return a !== null && STAGES.indexOf(a) > STAGES.indexOf(b) ? a : b;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
