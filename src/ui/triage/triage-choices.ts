// Which files are read, as the user sets it: what a click changes, and what of it the analysis on screen does not have yet.

import type { FileSetting, Settings } from '../../contracts/settings';
import { FILE_KINDS, KIND_WORDS, type KindCounts } from '../../contracts/triage';
import { named } from '../../words/t';
import { FOUND, settingOf, withSetting } from '../files/reading-choices';
import { formatNumber } from '../shared/format';

export type Use = NonNullable<FileSetting['use']> | null;

export function choiceFor(files: Settings['files'], path: string): Use {
  return settingOf(files, path).use ?? null;
}

/** Null: as it was found. */
export function withUse(files: Settings['files'], path: string, use: Use): Settings['files'] {
  const { use: _, ...own } = Object.hasOwn(files, path) ? files[path] : FOUND;
  return withSetting(files, path, use === null ? own : { ...own, use });
}

/** Paths that are set otherwise than in the analysis on screen. */
export function changedUses(now: Settings['files'], then: Settings['files']): readonly string[] {
  const paths = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...paths].filter((path) => choiceFor(now, path) !== choiceFor(then, path));
}

/** '31,204 configuration files, 2 binary files': kinds that are there, but for those that are read as logs. */
export function countsInWords(
  counts: KindCounts,
  kinds: readonly (keyof KindCounts)[] = FILE_KINDS,
): readonly string[] {
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${formatNumber(counts[kind])} ${named(KIND_WORDS[kind][counts[kind] === 1 ? 0 : 1])}`);
}
