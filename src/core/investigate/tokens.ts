/** Words of log lines and runbooks for the index. In: text. Out: lower-case terms; wildcards, ids and plain numbers left out. */

const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can did do does for from had has have if in into is it its may more most no of off on ' +
    'one or our out over so some such than that the their them then there these they this those to too up us use used was we ' +
    'were what when where which while who why will with you your info debug trace warn warning error main null true false'
  ).split(' '),
);
const WILDCARD = /<[A-Z*][A-Z0-9_*]*>/g;

/**
 * Terms of a text, in order, repeats kept. `DataXceiver` gives dataxceiver, data and xceiver; `oom-killer` oom and killer; HTTP
 * status codes 4xx and 5xx stay, other numbers and ids (many digits among letters) go.
 */
export function tokenise(text: string): string[] {
  const terms: string[] = [];
  for (const word of text.replace(WILDCARD, ' ').split(/[^\p{L}\p{N}]+/u)) {
    const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
    if (parts.length > 1) terms.push(word);
    terms.push(...parts);
  }
  return terms.filter((term) => term !== '');
}

/** A term as it stands in the index; null: not indexed. */
export function processTerm(term: string): string | null {
  const lower = term.toLowerCase();
  if (lower.length < 2 || lower.length > 40 || STOP_WORDS.has(lower)) return null;
  if (/\d/.test(lower)) {
    if (/^[45]\d\d$/.test(lower)) return lower;
    const digits = lower.replace(/\D/g, '').length;
    if (digits > 3 || digits * 2 >= lower.length) return null;
  }
  return stem(lower);
}

/** Endings of English verbs and plurals off, roughly: both sides of the search lose the same. */
function stem(word: string): string {
  if (word.length > 5 && /(ing|ied|ies)$/.test(word)) return word.slice(0, -3);
  if (word.length > 5 && /(ed|es)$/.test(word)) return word.slice(0, -2);
  if (word.length > 4 && /[^s]e$/.test(word)) return word.slice(0, -1);
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
