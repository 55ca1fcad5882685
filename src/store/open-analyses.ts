// The analyses that are open side by side, as a list of them shows each: name, span, lines, verdict; the gravest first.

import type { AnalysisResult } from '../contracts/result';
import { fileTimes } from '../core/lib/log-table';
import { severityRank } from '../core/lib/severity-rank';
import { summarise, type Tone } from '../core/report/verdict';
import type { App } from './app';
import { summariseStages } from './progress';

export interface OpenAnalysis {
  readonly app: App;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** 'unknown' until it is done. */
  readonly tone: Tone;
  /** The verdict, or how far it is. */
  readonly sentence: string;
  /** Null: not read yet. */
  readonly numLines: number | null;
  /** Ms UTC; null: it states no time, or that is not known yet. */
  readonly span: readonly [firstMs: number, lastMs: number] | null;
  /** Why it stands apart; '': not known. */
  readonly why: string;
}

/** In the order that they were opened in. */
export function openAnalyses(open: readonly App[]): readonly OpenAnalysis[] {
  return open.map(openAnalysis);
}

const TONES: readonly Tone[] = ['alarm', 'warning', 'unknown', 'calm'];

/** By tone, then by severity; what is not done comes last. */
export function gravestFirst(analyses: readonly OpenAnalysis[]): readonly OpenAnalysis[] {
  const rank = ({ app, state, tone }: OpenAnalysis): number => {
    if (state !== 'done') return 1000;
    const severity = app.session.getState().result?.incidents[0]?.severity ?? 'info';
    return TONES.indexOf(tone) * 10 + severityRank(severity);
  };
  return [...analyses].sort((a, b) => rank(a) - rank(b));
}

function openAnalysis(app: App): OpenAnalysis {
  const { name, phase, isWaiting, result, part, error, progress } = app.session.getState();
  const why = part?.whyApart ?? '';
  if (result !== null && phase === 'done') {
    const { tone, sentence } = verdictOf(result);
    const numLines = result.files.reduce((sum, file) => sum + file.numLines, 0);
    return { app, name, state: 'done', tone, sentence, numLines, span: spanOf(result), why };
  }
  const span =
    part && part.firstMs !== null && part.lastMs !== null ? ([part.firstMs, part.lastMs] as const) : null;
  const open = { app, name, tone: 'unknown', numLines: null, span, why } as const;
  if (phase === 'failed') return { ...open, state: 'failed', sentence: error ?? 'It failed.' };
  if (isWaiting) return { ...open, state: 'waiting', sentence: 'Waits for the analysis before it.' };
  const stage = progress && summariseStages(progress, app.now()).find((each) => each.state === 'active');
  const share = stage?.share01 == null ? '' : `, ${Math.round(100 * stage.share01)} %`;
  return { ...open, state: 'running', sentence: `Running${share}` };
}

const verdicts = new WeakMap<AnalysisResult, ReturnType<typeof summarise>>();

function verdictOf(result: AnalysisResult): ReturnType<typeof summarise> {
  const verdict = verdicts.get(result) ?? summarise(result);
  verdicts.set(result, verdict);
  return verdict;
}

function spanOf({ files }: AnalysisResult): OpenAnalysis['span'] {
  const [first, last] = fileTimes(files);
  return Number.isFinite(first) ? [first, last] : null;
}
