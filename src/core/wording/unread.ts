// How it is said that text of a log could not be read back.
import type { UnreadPart, UnreadWhy } from '../../contracts/unread';
import { countOf } from './plural';

/** What stands in the place of one record's text. */
export function whyUnread(why: UnreadWhy, file: string): string {
  if (why === 'missing') return `${file} is not here: give it again to read this line`;
  if (why === 'unreadable')
    return `${file} was changed, moved or deleted since it was given: give it again, what is unchanged is then read`;
  return `this part of ${file} has changed since it was analysed`;
}

const BECAUSE: Readonly<Record<UnreadWhy, (file: string) => string>> = {
  missing: (file) => `${file} is not here`,
  unreadable: (file) => `${file} was changed, moved or deleted since it was given`,
  changed: (file) => `parts of ${file} have changed since it was analysed`,
};
const SHOWN = 3;

/** '1,204 of 7,200 records: parts of app.log have changed since it was analysed'; '' where all was read. */
export function unreadInWords(parts: readonly UnreadPart[], numAll: number): string {
  if (parts.length === 0) return '';
  const num = parts.reduce((sum, part) => sum + part.numRecords, 0);
  const reasons = parts.slice(0, SHOWN).map(({ why, file }) => BECAUSE[why](file));
  if (parts.length > SHOWN) reasons.push(`and ${countOf(parts.length - SHOWN, 'more reason')}`);
  return `${num.toLocaleString('en')} of ${countOf(numAll, 'record')}: ${reasons.join(', ')}`;
}
