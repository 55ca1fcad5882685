/**
 * What a record says, out of what it is wrapped in: fields of JSON or logfmt, columns, blocks of keys, a header of its own. In: the text of a record and
 * of its template. Out: its message with the error that a field names, and on which line of the record it stands; null: the record is its message.
 */
import { bareLine } from '../entities/bare-line';
import type { RecordText } from '../features/series/values';

export interface Said {
  /** Line of the record that holds the message, 0 the first. */
  readonly at: number;
  /** The message as lines; further ones are those of a trace within a field. */
  readonly lines: readonly string[];
  /** What stands before the message on its line; '': nothing of that kind. Further lines may begin alike. */
  readonly header: string;
  /** The other lines of the record are fields of an object. */
  readonly isWhole: boolean;
}

const MAX_RECORD = 65_536;
const MAX_FIELD = 20_000;
const MAX_DEPTH = 3;
/** Lines of a trace within a field that are looked at. */
const MAX_LINES = 200;

/** `template`: text of its template. */
export function sayingOf({ text, message }: RecordText, template: string): Said | null {
  const cut = text.slice(0, MAX_RECORD);
  return ofJson(cut, template) ?? ofPairs(cut) ?? ofHeader(cut, message);
}

const MESSAGE =
  /^(?:@?message|msg|@m|@mt|log|event|short_?message|textpayload|text|body|content|description|_?raw|log_?message|summary)$/i;
/** Fields that hold what went wrong, and those of an object that is an error. */
const ERROR =
  /^(?:err|errors?|exceptions?|exc_info|exc|causes?|reason|thrown|throwable|fault|error[._-]?(?:message|msg|text|description)|exception[._-]?message|errmsg|stderr)$/i;
const STACK =
  /^(?:(?:error|exception)?[._-]?stack_?-?trace|(?:error|exception)?[._-]?stack|backtrace|traceback|exc_info|exc_text|exceptionstring)$/i;
const TYPE = /^(?:type|name|class|kind|code)$/i;

interface Fields {
  message: string;
  error: string;
  stack: string;
}

function ofJson(record: string, template: string): Said | null {
  const begin = record.search(/[^\s\uFEFF]/);
  if (begin < 0 || record[begin] !== '{') return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(record);
  } catch {
    return null;
  }
  const fields: Fields = { message: '', error: '', stack: '' };
  collect(parsed, fields, 0);
  const said = told(fields, template);
  // An object over several lines: the one that holds the message.
  const key = JSON.stringify(fields.message || fields.error)
    .slice(1, 40)
    .replace(/\\?"?$/, '');
  const at = record.includes('\n') ? record.split('\n').findIndex((line) => line.includes(key)) : 0;
  return said && { ...said, at: Math.max(0, at) };
}

function collect(value: unknown, fields: Fields, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  for (const [key, each] of Object.entries(value)) {
    if (typeof each === 'string') {
      if (STACK.test(key) && each.includes('\n')) fields.stack ||= each;
      else if (ERROR.test(key)) fields.error ||= each;
      // A message further in says more: {"msg": "open failed", "attr": {"message": "Permission denied"}}.
      else if (MESSAGE.test(key) && fields.message === '') fields.message = each;
      else if (MESSAGE.test(key) && depth > 0) fields.error ||= each;
    } else if (ERROR.test(key)) collectError(each, fields);
    else if (!Array.isArray(each)) collect(each, fields, depth + 1);
  }
}

/** {"type": "FetchError", "message": "socket hang up", "stack": "..."}, or a list of such. */
function collectError(value: unknown, fields: Fields): void {
  const error: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof error === 'string') fields.error ||= error;
  if (typeof error !== 'object' || error === null) return;
  const entries = Object.entries(error).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const textOf = (pattern: RegExp): string => entries.find(([key]) => pattern.test(key))?.[1] ?? '';
  const type = textOf(TYPE);
  const message = textOf(MESSAGE) || textOf(ERROR);
  fields.error ||=
    type !== '' && message !== '' && !message.includes(type) ? `${type}: ${message}` : message || type;
  fields.stack ||= textOf(STACK);
}

/** Pairs of logfmt; a message of one word needs no quotes. */
const PAIR = /(?:^|\s)([\w@.-]{1,40})=(?:"((?:[^"\\]|\\.){0,4000})"|([^\s"]{1,1000}))/g;
const MAX_PAIRS = 60;

