// Settings that two tabs changed. In: what both had, what this tab has now, what the other has stored meanwhile. Out: the changes of both.
// Of marks and edits each is a change of its own: what either added is there, what either took away is gone. Of everything else that both
// changed, the later one wins, setting by setting.
import type { Settings } from '../contracts/settings';
import { SETTING_PATHS, SETTING_ROWS, settingAt, withSettingAt } from '../contracts/settings-registry';
import { isEqual } from '../core/lib/is-equal';

export function mergeSettings(base: Settings, mine: Settings, theirs: Settings): Settings {
  const paths = SETTING_PATHS.filter((path) => !path.startsWith('files.'));
  const merged = paths.reduce((settings, path) => {
    const [before, own, other] = [base, mine, theirs].map((each) => settingAt(each, path));
    return withSettingAt(settings, path, mergeAt(before, own, other, SETTING_ROWS[path].kept !== undefined));
  }, theirs);
  return { ...merged, files: mergeByName(base.files, mine.files, theirs.files) };
}

function mergeAt(base: unknown, mine: unknown, theirs: unknown, isMarks: boolean): unknown {
  if (isEqual(mine, base)) return theirs;
  if (!isMarks || isEqual(theirs, base)) return mine;
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs))
    return mergeLists(base, mine, theirs);
  if (!isRecord(base) || !isRecord(mine) || !isRecord(theirs)) return mine;
  return Object.fromEntries(
    Object.keys(mine).map((key) => [key, mergeAt(base[key], mine[key], theirs[key], true)]),
  );
}

function mergeLists(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): unknown[] {
  const isIn = (list: readonly unknown[], item: unknown): boolean => list.some((each) => isEqual(each, item));
  const stayed = theirs.filter((item) => isIn(mine, item) || !isIn(base, item));
  return [...stayed, ...mine.filter((item) => !isIn(base, item) && !isIn(stayed, item))];
}

function mergeByName<T>(
  base: Readonly<Record<string, T>>,
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const merged = new Map(Object.entries(theirs));
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    const [before, own] = [base, mine].map((each) => (Object.hasOwn(each, name) ? each[name] : undefined));
    if (isEqual(before, own)) continue;
    if (own === undefined) merged.delete(name);
    else merged.set(name, own);
  }
  return Object.fromEntries(merged);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
