// What the product's exports score against a truth. In: a pipeline's output, a truth. Out: the answer of ../shared/tools/score_incidents.py.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { windowsCsv } from '../src/archive/result-csv';
import type { PipelineOutput } from '../src/core/pipeline';
import { incidentsJson } from '../src/core/ticket/incidents-json';
import type { Score } from './detection-report';
import type { Truth } from './recompose/truth';

/** Null: no windows could be made of the log. */
export function scoreOutput(output: PipelineOutput, truth: Truth, scorer: string): Score | null {
  if (!output.timeline) return null;
  const dir = mkdtempSync(join(tmpdir(), 'score-'));
  try {
    writeFileSync(join(dir, 'truth.json'), JSON.stringify(truth));
    writeFileSync(join(dir, 'windows.csv'), windowsCsv(output.timeline));
    const incidents = incidentsJson(output.incidents, output.templates.templates);
    writeFileSync(join(dir, 'incidents.json'), JSON.stringify(incidents));
    return JSON.parse(execFileSync('python3', [scorer, join(dir, 'truth.json'), dir]).toString());
  } finally {
    rmSync(dir, { recursive: true });
  }
}
