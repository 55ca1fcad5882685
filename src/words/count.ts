// A number and what is counted, in the language of the page. In English as core/wording/plural.ts writes it.
import { countOf as inEnglish } from '../core/wording/plural';
import { currentLanguage, nouns } from './language';
import type { Nouns } from './zh/catalogue';

/** English, for one of them. */
export type Noun = keyof Nouns;

const rules = new Map<string, Intl.PluralRules>();

/** '1 window', '12,000 windows'; `many` is the English for several, where it is more than an s. */
export function countOf(num: number, one: Noun, many?: string): string {
  const table = nouns();
  if (table === null) return inEnglish(num, one, many);
  const forms = table[one];
  const form = forms[rulesOf(currentLanguage()).select(num)] ?? forms.other;
  return form.replace('{num}', groupedNumber(num, 3));
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Thousands grouped, as the language does. */
export function groupedNumber(value: number, digits: number): string {
  const locale = currentLanguage() === 'en' ? 'en-US' : currentLanguage();
  const key = `${locale} ${digits}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    // One a number of digits: making one costs a thousand times what using it does.
    formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    formatters.set(key, formatter);
  }
  return formatter.format(value);
}

function rulesOf(locale: string): Intl.PluralRules {
  const known = rules.get(locale);
  if (known) return known;
  const made = new Intl.PluralRules(locale);
  rules.set(locale, made);
  return made;
}
