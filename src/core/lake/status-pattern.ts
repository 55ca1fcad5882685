/** The status of a response in a message as regular expressions: the rule of ingest/status-text.ts. The one group is its first digit. */
const anyCase = (word: string): string =>
  Array.from(word, (letter) => `[${letter.toUpperCase()}${letter}]`).join('');
const NAMES = ['statuscode', 'status', 'code', 'completed', 'responded', 'returned', 'response'];

/** What may follow a number that measures nothing: '503 ms' and '503 bytes' do. */
const NO_MEASURE = '(?:[,;"\\])]|$| (?:[^msb\\n]|$|m(?:[^s]|$)|s[A-Za-z]))';
const BEFORE = '[ =:"\\[(]';

/** Behind a request: 'GET /cart 503 12 ms'. */
export const REQUESTED_STATUS = `(?:^|[^A-Za-z])[A-Z]{3,7} "?(?:/|http)[^ ]*[^\\n]*?${BEFORE}([1-5])[0-9]{2}${NO_MEASURE}`;
/** Behind a word that says what it is: 'status: 200'. */
export const NAMED_STATUS = `(?:^|[^A-Za-z])(?:${NAMES.map(anyCase).join('|')})[^A-Za-z]{0,3}${BEFORE}([1-5])[0-9]{2}(?:[ ,;"\\])]|$)`;
