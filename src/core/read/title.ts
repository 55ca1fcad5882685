/**
 * The title of what was read: what failed, where, and the message that says so. In: the lines that explain. Out: a phrase. Every word of the log in it
 * stands in the lines that are cited; no stack frame, and no ellipsis at its end.
 */
import type { FoldedException } from '../../contracts/answer';
import { fullCollection } from '../features/full-heaps';
import { countOf } from '../wording/plural';
import type { Explaining } from './explain';
import type { ReadLine } from './read-lines';
import type { LineSign, SignedFile } from './read-signs';
import { EVENT_ROW } from './rules-system';
import { chainOf, nameLeftOut, namesBelow, numberedTest } from './title-pieces';

const MAX_MESSAGE = 110;
/** Longer, the folders of a file are left out: who wrote it may stand before it. */
const MAX_WITH_PATH = 90;
const MAX_TITLE = 110;
const MAX_TEST = 56;
const MAX_WHERE = 40;
const LEAST_PIECE = 32;
/** Lines below a failed test within which its reason stands. */
const REASON_WITHIN = 15;
/** The same for what only its place tells to be one. */
const REASON_NEXT = 3;

/** @param files that failed of it; several are named as far as there is room, else counted */
export function titleOfReading(
  file: SignedFile,
  explaining: readonly Explaining[],
  files: readonly string[],
): string {
  const own = titleOfFile(file, explaining);
  if (files.length < 2) return own;
  const named = ` in ${files.slice(0, -1).join(', ')} and ${files.at(-1)}`;
  const tail = own.length + named.length <= MAX_TITLE ? named : ` in ${countOf(files.length, 'file')}`;
  return cutAtWord(own, MAX_TITLE - tail.length) + tail;
}

function titleOfFile(file: SignedFile, explaining: readonly Explaining[]): string {
  const { sign } = explaining[0];
  const what = saidBy(sign, file);
  const test = testBefore(file, sign);
  const reason = reasonBelow(file, sign);
  const record = sign.recordAt === null ? '' : firstSentence(messageText(file.lines[sign.recordAt]));
  const told = [
    record && !test ? cutAtWord(record, MAX_TEST) : '',
    test && !what.includes(test) ? cutAtWord(test, MAX_TEST) : '',
    what,
    reason && !what.includes(reason) ? reason : '',
  ].filter(Boolean);
  const where = cutAtWord(whereOf(file, sign, told.join(' ')), MAX_WHERE);
  const whole = [where, ...told].filter(Boolean).join(': ');
  return whole.length <= MAX_TITLE ? cutAtWord(whole, MAX_TITLE) : shortened(where, told);
}

/** Each piece gets the room that is left by those before it, and by what a later one needs at least. */
function shortened(where: string, told: readonly string[]): string {
  let left = MAX_TITLE - (where === '' ? 0 : where.length + 2);
  const pieces = told.map((piece, i) => {
    const kept = cutInChain(piece, left - (told.length - 1 - i) * LEAST_PIECE);
    left -= kept.length + 2;
    return kept;
  });
  return [where, ...pieces].filter(Boolean).join(': ');
}

function saidBy(sign: LineSign, { lines }: SignedFile): string {
  const line = lines[sign.at];
  if (sign.kind === 'refused') return `${refusedInWords(sign)}: ${messageText(line)}`;
  const heap = fullCollection(line.raw);
  if (heap?.isInVain && sign.num !== undefined)
    return `heap full after ${sign.num} full collections (${heap.after} of ${heap.capacity} left in use)`;
  if (sign.exception) return ofException(sign.exception, sign);
  const said = messageText(line);
  const names = namesBelow(lines, sign.at);
  if (names.length > 0) return `${withoutEnd(said)}: ${names.join(', ')}`;
  return sign.detailAt === undefined
    ? said
    : `${withoutEnd(said)}: ${messageText(lines[sign.detailAt]).replace(/^[*•-] /, '')}`;
}

