// One log judged in this thread, as the page would: the real ingest, miner, detectors, vote and episodes, for tests and benchmarks. In:
// files, settings. Out: what the pipeline makes of them. No runbooks and no texts of lines: what is looked at with it needs none.

import { DEFAULT_SETTINGS, type Settings } from '../../contracts/settings';
import type { LstmApi } from '../../contracts/threads';
import { type PipelineOutput, runPipeline } from '../../core/pipeline';
import { ingestFiles } from '../../input/ingest-files';
import { openFiles } from '../../input/open';
import { localScanner } from '../../input/scan-blob';
import { createLstmDetector } from '../../ml/lstm-detector';
import { createDetectors } from '../detectors';

export interface LogFile {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The LSTM of the page's worker, in this thread and on the kernel. */
export function trainHere(now: () => number): LstmApi['detect'] {
  return (input, options, onProgress) =>
    createLstmDetector({ ...options, backend: 'js', now }).detect(input, onProgress);
}

/** @param now milliseconds of a steady clock; only differences are used */
export async function judgeLog(
  files: readonly LogFile[],
  settings: Settings = DEFAULT_SETTINGS,
  now: () => number = () => performance.now(),
): Promise<PipelineOutput> {
  const opened = await openFiles(
    files.map(({ path, content }) => ({ path, file: new File([content], path) })),
  );
  return runPipeline({
    settings,
    ingest: async () => (await ingestFiles(opened.logs, settings, [localScanner])).table,
    detectors: createDetectors(settings, { detect: trainHere(now) }, (value) => value, now),
    searchRunbooks: () => [],
    readTexts: () => async (rows) => rows.map(() => null),
    changes: [],
    truth: null,
    onProgress: () => {},
    onStage: () => {},
    now,
  });
}
