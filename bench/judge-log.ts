// One log judged in Node, as the page would: the real ingest, miner, detectors, vote and episodes. In: files, settings. Out: what the
// pipeline makes of them. No runbooks and no texts of lines: what is measured with it needs none.
import { createDetectors } from '../src/analysis/detectors';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import { type PipelineOutput, runPipeline } from '../src/core/pipeline';
import { ingestFiles } from '../src/input/ingest-files';
import { openFiles } from '../src/input/open';
import { localScanner } from '../src/input/scan-blob';
import { createLstmDetector } from '../src/ml/lstm-detector';

export interface LogFile {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const now = (): number => performance.now();

export async function judgeLog(
  files: readonly LogFile[],
  settings: Settings = DEFAULT_SETTINGS,
): Promise<PipelineOutput> {
  const opened = await openFiles(
    files.map(({ path, content }) => ({ path, file: new File([content], path) })),
  );
  const lstm: Parameters<typeof createDetectors>[1] = {
    detect: (input, options, onProgress) =>
      createLstmDetector({ ...options, backend: 'js', now }).detect(input, onProgress),
  };
  return runPipeline({
    settings,
    ingest: async () => (await ingestFiles(opened.logs, settings, [localScanner])).table,
    detectors: createDetectors(settings, lstm, (value) => value, now),
    searchRunbooks: () => [],
    readTexts: () => async (rows) => rows.map(() => null),
    changes: [],
    truth: null,
    onProgress: () => {},
    onStage: () => {},
    now,
  });
}
