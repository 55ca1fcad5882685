/**
 * What a record says, in as many words as fit a title. In: the text of a record and of its template. Out: its message without header, ids and
 * data, cut at the end of a clause or a word, never with an ellipsis. Whatever is left stands in the record, in this order.
 */
import { bareLine } from '../entities/bare-line';
import { shortId } from '../entities/resources';
import { upperFirst } from '../wording/letter-case';
import { messageOf, withoutWildcards } from '../wording/template-text';

const MAX_LOOKED = 1200;
const LEVEL =
  'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|CRIT(?:ICAL)?|ALERT|EMERG|FATAL|SEVERE|PANIC|[EWIFD](?=[ /])';
/** What stands before a message where its template does not tell: numbers, levels, brackets, a logger. */
const BEFORE_MESSAGE = new RegExp(
  `^(?:\\s|-(?= )|-?\\d+(?= )|[0-9a-f]{8,16}(?= )|\\[[^\\]]{0,200}\\]:?|<\\d+>|(?:${LEVEL})(?::(?=\\S)|:?(?=[\\s\\[]))|[\\w$-]+(?:[.$/][\\w$-]+)+(?:\\[\\d+\\])?:?(?= )|:(?= )|- )+`,
);

/** The message on the first line of a record, as it stands there. */
export function messageIn(record: string, template: string): string {
  const [line] = record.slice(0, MAX_LOOKED).split(/\r?\n/, 1);
  const byTemplate = messageOf(line, template);
  if (byTemplate !== line) return byTemplate;
  const words = withoutWildcards(template).match(/\p{L}{3,}[^\s]*/gu)?.[0];
  const at = words === undefined ? -1 : line.indexOf(words);
  const bare = bareLine(line).replace(BEFORE_MESSAGE, '');
  // The template begins with a value: what stands before its first word is either that value or a header.
  return at >= 0 && bare.indexOf(words ?? '') < 0 ? line.slice(at) : bare;
}

const UUID = /(?:req-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** '[instance: …]', '[req-…]', '[pool-1]' at the beginning, and any bracket with an id in it. */
const BRACKETED =
  /^(?:\s*\[[^\]]{0,200}\]:?\s*)+|\s?[[(][^\])]{0,200}(?:[0-9a-f]{8}-|0x[0-9a-f]{4,}|[0-9a-f]{16,})[^\])]{0,200}[\])]/g;
