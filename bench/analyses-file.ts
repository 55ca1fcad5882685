// analyses.json: what `npm run analyze` writes over the folders of several analyses, from the summaries that the page wrote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ANALYSES_FILE = 'analyses.json';

/** Described in docs/EXPORTS.md. */
export interface AnalysisEntry {
  readonly folder: string | null;
  readonly name: string;
  readonly verdict: string;
  readonly why: string;
  readonly files: readonly string[];
  readonly records: number | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly incidents: number | null;
}

/** What is read here of run_summary.json. */
export interface Summary {
  readonly files: readonly {
    readonly name: string;
    readonly first: string | null;
    readonly last: string | null;
  }[];
  readonly totals: { readonly records: number };
  readonly incidents: number;
}

export function readSummary(dir: string): Summary {
  return JSON.parse(readFileSync(join(dir, 'run_summary.json'), 'utf8'));
}

/** Null: the analysis failed. */
export function factsOf(
  summary: Summary | null,
): Pick<AnalysisEntry, 'files' | 'records' | 'first' | 'last' | 'incidents'> {
  if (summary === null) return { files: [], records: null, first: null, last: null, incidents: null };
  const { files, totals, incidents } = summary;
  const times = (which: 'first' | 'last'): string[] => files.flatMap((file) => file[which] ?? []).sort();
  return {
    files: files.map(({ name }) => name),
    records: totals.records,
    first: times('first')[0] ?? null,
    last: times('last').at(-1) ?? null,
    incidents,
  };
}

/** '1-Linux.log.gz': of letters that every file system takes, and unlike the others by its number. */
export function folderOf(name: string, idx: number): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${idx + 1}-${safe.slice(0, 60) || 'analysis'}`;
}
