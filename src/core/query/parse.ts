/**
 * From a line of text to a query. `level>=warn component:cinder "lost connection" /attach(ed)? volume/i -template:T14 (a OR b)`:
 * terms stand beside each other and all have to hold, OR binds looser, `-` before a term or a group negates. It never throws: what
 * cannot be read is a problem with its place. `printQuery` is its reverse.
 */
import { LEVELS } from '../../contracts/units';
import { type Comparison, EVERYTHING, joined, type Query, type Term } from './query';
import { parseWhen } from './when';

export interface QueryProblem {
  /** For the user. */
  readonly message: string;
  /** Characters [begin, end) of the text. */
  readonly begin: number;
  readonly end: number;
}

export type Parsed =
  | { readonly query: Query; readonly problem: null }
  | { readonly query: null; readonly problem: QueryProblem };

/** Deeper groups are refused. */
const MAX_DEPTH = 40;

export function parseQuery(text: string): Parsed {
  const reader = new Reader(text);
  try {
    const query = reader.readOr();
    reader.expectEnd();
    return { query, problem: null };
  } catch (error) {
    if (error instanceof Refusal) return { query: null, problem: error.problem };
    throw error;
  }
}

/** Ends the reading from any depth; never leaves this file. */
class Refusal extends Error {
  readonly problem: QueryProblem;
  constructor(message: string, begin: number, end: number) {
    super(message);
    this.problem = { message, begin, end };
  }
}

const FIELD = /([A-Za-z_][\w.@-]*[\w])(:(?!\/\/)|>=|<=|=|>|<)/y;
/** A path, and not the beginning of an expression. */
const PATH = /\/[\w./~%+-]*(?=[\s)]|$)/y;
const FLAGS = /[a-z]*(?=[\s)]|$)/y;
const WORDS = new Set(['OR', 'AND', 'NOT']);

/** Other names of the fields of columns. */
const ALIASES: Readonly<Record<string, string>> = {
  source: 'component',
  lvl: 'level',
  since: 'after',
  until: 'before',
};

