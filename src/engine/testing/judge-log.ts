// One log judged in this thread, as the page would: the real ingest, miner, detectors, vote and episodes, for tests and benchmarks. In:
// files, settings. Out: what the pipeline makes of them. No runbooks and no texts of lines: what is looked at with it needs none.

import type { DetectorName } from '../../contracts/scores';
import { DEFAULT_SETTINGS, type Settings } from '../../contracts/settings';
import type { LstmApi } from '../../contracts/threads';
import type { Stage } from '../../contracts/units';
import { type PipelineOutput, runPipeline } from '../../core/pipeline';
import { ingestFiles } from '../../input/ingest-files';
import { openFiles } from '../../input/open';
import { localScanner } from '../../input/scan-blob';
import { createLstmDetector } from '../../ml/lstm-detector';
import { detectSequences } from '../../ml/next-event/detect-sequences';
import { createDetectors } from '../detectors';
import { createSessionDetectors, noSessionMemory } from '../session-detectors';

export interface LogFile {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export interface JudgeOptions {
  /** Milliseconds of a steady clock; only differences are used. */
  readonly now?: () => number;
  /** Detectors to do without. */
  readonly without?: readonly DetectorName[];
  /** Whether sessions are judged by the learned detectors too; by their profile alone otherwise. */
  readonly withSessions?: boolean;
  readonly onStage?: (stage: Stage) => void;
}

/** The LSTM of the page's worker, in this thread and on the kernel. */
export function trainHere(now: () => number): LstmApi['detect'] {
  return (input, options, onProgress) =>
    createLstmDetector({ ...options, backend: 'js', now }).detect(input, onProgress);
}

export async function judgeLog(
  files: readonly LogFile[],
  settings: Settings = DEFAULT_SETTINGS,
  options: JudgeOptions = {},
): Promise<PipelineOutput> {
  const { now = () => performance.now(), without = [], withSessions = false, onStage = () => {} } = options;
  const opened = await openFiles(
    files.map(({ path, content }) => ({ path, file: new File([content], path) })),
  );
  const proxy = <T extends object>(value: T): T => value;
  const lstm: LstmApi = {
    detect: trainHere(now),
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, now, onProgress),
  };
  const detectors = createDetectors(settings, lstm, proxy, now);
  return runPipeline({
    settings,
    ingest: async () => (await ingestFiles(opened.logs, settings, [localScanner])).table,
    detectors: detectors.filter(({ name }) => !without.includes(name)),
    ...(withSessions && { sessionDetectors: createSessionDetectors(lstm, proxy, now, noSessionMemory()) }),
    searchRunbooks: () => [],
    readTexts: () => async (rows) => rows.map(() => null),
    changes: [],
    truth: null,
    onProgress: () => {},
    onStage,
    now,
  });
}
