// What a user may set for a file: encodings and zones worth offering, and the settings that a choice makes.

import { DEFAULT_SETTINGS, type FileSetting, type Settings } from '../../contracts/settings';
import { type Label, t } from '../../words/t';

export const FOUND: FileSetting = { format: null, encoding: null, zone: null };

/** Labels of the Encoding standard with the words for them. */
export const ENCODINGS: readonly (readonly [string, Label])[] = [
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['windows-1252', 'Western (Windows-1252, Latin-1)'],
  ['windows-1250', 'Central European (Windows-1250)'],
  ['windows-1251', 'Cyrillic (Windows-1251)'],
  ['koi8-r', 'Cyrillic (KOI8-R)'],
  ['gb18030', 'Chinese, simplified (GB18030)'],
  ['big5', 'Chinese, traditional (Big5)'],
  ['shift_jis', 'Japanese (Shift JIS)'],
  ['euc-jp', 'Japanese (EUC-JP)'],
  ['euc-kr', 'Korean (EUC-KR)'],
];

export const OFFSETS = [
  ...['-08:00', '-07:00', '-06:00', '-05:00', '-03:00', '+01:00', '+02:00', '+03:00'],
  ...['+05:30', '+08:00', '+09:00', '+10:00'],
] as const;

/** By own property only: a file may be named 'constructor'. */
export function settingOf(files: Settings['files'], name: string): FileSetting {
  return Object.hasOwn(files, name) ? files[name] : FOUND;
}

/** The settings with this one for the file; what is as found leaves no trace. */
export function withSetting(files: Settings['files'], name: string, own: FileSetting): Settings['files'] {
  const others = Object.entries(files).filter(([other]) => other !== name);
  return Object.fromEntries(isFound(own) ? others : [...others, [name, own]]);
}

export function isFound({ format, encoding, zone, dateOrder, use }: FileSetting): boolean {
  return [format, encoding, zone, dateOrder ?? null, use ?? null].every((each) => each === null);
}

export function isSame(a: FileSetting, b: FileSetting): boolean {
  return (
    a.format === b.format &&
    a.encoding === b.encoding &&
    a.zone === b.zone &&
    (a.dateOrder ?? null) === (b.dateOrder ?? null)
  );
}

/** Words for the zone of a file that the user has not set. */
export function foundZone(settings: Settings): string {
  return settings.zone === DEFAULT_SETTINGS.zone
    ? t('as found')
    : t('as found, else {zone}', { zone: settings.zone });
}
