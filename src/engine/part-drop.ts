// What of a drop is analysed together. In: what was dropped, opened. Out: the parts, each an analysis of its own; one where all belongs together
// or where nothing was to be decided.
import { type DropPart, MAX_PARTS } from '../contracts/parting';
import type { AnalysisJob } from '../contracts/threads';
import type { EpochMs, OnProgress } from '../contracts/units';
import type { FileEvidence } from '../core/apart/evidence';
import { type FileGroup, groupFiles } from '../core/apart/group-files';
import { isLogOf, nameOfAll } from '../core/apart/names';
import { spanOf, whyApart, whyTogether } from '../core/apart/reasons';
import type { ShardScanner } from '../core/ingest/types';
import type { OpenedFiles } from '../input/open';
import { evidenceOf } from './file-evidence';

/** More logs are one collection, as a bundle is. */
const MOST_TOLD_APART = 400;

/** Null: nobody asked, or there is nothing to tell apart. */
export async function partDrop(
  job: AnalysisJob,
  opened: OpenedFiles,
  scanners: readonly ShardScanner[],
  onProgress: OnProgress,
): Promise<readonly DropPart[] | null> {
  const { logs, listing } = opened;
  if (!job.mayPart || logs.length < 2 || logs.length > MOST_TOLD_APART) return null;
  const evidence = await evidenceOf(logs, listing, job.settings, scanners, onProgress);
  const { baseline } = job.settings;
  const named = baseline.kind === 'file' ? baseline.name : null;
  const groups = groupFiles(evidence, { baseline: named, maxGroups: MAX_PARTS });
  const owners = job.files.map(({ path }) => ownersOf(path, opened, groups));
  return groups.map((group, g) => partOf(group, g, { opened, evidence, groups, owners }));
}

interface Drop {
  readonly opened: OpenedFiles;
  readonly evidence: readonly FileEvidence[];
  readonly groups: readonly FileGroup[];
  /** Of each dropped file the groups that need it. */
  readonly owners: readonly (readonly number[])[];
}

function partOf(group: FileGroup, g: number, { opened, evidence, groups, owners }: Drop): DropPart {
  const { logs } = opened;
  const own = group.members.map((i) => logs[i].name);
  const files = owners.flatMap((of, i) => (of.includes(g) ? [i] : []));
  const beside = groups.filter((_, h) => h !== g && owners.some((of) => of.includes(g) && of.includes(h)));
  const span = spanOf(group, evidence);
  return {
    name: nameOfAll(own),
    logs: own,
    files,
    without: beside.flatMap(({ members }) => members.map((i) => logs[i].name)),
    firstMs: (span?.firstMs as EpochMs | undefined) ?? null,
    lastMs: (span?.lastMs as EpochMs | undefined) ?? null,
    bytes: group.members.reduce((sum, i) => sum + logs[i].bytes, 0),
    whyTogether: whyTogether(group),
    whyApart: whyApart(group, groups, evidence),
  };
}

/** A list of changes is set beside all; of a file that gave nothing the first analysis tells. */
function ownersOf(
  path: string,
  { logs, changes }: OpenedFiles,
  groups: readonly FileGroup[],
): readonly number[] {
  if (changes.some(({ name }) => isLogOf(name, path))) return groups.map((_, g) => g);
  const own = groups.flatMap(({ members }, g) =>
    members.some((i) => isLogOf(logs[i].name, path)) ? [g] : [],
  );
  return own.length > 0 ? own : [0];
}

/** As if these files alone had been dropped. */
export function jobOfPart(job: AnalysisJob, { name, files, without }: DropPart): AnalysisJob {
  return { ...job, name, files: files.map((i) => job.files[i]), without, mayPart: false };
}

export function withoutLogs(opened: OpenedFiles, names: readonly string[]): OpenedFiles {
  if (names.length === 0) return opened;
  const elsewhere = new Set(names);
  return {
    ...opened,
    logs: opened.logs.filter(({ name }) => !elsewhere.has(name)),
    problems: opened.problems.filter(({ file }) => file === null || !elsewhere.has(file)),
  };
}