class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readOr(): Query {
    const parts = [this.readAnd()];
    while (this.takeWord('OR')) {
      const end = this.at;
      const isOpen = isNothing(parts[0]) || !this.hasTerm();
      const part = this.readAnd();
      if (isOpen || isNothing(part)) this.refuse('OR needs a term on both sides', end - 2, end);
      parts.push(part);
    }
    return joined('or', parts);
  }

  expectEnd(): void {
    this.skipSpace();
    if (this.at < this.text.length) this.refuse('this ) closes nothing', this.at, this.at + 1);
  }

  private readAnd(): Query {
    const parts: Query[] = [];
    while (this.hasTerm()) {
      if (this.takeWord('AND')) continue;
      parts.push(this.readTerm());
    }
    return parts.length === 0 ? EVERYTHING : joined('and', parts);
  }

  private readTerm(): Query {
    const begin = this.at;
    if (this.takeWord('NOT')) {
      if (!this.hasTerm()) this.refuse('NOT needs a term behind it', begin, this.at);
      return { kind: 'not', of: this.readTerm() };
    }
    // `--verbose` is a flag that a line writes, `- ` a dash.
    if (this.text[this.at] === '-' && /[^\s)-]/.test(this.text[this.at + 1] ?? ' ')) {
      this.at++;
      return { kind: 'not', of: this.readTerm() };
    }
    return this.text[this.at] === '(' ? this.readGroup() : this.readSimple();
  }

  private readGroup(): Query {
    const begin = this.at++;
    if (++this.depth > MAX_DEPTH) this.refuse('groups stand too deep in one another', begin, begin + 1);
    const query = this.readOr();
    this.skipSpace();
    if (this.text[this.at] !== ')') this.refuse('this ( is not closed', begin, begin + 1);
    this.at++;
    this.depth--;
    if (isNothing(query)) this.refuse('there is nothing in this group', begin, this.at);
    return query;
  }

  private readSimple(): Term {
    const begin = this.at;
    if (this.text[begin] === '"') {
      const text = this.readQuoted();
      if (text === '') this.refuse('there is nothing between these quotes', begin, this.at);
      return { kind: 'text', text };
    }
    if (this.text[begin] === '/') {
      const regex = this.readRegex();
      if (regex !== null) return regex;
    }
    FIELD.lastIndex = begin;
    const field = FIELD.exec(this.text);
    return field === null ? { kind: 'text', text: this.readWord() } : this.readField(field, begin);
  }

  private readField([whole, name, op]: RegExpExecArray, begin: number): Term {
    this.at = begin + whole.length;
    const value = this.text[this.at] === '"' ? this.readQuoted() : this.readWord();
    const field = ALIASES[name.toLowerCase()] ?? (isColumn(name) ? name.toLowerCase() : name);
    if (value === '')
      this.refuse(
        `after ${whole} a value is missing; as text it stands in quotes: "${whole}"`,
        begin,
        this.at,
      );
    const wrong = whatIsWrong(field, op as Comparison, value);
    if (wrong !== null) this.refuse(wrong, begin, this.at);
    return { kind: 'field', field, op: op as Comparison, value };
  }

  /** Of a text between quotes; \" and \\ stand for themselves. */
  private readQuoted(): string {
    const begin = this.at++;
    let value = '';
    for (; this.at < this.text.length; this.at++) {
      const letter = this.text[this.at];
      if (letter === '"') {
        this.at++;
        return value;
      }
      if (letter === '\\' && /["\\]/.test(this.text[this.at + 1] ?? '')) this.at++;
      value += this.text[this.at];
    }
    return this.refuse('this quote is not closed', begin, this.text.length);
  }

  /** Null: it is a path, which is text. */
  private readRegex(): Term | null {
    const begin = this.at;
    const end = endOfRegex(this.text, begin);
    if (end >= 0) {
      FLAGS.lastIndex = end + 1;
      const flags = FLAGS.exec(this.text);
      if (flags !== null && end > begin + 1) return this.checkedRegex(begin, end, flags[0]);
    }
    PATH.lastIndex = begin;
    if (PATH.test(this.text)) return null;
    if (end < 0)
      this.refuse(
        'this expression has no / at its end; as text it stands in quotes',
        begin,
        this.text.length,
      );
    return null;
  }

  private checkedRegex(begin: number, end: number, given: string): Term {
    const source = this.text.slice(begin + 1, end);
    const flags = [...new Set(given)]
      .filter((flag) => flag !== 'm' && flag !== 'g')
      .sort()
      .join('');
    this.at = end + 1 + given.length;
    const odd = /[^isu]/.exec(flags);
    if (odd !== null)
      this.refuse(`${odd[0]} is no letter that may follow an expression: i, s and u are`, end + 1, this.at);
    try {
      new RegExp(source, flags);
    } catch (error) {
      const why = String((error as Error).message).replace(/^Invalid regular expression: \/.*\/\w*: /s, '');
      this.refuse(`this is no regular expression: ${why}`, begin, this.at);
    }
    return { kind: 'regex', source, flags };
  }

  private readWord(): string {
    const begin = this.at;
    while (this.at < this.text.length && !this.isEnd(this.text[this.at])) this.at++;
    return this.text.slice(begin, this.at);
  }

  private isEnd(letter: string): boolean {
    return /\s/.test(letter) || (letter === ')' && this.depth > 0);
  }

  private takeWord(word: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(word, this.at)) return false;
    const after = this.text[this.at + word.length] ?? ' ';
    if (!/[\s(]/.test(after) || !WORDS.has(word)) return false;
    this.at += word.length;
    return true;
  }

  private hasTerm(): boolean {
    this.skipSpace();
    if (this.at >= this.text.length) return false;
    if (this.text[this.at] === ')') return false;
    return !/^OR(?=[\s(]|$)/.test(this.text.slice(this.at, this.at + 3));
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private refuse(message: string, begin: number, end: number): never {
    throw new Refusal(message, Math.max(0, begin), Math.max(begin + 1, end));
  }
}

const isNothing = (query: Query): boolean => query.kind === 'and' && query.parts.length === 0;

const isColumn = (name: string): boolean =>
  /^(level|component|file|template|status|after|before)$/i.test(name);

/** Place of the slash that ends an expression; below 0: there is none. */
function endOfRegex(text: string, begin: number): number {
  let inClass = false;
  for (let at = begin + 1; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\\') at++;
    else if (letter === '[') inClass = true;
    else if (letter === ']') inClass = false;
    else if (letter === '/' && !inClass) return at;
    else if (letter === '\n') return -1;
  }
  return -1;
}

function whatIsWrong(field: string, op: Comparison, value: string): string | null {
  const isEqual = op === ':' || op === '=';
  if (field === 'level' && levelOf(value) < 0)
    return `${value} is no level: ${LEVELS.filter(Boolean).join(', ')} are, and none`;
  if (field === 'after' || field === 'before') {
    if (!isEqual) return `${field} is followed by a colon: ${field}:10:00`;
    return parseWhen(value) === null
      ? `${value} is no time: 10:00, 10:00:05, 2024-03-01 or 2024-03-01T10:00 are`
      : null;
  }
  if (field === 'status' && !/^[1-5](xx|\d\d)$/i.test(value)) return `${value} is no status: 404 or 5xx are`;
  if (field === 'status' && !isEqual && /xx/i.test(value))
    return 'a class of statuses can only be equal: status:5xx';
  if ((field === 'component' || field === 'file' || field === 'template') && !isEqual)
    return `${field} is compared by : (contains) or = (is exactly)`;
  if (field !== 'level' && field !== 'status' && !isEqual && !isNumber(value))
    return `${value} is no number, which ${op} needs`;
  return null;
}

const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value));

const LEVEL_ALIASES: Readonly<Record<string, string>> = {
  warning: 'warn',
  err: 'error',
  critical: 'fatal',
  crit: 'fatal',
  information: 'info',
  none: '',
};

/** Index into LEVELS; -1: it is no level. */
export function levelOf(value: string): number {
  const name = value.toLowerCase();
  const known = LEVEL_ALIASES[name] ?? name;
  return known === '' && name !== 'none' ? -1 : (LEVELS as readonly string[]).indexOf(known);
}