function refusedInWords({ num = 1 }: LineSign): string {
  return num > 1 ? `${num} logins refused` : 'login accepted after many refused ones';
}

/** 'TypeError: cannot read x (server.js:31)'; of a cause in few words, what it led to as well. */
function ofException({ type, message, frame }: FoldedException, { outer }: LineSign): string {
  const said = withoutData(firstSentence(message));
  const own = said === '' ? shortType(type) : `${shortType(type)}: ${said}`;
  const isShort = outer !== null && (said.match(/[\p{L}\d]{2,}/gu) ?? []).length < 4;
  const told = isShort && outer.message !== '' ? `${own}: ${firstSentence(outer.message)}` : own;
  const placed = (file: string): string =>
    frame?.line != null ? ` (${file}:${frame.line})` : frame?.name ? ` (${frame.name}, ${file})` : '';
  const whole = placed(frame?.file ?? '');
  if (told.length + whole.length <= MAX_WITH_PATH) return told + whole;
  const at = placed(frame?.file.split(/[/\\]/).at(-1) ?? '');
  const bare = said === '' ? told : told.replace(type, type.split(/[.:\\]+/).at(-1) ?? type);
  return cutInChain(bare, MAX_MESSAGE - at.length) + at;
}

function shortType(type: string): string {
  return type.length > 40 || /^(?:java|javax|kotlin|scala|org|com|io|net)\./.test(type)
    ? (type.split(/[.:\\]+/).at(-1) ?? type)
    : type;
}

function firstSentence(text: string): string {
  return text.split(/\s{3,}|(?<=\w{3}[.;]) (?=[A-Z])|\r?\n/, 1)[0].trim();
}