function ofPairs(record: string): Said | null {
  if (!/(?:^|\s)(?:msg|message|err|error)=/.test(record)) return null;
  // As klog writes it: the message in quotes, then its pairs.
  const lead = /^(?:[^\s"=]{1,40} ?)?"((?:[^"\\]|\\.){3,400})" [\w.]{1,40}=/.exec(
    bareLine(record.split('\n', 1)[0]),
  )?.[1];
  const fields: Fields = { message: lead ?? '', error: '', stack: '' };
  let num = 0;
  for (const [, key, quoted, word] of record.matchAll(PAIR)) {
    if (++num > MAX_PAIRS) break;
    const value =
      quoted === undefined
        ? word
        : quoted.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\(.)/g, '$1');
    if (STACK.test(key) && value.includes('\n')) fields.stack ||= value;
    else if (ERROR.test(key)) fields.error ||= value;
    else if (MESSAGE.test(key)) fields.message ||= value;
  }
  return (num < 3 && lead === undefined) || fields.message === '' ? null : told(fields, '');
}

/** Values that say that there is none. */
const NONE = /^(?:null|nil|none|<nil>|false|0|-|ok|no error|\s*)$/i;

function told({ message, error, stack }: Fields, template: string): Said | null {
  const said = message.trim() === '' ? template : message;
  const [first, ...rest] = linesOf(said.slice(0, MAX_FIELD));
  const why = NONE.test(error) ? [] : linesOf(error.slice(0, MAX_FIELD));
  const further = stack === '' ? [] : linesOf(stack.slice(0, MAX_FIELD));
  if (first === undefined && why.length === 0) return null;
  const head = bareLine(first ?? '');
  const isNews = why.length > 0 && !said.includes(why[0]);
  const led = head === '' ? (why[0] ?? '') : isNews ? `${head}: ${why[0]}` : head;
  // A message that ends with a colon goes on below.
  const next = rest[0] ?? '';
  if (/:\s*$/.test(led) && next.trim() !== '')
    return wholeOf([`${led.trim()} ${next.trim()}`, ...rest.slice(1), ...further]);
  return wholeOf([led, ...rest, ...(isNews ? why.slice(1) : []), ...further]);
}

function wholeOf(lines: readonly string[]): Said {
  return { at: 0, lines: lines.slice(0, MAX_LINES), header: '', isWhole: true };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\s+$/, '').split(/\r\n|[\r\n]/, MAX_LINES);
}

/** What stands before a message is a header where it has a time, a level beside other things, or a number that names a moment, a process or a thread; a line that only begins deeper has none. */
const MIN_HEADER = 12;
const HEADER =
  /\d\d:\d\d|\b(?:trace|debug|info(?:rmation)?|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|severe|alert|emerg)\b/i;
const NUMBERED = /^\W*(?:0x)?(?:[\da-f.]*\d{4,}[\da-f.]*|[\da-f]{8}\.[\da-f]{8})\W/i;
const LEVEL_IN_BRACKETS = /^\[ *[A-Za-z]{3,8} *\] *$/;
/** Part of what is said. */
const TYPE_OF_EXCEPTION = /[a-z](?:Error|Exception)\b/;

/** `before`: all that stands before the message; `head`: what bareLine leaves of it. */
function isHeader(head: string, before: string): boolean {
  if (TYPE_OF_EXCEPTION.test(head)) return false;
  // A level that the line begins with is a build tool's, and part of what it says.
  const isBehindTime = before.trimEnd().length > head.trimEnd().length;
  return (
    (head.length >= MIN_HEADER && HEADER.test(head)) ||
    NUMBERED.test(head) ||
    (isBehindTime && LEVEL_IN_BRACKETS.test(head))
  );
}

/** What the reader of the format took for a header. */
function ofHeader(record: string, message: string): Said | null {
  if (message === '') return null;
  const lines = record.split(/\r\n|\n/, MAX_LINES);
  for (const [at, raw] of lines.entries()) {
    const line = raw.slice(0, 4000);
    const begin = line.indexOf(message.slice(0, 4000 - 1));
    if (begin < 0) continue;
    const bare = bareLine(line);
    const before = line.slice(0, begin);
    const kept = bare.length - (line.length - begin);
    const head = bare.slice(0, Math.max(0, kept));
    if (at === 0 && !isHeader(head, before)) return null;
    // Blanks beyond the one that ends a header are the message's own.
    const indent = /\s*$/.exec(before)?.[0].slice(1) ?? '';
    const header = before.slice(0, before.length - indent.length);
    // A field in quotes ends with them: what follows is of other columns.
    const told = line.slice(begin);
    const said = before.endsWith('"') ? (/^(?:[^"]|"")*(?=")/.exec(told)?.[0] ?? told) : told;
    return { at, lines: [bareLine(indent + said)], header, isWhole: false };
  }
  return null;
}
