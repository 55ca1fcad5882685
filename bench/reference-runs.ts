/**
 * Runs compared with known-good runs, in Node: a folder of runs, one log a service, is read as one drop with the good runs as the
 * baseline ({kind: 'file', name: 'correct'}). In: the folder and its truth. Out: one line a bad run: whether a confirmed window lies
 * in it, and the place of the failing call among its incident's templates. The truth's error codes are read to score only.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import type { LogTable } from '../src/contracts/tables';
import type { PipelineOutput } from '../src/core/pipeline';
import { judgeLog } from '../src/engine/fixtures/judge-log';

interface RunTruth {
  readonly incidents: readonly { readonly run: string; readonly component: string; readonly cause: string }[];
}

export async function scoreRuns(dir: string, truth: RunTruth, good: string): Promise<string[]> {
  const settings: Settings = { ...DEFAULT_SETTINGS, baseline: { kind: 'file', name: good } };
  const output = await analyze(dir, settings);
  const { timeline, incidents, table } = output;
  if (!timeline) return ['no windows'];
  const { grid, baseline, detectors } = timeline;
  const lines = [
    `${grid.length} windows of ${grid.windowMs / 1000} s, baseline ${baseline.reason}, ${incidents.length} incidents, ` +
      `abstained: ${detectors.map((each) => each.abstained ?? '-').join(' / ')}`,
  ];
  const runs = [...new Set(table.files.map((file) => file.name.split('/')[0]))];
  for (const run of runs) {
    const span = spanOf(table, run);
    const own = incidents.filter((each) => each.end > span.first && each.start <= span.last);
    const bad = truth.incidents.find((each) => each.run === run);
    const code = bad ? (/[A-Z]+(?:_[A-Z]+){2,}/.exec(bad.cause)?.[0] ?? '') : '';
    const top = own.map((each) =>
      each.topTemplates.map((shift) => output.templates.templates[shift.template].text),
    );
    const place = top.map((texts) => texts.findIndex((text) => code !== '' && text.includes(code)) + 1);
    lines.push(
      `  ${bad ? 'bad ' : 'good'} ${run}: ${own.length} incidents${bad ? `, ${code} in place ${place.join(', ') || 'none'} of the templates` : ''}`,
    );
    if (process.env.SHOW)
      for (const each of own) {
        lines.push(
          `    ${each.id} ${each.title} [${new Date(each.start).toISOString()} ${new Date(each.end).toISOString()}] ${each.severity}`,
        );
        for (const shift of each.topTemplates)
          lines.push(
            `      ${shift.direction} ${shift.observed}/${shift.expected.toFixed(1)} ${output.templates.templates[shift.template].text.slice(0, 140)}`,
          );
      }
  }
  return lines;
}

function spanOf(table: LogTable, run: string): { first: number; last: number } {
  const files = table.files.filter((file) => file.name.startsWith(`${run}/`));
  return {
    first: Math.min(...files.map((file) => file.firstMs ?? Number.POSITIVE_INFINITY)),
    last: Math.max(...files.map((file) => file.lastMs ?? Number.NEGATIVE_INFINITY)),
  };
}

async function analyze(dir: string, settings: Settings): Promise<PipelineOutput> {
  const paths = readdirSync(dir, { recursive: true })
    .map(String)
    .filter((path) => /\.log(\.gz)?$/.test(path))
    .sort();
  const files = paths.map((path) => ({ path, content: new Uint8Array(readFileSync(join(dir, path))) }));
  return judgeLog(files, settings);
}