/** 'Cannot parse query: {"q":1}' -> 'Cannot parse query'; a message that is hardly more than data stays. */
function withoutData(text: string): string {
  const at = text.search(/:? ?[{[]["'{[]/);
  return at > 12 ? text.slice(0, at) : text;
}

/** Marks and levels that a line begins with, and the logger between them. */
const HEAD =
  /^(?:\s*(?:\[(?:ERROR|FATAL|error|fatal|SEVERE|emerg|crit|alert)\]|##\[error\]|npm (?:ERR!|error)|(?:(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|ERR|error|FAILED|FAIL|E|e)(?=[:\s])|(?:Error|[Ff]atal)(?=:))(?! (?:EXCEPTION|[Ee]rror|[Ss]ignal)\b):?|\d{1,7}(?= \[)|\d+#\d+:|-{2,} FAIL:|●|✕|✖|✗|×|\*\d{1,9}(?= )|[+~=]{3,}(?= )|[>*!|#]+|\d+ ---|\[[\w .:/-]{1,60}\](?= )|(?:[\w.-]{1,40} )?[\w.-]{1,40}\[\d+\](?:\([A-Z]\w+\))?:))+\s*/;
const LOGGER = /^(?:[a-z_$][\w$]*\.){1,10}[\w$.[\]/]+\s*(?::|- | )\s*|^[\w.$[\]/]{3,60} +[:-] +/;
/** Level and place in the source, as the first columns of a message. */
const COLUMNS = /^(?:fatal|panic|error|warn)\s+[\w./-]{3,80}\.\w{1,4}:\d+\s+/;
const TAIL = /\s+Time elapsed:.*$|\s+\|\s*FAIL\s*\|$|\s+FAILED$|\s+\(\d[\d.]* ?m?s\)$|\s+\[\d+ ?m?s\]$/;

function messageText(line: ReadLine): string {
  const own = line.bare.trim();
  let text = own.replace(COLUMNS, '').replace(HEAD, '');
  if (line.isFirst && line.level > 0) text = text.replace(LOGGER, '');
  text = withoutObject(text.replace(EVENT_ROW, '$1: '));
  return cutInChain(shortPlaces(text.replace(TAIL, ' failed').trim()) || own, MAX_MESSAGE);
}

/** 'FAILED! => {"changed": false, "msg": "text"}': of an object at the end only what it says. */
function withoutObject(text: string): string {
  const at = text.search(/(?:=> ?)?\{ ?"/);
  if (at < 0) return text;
  const said = /"(?:msg|message|error|err|reason|stderr|detail)": ?"((?:[^"\\]|\\.){3,1000})"/.exec(
    text.slice(at),
  )?.[1];
  const before = text.slice(0, at).replace(/[\s:!=>]+$/, '');
  const plain = said?.replace(/\\[nrt]/g, ' ').replace(/\\(.)/g, '$1');
  return [before, plain ?? ''].filter(Boolean).join(': ');
}

/** Folders that lead to a source file say less than its name. */
function shortPlaces(text: string): string {
  return text.replace(/(?:file:\/\/)?(?:\/[\w.@+-]+){3,}(?=\/[\w.@+-]+\.\w{1,6}\b)\//g, '');
}

/** 'opening store: reading index: permission denied', cut: how it begins and how it ends, since the last part is the cause. */
function cutInChain(text: string, maxLength: number): string {
  const all = text.replace(/\s+/g, ' ').trim();
  const plain = all.length > maxLength ? firstLongSentence(all, maxLength) : all;
  const parts = chainOf(plain);
  const isTold = /^(?!['"`]?[[{(]).*\p{L}{3}/su.test(parts.at(-1) ?? '');
  if (plain.length <= maxLength || parts.length < 3 || !isTold) return cutAtWord(plain, maxLength);
  // One word names a program or a level.
  const numLed = /\s/.test(parts[0]) ? 1 : 2;
  const later = parts.slice(numLed);
  const least = Math.min((later.at(-1) ?? '').length, maxLength / 2);
  const first = cutAtWord(parts.slice(0, numLed).join(': '), maxLength - least - 2);
  let tail = '';
  for (const part of later.reverse()) {
    const longer = tail === '' ? part : `${part}: ${tail}`;
    if (first.length + 2 + longer.length > maxLength) break;
    tail = longer;
  }
  const named = `${first}: ${nameLeftOut(later, tail)}: ${later[0]}`;
  if (nameLeftOut(later, tail) !== '' && named.length <= maxLength) return cutAtWord(named, maxLength);
  // An id at its beginning belongs to what was left out.
  const clean = tail.replace(/^[\w-]*\d[\w-]*, /, '');
  return tail === '' ? cutAtWord(plain, maxLength) : cutAtWord(`${first}: ${clean}`, maxLength);
}

/** Up to the first end of a sentence, where that leaves enough and little enough; else all of it. */
function firstLongSentence(text: string, maxLength: number): string {
  for (const { index } of text.matchAll(/(?<=[\w)"'\]])[.;] (?=[A-Z])/g))
    if (index >= LEAST_PIECE) return index <= maxLength ? text.slice(0, index) : text;
  return text;
}

/** Words that a phrase does not end with. */
const DANGLING =
  /(?:[\s,;:(]+(?:an?|the|of|to|in|into|on|at|by|for|from|with|and|or|is|was|are|be|been|has|have|had|that|which|due|because|when|while|if|as|than|could|can|cannot|will|would|may|should|must|not|its|their|this))+$/i;

/** Cut at a word, without an ellipsis or marks at its end. */
function cutAtWord(text: string, maxLength: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const isCut = plain.length > maxLength;
  const space = plain.slice(0, maxLength + 1).lastIndexOf(' ');
  const cut = isCut ? plain.slice(0, space > maxLength / 2 ? space : maxLength) : plain;
  return withoutEnd(isCut ? withoutEnd(cut.toWellFormed()).replace(DANGLING, '') : cut.toWellFormed());
}

function withoutEnd(text: string): string {
  return text.replace(/(?:[\s.…,;:→({[\u2500-\u257f-]|[+~=]{3,})+$/u, '');
}

/** What names the part of the build or the system that failed, in the order in which it is looked for. */
const WHERES: readonly RegExp[] = [
  /^\[ERROR\] Failed to execute goal \S+ .{0,80}?\bon project ([\w.-]+)/,
  /^Execution failed for task '(:?[\w:.-]+)'/,
  /^> Task (:\S+) FAILED/,
  /^error: could not compile `([\w-]+)`/,
  /^FAIL\s+(\S+)\s+(?:[\d.]+s|\[build failed\])/,
  /^([\w-]{2,60}) \.{2,} FAILURE\b/,
  /^fatal: \[([\w.-]+)\]/,
  /^([\w@.-]+)\.service: (?:Main process exited|Failed with)/,
  /^(\S+) exited with code [1-9]/,
];
const ENDS = new Set(['failed', 'step', 'conclusion']);

function whereOf(file: SignedFile, sign: LineSign, said: string): string {
  const { signs, lines, stepOf } = file;
  const { at } = sign;
  const ends = signs
    .filter((each) => ENDS.has(each.kind) && stepOf[each.at] === stepOf[at])
    .map((each) => lines[each.at].bare.trim());
  for (const pattern of WHERES)
    for (const line of ends) {
      const found = pattern.exec(line)?.[1];
      if (found) return said.includes(found) ? '' : found;
    }
  const { source, isFirst, raw } = lines[sign.recordAt ?? at];
  const own = (isFirst ? shortSource(source) : '') || CONTAINER.exec(raw)?.[1] || '';
  return said.includes(own) || said.includes(own.split('.').at(-1) ?? own) ? '' : own;
}

const CONTAINER = /^([\w.-]{2,40}) {0,10}\| /;

const ZONE = /^(?:UTC|GMT|[A-Z]{2,4}T)$/;

/** A logger's last part where it is long; a number is none, and a first thread names nothing. */
function shortSource(name: string): string {
  const source = name.replace(/\.(?:java|kt|scala|go|py|cc|cpp|c|js|ts|rb|php|cs)(?::\d+)?$/, '');
  if (!/\p{L}{2}/u.test(source) || ZONE.test(source) || source === 'main') return '';
  return source.length > 32 ? (source.split(/[.$/]/).filter(Boolean).at(-1) ?? '') : source;
}

/** The test whose failure the line explains, where the line itself does not name it. */
function testBefore({ signs, lines }: SignedFile, { kind, head }: LineSign): string {
  if (kind === 'test') return '';
  const numbered = numberedTest(lines, head, REASON_WITHIN);
  if (numbered !== '') return cutAtWord(numbered, 80);
  const within = kind === 'assertion' || kind === 'exception' ? REASON_WITHIN : REASON_NEXT;
  const test = signs.findLast((each) => each.kind === 'test' && each.at < head && head - each.at <= within);
  return test ? cutAtWord(lines[test.at].bare.replace(HEAD, '').replace(TAIL, ''), 80) : '';
}

/** Why a test failed, where the lines below it say so and its own does not. */
function reasonBelow(file: SignedFile, sign: LineSign): string {
  if (sign.kind !== 'test') return '';
  const below = file.signs.find(
    ({ kind, head }) =>
      head > sign.at &&
      head - sign.at <= REASON_WITHIN &&
      (kind === 'assertion' || kind === 'exception' || kind === 'test'),
  );
  if (below === undefined || below.kind === 'test') return '';
  const of = numberedTest(file.lines, below.head, REASON_WITHIN);
  const own = file.lines[sign.at].bare.replace(HEAD, '').replace(/^\s*\d{1,3}\) /, '');
  // Of another test that is told in full.
  return of !== '' && !of.endsWith(own.trim()) ? '' : saidBy(below, file);
}