/** Data that a message goes over into. */
const DATA =
  /\s?(?:\{|<(?=[\w:]+(?: [\w:]+=|\/?>))|\[(?=[{'"u\d])|\((?=[\w.]+=)|\b\w+\((?=\w+=)|\bu?'\{).*$/s;
/** A dotted name or path that takes up a title: its last part tells. */
const LONG_NAME = /(?<!\S)[\w'-]{1,60}\.(?=\S{12})[^\s/]{24,200}/g;

/**
 * At most `max` characters of a message; '': it says nothing in words.
 * A quotation mark goes: what is left is no quotation.
 */
export function phraseOf(message: string, max: number): string {
  const call = httpCall(message);
  if (call !== null) return cutAtClause(call, max);
  const bare = withoutGroups(withoutLead(message.trim()));
  const at = bare.search(DATA);
  const words = mainClause(at > 12 ? bare.slice(0, at) : bare)
    .replace(BRACKETED, '')
    .replace(UUID, (id) => shortId(id))
    .replace(LONG_NAME, (name) => name.split('.').filter(Boolean).at(-1) ?? name)
    .replace(/["`\u201c\u201d]|(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, '')
    .replace(/\\[nrt](?!\w)|\.{3,}|…|\s+/g, ' ')
    .replace(/ +(?=[:;,.](?: |$))/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/^(?!\([^()]*\))[^\p{L}\p{N}/_]+/u, '');
  const phrase = cutAtClause(words, max);
  return numWords(phrase) === 0 ? '' : phrase;
}

/** 'While X, Y happened' -> 'Y happened'. */
function mainClause(text: string): string {
  const main = /^(?:while|when|after|during|as|before|upon|on) [^,]{3,120}, (?=\S+ \S)(.*)$/is.exec(
    text,
  )?.[1];
  return main === undefined ? text : upperFirst(main);
}

/** Arguments and records of fields within a sentence are data: 'cache is Info(a=1, b=2) during attach'. */
const MIN_GROUP = 24;

function withoutGroups(text: string): string {
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    const end = '([{'.includes(text[i]) ? endOfGroup(text, i) : -1;
    const isData = end - i >= MIN_GROUP && /[=:]/.test(text.slice(i, end));
    if (isData) i = end;
    else kept += text[i];
  }
  return kept;
}

/** Where the bracket that opens at `begin` closes; -1: it does not, or too far on. */
function endOfGroup(text: string, begin: number): number {
  let depth = 0;
  for (let i = begin; i < Math.min(text.length, begin + MAX_LOOKED); i++) {
    if ('([{'.includes(text[i])) depth++;
    else if (')]}'.includes(text[i]) && --depth === 0) return i;
  }
  return -1;
}

/** 'HTTP exception thrown: ', 'Caught error: ' before what was thrown, where that says something. */
const THROWN_LEAD =
  /^(?:\w+ )?(?:exception|error|warning|fault)s?(?: (?:was |has been )?(?:thrown|raised|caught|returned|occurred|received))?: (?=(?:\S+ ){2,}\S)/i;

/** 'src/group.cpp:post():431: ' before what it says. */
const CODE_PLACE = /^[\w./-]+\.(?:c|cc|cpp|cxx|h|go|py|java|rs|js|ts):\S*(?<=:)\s/;

/** 'pid#tid: *connection ' of nginx and its kin. */
const CONNECTION = /^\d{1,10}#\d{1,10}: (?:\*\d{1,20} )?/;
/** Two and more ', name: value' that a message ends with: where it was said, and of what request. */
const FIELDS_BEHIND = /(?:, [a-z]{2,12}: ?[^,\n]{0,300}){2,12}$/;

/** A message may begin with a header of its own, where one program writes what another said. */
function withoutLead(message: string): string {
  const bare = bareLine(message.replace(CODE_PLACE, ''));
  const hasHead = bare.length < message.length || /^(?:\d{4}-\d\d-\d\d|[A-Z]{4,8}:\w)/.test(message);
  return (hasHead ? bare.replace(BEFORE_MESSAGE, '') : message)
    .replace(CONNECTION, '')
    .replace(FIELDS_BEHIND, '')
    .replace(THROWN_LEAD, '');
}

/** 'GET /v2/ports answered 500' of a line of an access log; null: it is none. */
function httpCall(message: string): string | null {
  const match =
    /\b(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) (\/[^\s"]*|https?:\/\/[^\s"]+)[^\n]{0,200}?(?:\bstatus(?:_?code)?["']?[:= ]+|" )([1-5]\d\d)\b/.exec(
      message,
    ) ??
    /\b(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) (\/[^\s"]*)(?: HTTP\/\d(?:\.\d)?)? ([1-5]\d\d)(?= \d)/.exec(
      message,
    );
  if (!match) return null;
  const path = match[2]
    .split('?')[0]
    .replace(UUID, (id) => shortId(id))
    .replace(/[0-9a-f]{16,}/g, (id) => id.slice(0, 8));
  return `${match[1]} ${path} answered ${match[3]}`;
}

/** Words that a sentence does not end with. */
const DANGLING =
  /[\s,;:(]+(?:a|an|the|of|to|in|into|on|at|by|for|from|with|and|or|is|was|are|be|been|has|have|had|that|which|who|it|its|this|not|as|than|due|because|when|while|if|after|before|will|may|can|could|would|should|any|all|no|user|line|code|id)$/i;

/** A shorter beginning than this share of what fits is too little to be worth a clean end. */
const LEAST_KEPT = 0.35;

const CUT_NUMBER = /(?:\s(?:within|after|of|for|in|at|to|from))?\s\d[\d.,]*$/;

export function cutAtClause(text: string, max: number): string {
  const whole = withoutTail(text);
  if (whole.length <= max) return whole;
  const fits = whole.slice(0, max + 1);
  const ends = [...fits.matchAll(/[.;:](?=\s)|,(?=\s)|\s[-–(](?=\S|\s)/g)].map(({ index }) => index);
  const clause = ends.filter((at) => at >= LEAST_KEPT * max).at(-1);
  const at = clause ?? fits.lastIndexOf(' ');
  const cut = withoutTail(at > 0 ? fits.slice(0, at) : fits.slice(0, max)).toWellFormed();
  // A number whose unit was cut off says nothing.
  const bare = clause === undefined ? cut.replace(CUT_NUMBER, '') : cut;
  return numWords(bare) > 2 ? withoutTail(bare) : cut;
}

function withoutTail(text: string): string {
  let kept = text.trim();
  for (let before = ''; before !== kept; ) {
    before = kept;
    kept = kept.replace(/[\s.,;:!([{=/–…-]+$/u, '').replace(/[.:;]\s*(?:error|exception)$/i, '');
    if (numWords(kept) > 2) kept = kept.replace(DANGLING, '');
  }
  // A parenthesis that is opened and not closed is a cut piece.
  const open = kept.lastIndexOf('(');
  return open > 0 && !kept.slice(open).includes(')') ? withoutTail(kept.slice(0, open)) : kept;
}

export function numWords(text: string): number {
  return (text.match(/\p{L}{2,}/gu) ?? []).length;
}

/** Messages that say that something went wrong, and leave what to the exception. */
const WRAPPER =
  /^(?:(?:an? )?(?:(?:un(?:handled|caught|expected|known)|internal|server|generic)[\s_-]*)*(?:exception|error)s?(?:(?: has| was)? (?:occurred|raised|thrown|caught))?(?:\.|:|$| (?:in|during|while|when|handling|processing|executing|running)\b)|traceback\b|request failed|caught exception|failed to (?:process|handle) (?:the )?request|servlet\.service\(\))/i;

/** With so many words behind it a message says what it was about: 'Error during query of index shop'. */
const MANY_WORDS = 4;

/** Whether a message, without its exception, needs it to say what happened. */
export function isWrapper(message: string): boolean {
  const bare = message.trim().replace(BRACKETED, '');
  const [wrapper] = WRAPPER.exec(bare) ?? [];
  return wrapper !== undefined && numWords(bare.slice(wrapper.length)) < MANY_WORDS;
}

/** A first word of a sentence as it stands within one: names keep their capital. */
export function inSentence(phrase: string): string {
  const isName = /^(?:\S+ ){1,4}[A-Z]/.test(phrase);
  return /^[A-Z][a-z]+(?=\s[a-z])/.test(phrase) && !isName
    ? phrase[0].toLowerCase() + phrase.slice(1)
    : phrase;
}

/** What only one of many records says: which process, which order, which item of a path. A share, a count or a duration is none. */
const OF_ONE =
  /(?<=\b(?:process|pid|job|task|request|order|session|transaction|connection|thread|message|event|item|user|id|number)(?: id)?) #?\d+\b(?![./:,-]?\d|%|\/| (?:(?:out )?of \d|(?:ms|s|sec|seconds?|min|minutes?|h|hours?|days?|times|percent|bytes|[kKMGT]i?B)\b))|(?<=\/\S*)\/(?:\d+|[0-9a-f]{8})(?=$|[\s/])/gi;

/** An id by its form: 'ord-74078598', '#1844674', '7f3a9c1e'. Codes ('ORA-00060', 'MY-010116'), sizes and addresses are none. 'to ord-74078598' goes as a whole. */
const ID =
  /(?<=^|[\s(,:=])(?:\b(?:to|from|of|on|at|in|for|with|by|via|and|or) )?(?:(?:[a-z]{1,12}[-_#]|#)\d{6,20}|(?:[a-z]{1,12}[-_])?(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,32})(?=$|[\s,;:.)])/g;
/** What is left of 'x failed, order ord-74078598' behind the comma. */
const BARE_NOUN = /,\s+\p{L}+[\s:=#]*$/u;

/** The words of one record where they stand for many: without its own numbers and ids. */
export function ofMany(phrase: string): string {
  const named = phrase.replace(OF_ONE, '');
  let endsInId = false;
  const bare = named
    .replace(ID, (id: string, at: number) => {
      endsInId ||= /^[\s)]*$/.test(named.slice(at + id.length));
      return '';
    })
    .replace(/\(\s*\)/g, '')
    .replace(/^ +| +(?=[ ,;:.)]|$)/g, '');
  const whole = endsInId ? bare.replace(BARE_NOUN, '') : bare;
  return numWords(whole) < 2 ? phrase : whole;
}
