// What 'Defaults' leaves alone: marks and decisions that the user made on logs, which no default could give back.
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { SETTING_PATHS, SETTING_ROWS, settingAt, withSettingAt } from '../contracts/settings-registry';
import { someOf } from '../core/wording/plural';

const KEPT = SETTING_PATHS.filter((path) => SETTING_ROWS[path].kept !== undefined);

/** The defaults, with the user's own marks and edits. */
export function defaultsKeepingMarks(settings: Settings): Settings {
  return KEPT.reduce((kept, path) => withSettingAt(kept, path, settingAt(settings, path)), DEFAULT_SETTINGS);
}

/** What of these there is, in words; null: nothing. */
export function keptInWords(settings: Settings): string | null {
  const kept = KEPT.flatMap((path) => {
    const num = numIn(settingAt(settings, path));
    const [one, several] = SETTING_ROWS[path].kept!;
    return num === 0 ? [] : [someOf(num, one, several)];
  });
  if (kept.length === 0) return null;
  return `All settings are the defaults again. What you marked stays: ${kept.join(', ')}. Each can be removed where it is listed.`;
}

/** Marks are lists, or lists by kind. */
function numIn(marks: unknown): number {
  if (Array.isArray(marks)) return marks.length;
  return Object.values(marks as object).reduce<number>((sum, each) => sum + numIn(each), 0);
}
