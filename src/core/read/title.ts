/**
 * The title of what was read: what failed, where, and the message that says so. In: the lines that explain. Out: a phrase. Every word of the log in it
 * stands in the lines that are cited; no stack frame, and no ellipsis at its end.
 */
import type { FoldedException } from '../../contracts/answer';
import { messageOf } from '../wording/template-text';
import type { Explaining } from './explain';
import type { ReadLine } from './read-lines';
import type { SignedFile } from './read-signs';

const MAX_MESSAGE = 140;
const MAX_TITLE = 200;

export function titleOfReading(
  file: SignedFile,
  explaining: readonly Explaining[],
  templateOf: (line: ReadLine) => string,
): string {
  const [first] = explaining;
  const line = file.lines[first.sign.at];
  const what = first.sign.exception ? ofException(first.sign.exception) : messageText(line, templateOf(line));
  const where = whereOf(file, explaining, what);
  const test = testBefore(file, first);
  const told = [where, test && !what.includes(test) ? test : '', what].filter(Boolean).join(': ');
  return cutAtWord(told, MAX_TITLE);
}

/** 'TypeError: cannot read x (server.js:31)'. */
function ofException({ type, message, frame }: FoldedException): string {
  const name = type.length > 50 ? (type.split(/[.:\\]+/).at(-1) ?? type) : type;
  const said = firstSentence(message);
  const place = frame && frame.line !== null ? ` (${frame.file}:${frame.line})` : '';
  return cutAtWord(said === '' ? name : `${name}: ${said}`, MAX_MESSAGE) + place;
}

function firstSentence(text: string): string {
  return text.split(/\s{3,}|(?<=\w{3}[.;]) (?=[A-Z])/, 1)[0];
}

/** Marks and levels that a line begins with, and the logger between them. */
const HEAD =
  /^(?:\s*(?:\[(?:ERROR|FATAL|error|fatal|SEVERE|emerg|crit|alert)\]|##\[error\]|npm (?:ERR!|error)|(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|ERR|error|E|e)(?=[:\s]):?|●|✕|✖|✗|×|[>*!|]+|\d+ ---|\[[\w .:/-]{1,60}\](?= )|[\w.-]{1,40}\[\d+\]:))+\s*/;
const LOGGER = /^(?:[a-z_$][\w$]*\.){1,10}[\w$.[\]/]+\s*(?::|- | )\s*|^[\w.$[\]/]{3,60} +[:-] +/;

function messageText(line: ReadLine, template: string): string {
  const own = line.raw.includes(line.bare) ? line.bare : line.raw;
  let text = own.replace(HEAD, '');
  if (line.level > 0) {
    const byTemplate = messageOf(own, template);
    if (byTemplate.length >= 8 && byTemplate.length < text.length) text = byTemplate;
    text = text.replace(LOGGER, '');
  }
  return cutAtWord(shortPlaces(text.trim()) || own.trim(), MAX_MESSAGE);
}

/** Folders that lead to a source file say less than its name. */
function shortPlaces(text: string): string {
  return text.replace(/(?:file:\/\/)?(?:\/[\w.@+-]+){3,}(?=\/[\w.@+-]+\.\w{1,6}\b)\//g, '');
}

/** Cut at a word, without an ellipsis or marks at its end. */
function cutAtWord(text: string, maxLength: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= maxLength) return plain.replace(/[\s.…,;:→>({[-]+$/u, '');
  const cut = plain.slice(0, maxLength);
  const space = cut.lastIndexOf(' ');
  return (space > maxLength / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s.…,;:→>({[-]+$/u, '');
}

/** What names the part of the build or the system that failed, in the order in which it is looked for. */
const WHERES: readonly RegExp[] = [
  /^\[ERROR\] Failed to execute goal \S+ .{0,80}?\bon project ([\w.-]+)/,
  /^Execution failed for task '(:?[\w:.-]+)'/,
  /^> Task (:\S+) FAILED/,
  /^error: could not compile `([\w-]+)`/,
  /^FAIL\s+(\S+)\s+(?:[\d.]+s|\[build failed\])/,
  /^([\w-]{2,60}) \.{2,} FAILURE\b/,
  /^(?:ERROR: )?process "([^"]{1,80})" did not complete/,
  /^fatal: \[([\w.-]+)\]/,
  /^([\w@.-]+\.service): (?:Main process exited|Failed with)/,
  /^(\S+) exited with code [1-9]/,
  /^make(?:\[\d+\])?: \*\*\* \[(?:\S+: )?([\w./-]+)\]/,
];

function whereOf(file: SignedFile, explaining: readonly Explaining[], what: string): string {
  const near = [
    ...file.signs
      .filter(({ kind }) => kind === 'failed' || kind === 'step' || kind === 'conclusion')
      .map(({ at }) => at),
  ];
  for (const pattern of WHERES)
    for (const at of near.reverse()) {
      const found = pattern.exec(file.lines[at].bare.trim())?.[1];
      if (found && !what.includes(found)) return found;
    }
  const line = file.lines[explaining[0].sign.at];
  const source = shortSource(line.source) || CONTAINER.exec(line.raw)?.[1] || '';
  return source !== '' && !what.includes(source) ? source : '';
}

const CONTAINER = /^([\w.-]{2,40}) {0,10}\| /;

/** A logger's last parts; a thread or a number is none. */
function shortSource(source: string): string {
  if (!/\p{L}{2}/u.test(source)) return '';
  return source.length > 32 ? source.split(/[.$/]/).filter(Boolean).slice(-1).join('.') : source;
}

/** The test whose failure the line explains, where the line itself does not name it. */
function testBefore({ signs, lines }: SignedFile, { sign }: Explaining): string {
  if (sign.kind !== 'assertion' && sign.kind !== 'exception') return '';
  const test = signs.findLast(
    (each) => each.kind === 'test' && each.at < sign.head && sign.head - each.at <= 12,
  );
  if (!test) return '';
  return cutAtWord(
    lines[test.at].bare
      .replace(HEAD, '')
      .replace(/\s+Time elapsed:.*$|\s+FAILED$|^-+ FAIL: |\s+\(\d.*\)$/g, ''),
    80,
  );
}
