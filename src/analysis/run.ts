// One analysis from dropped files to its result. In: a job and the threads that help. Out: the result and its tables.
import type { AnalysisHooks, AnalysisJob } from '../../workers/api';
import type { Change } from '../contracts/changes';
import type { FeatureMatrix } from '../contracts/features';
import type { AnalysisResult } from '../contracts/result';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { OnProgress, Problem } from '../contracts/units';
import { parseChanges } from '../core/investigate/changes-file';
import { hashText } from '../core/lib/hash';
import { runPipeline } from '../core/pipeline';
import { type Ingested, ingestFiles } from '../input/ingest-files';
import { type OpenedFiles, openFiles } from '../input/open';
import type { TextSource } from '../input/read-rows';
import type { OpenedFile } from '../input/types';
import { loadCorpus } from '../runbooks/corpus';
import { buildRunbookSearch } from '../runbooks/search';
import { createDetectors } from './detectors';
import type { EngineParts } from './parts';
import { createStopwatch } from './stopwatch';
import { readTextsOf } from './texts';

export interface Tables {
  readonly result: AnalysisResult;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix | null;
  readonly text: TextSource;
}

/** @throws Error with a sentence for the reader when nothing of what was dropped can be analysed. */
export async function analyzeFiles(
  job: AnalysisJob,
  { scanners, lstm, now, proxy }: EngineParts,
  report: OnProgress,
  hooks?: AnalysisHooks,
): Promise<Tables> {
  const { settings } = job;
  const onProgress = throttled(report, now);
  const watch = createStopwatch(now);
  watch.begin('open');
  const opened = await openFiles(job.files, { onProgress, ask: hooks?.ask });
  if (opened.logs.length === 0) throw new Error(nothingToAnalyse(opened));
  const dropped = await readChanges(opened.changes, settings.zone);
  const corpus = loadCorpus();
  let ingested: Ingested | null = null;
  const output = await runPipeline({
    settings,
    ingest: async () => {
      ingested = await ingestFiles(opened.logs, settings, scanners, {
        onProgress,
        onPreview: hooks?.onPreview,
      });
      return ingested.table;
    },
    detectors: createDetectors(settings, lstm, proxy, now),
    searchRunbooks: buildRunbookSearch(corpus.documents),
    readTexts: () => readTextsOf(textOf(ingested!)),
    changes: dropped.changes,
    truth: job.truth,
    onProgress,
    onStage: watch.begin,
    now,
  });
  const { table, templates, features, ...found } = output;
  const settingsHash = hashText(JSON.stringify(settings));
  const result: AnalysisResult = {
    ...found,
    id: hashText([settingsHash, ...table.files.map((file) => `${file.name} ${file.xxh64}`)].join('\n')),
    name: job.name,
    settings,
    settingsHash,
    files: table.files,
    zones: table.files.map((file) => file.zone),
    problems: [...opened.problems, ...dropped.problems, ...corpus.problems, ...found.problems],
    numRecords: table.length,
    numShapes: table.shapes.length,
    templates: templates.templates,
    sources: table.sources,
    truth: job.truth,
    ...watch.stop(),
  };
  return { result, table, templates, features, text: textOf(ingested!) };
}

function textOf({ table, blobs, plans }: Ingested): TextSource {
  return { table, blobs, plans };
}

function nothingToAnalyse({ problems, changes }: OpenedFiles): string {
  const why = problems.map((problem) => problem.message);
  if (changes.length > 0) why.push('A list of changes is no log: drop it together with the logs.');
  return ['There is nothing to analyse.', ...why.slice(0, 5)].join(' ');
}

async function readChanges(
  files: readonly OpenedFile[],
  zone: string,
): Promise<{ changes: readonly Change[]; problems: readonly Problem[] }> {
  const parsed = await Promise.all(
    files.map(async ({ name, blob }) => parseChanges(name, await blob.text(), zone)),
  );
  return {
    changes: parsed.flatMap((file) => file.changes),
    problems: parsed.flatMap((file) => file.problems),
  };
}

/** At most one report of the same stage and detail in 60 ms: a page needs no more. Ends are always reported. */
function throttled(report: OnProgress, now: () => number): OnProgress {
  let lastKey = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const key = `${progress.stage}/${progress.detail}`;
    const ended = progress.done === progress.total;
    if (key === lastKey && !ended && now() - lastMs < 60) return;
    lastKey = key;
    lastMs = now();
    report(progress);
  };
}
