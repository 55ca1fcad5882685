/** Ruby and PHP: the place and the message in the first line, frames below. */
import { type Frame, foldChain, numberOf, type Thrown, type Tier, type TraceReader } from './frame';

const RUBY_FRAME =
  /^\s*(?:\d{1,4}: )?(?:from |# )?(\/?[^\s:]{1,400}(?:\.rb|\.erb|\.rake|\.ru|bin\/[\w-]+)):(\d{1,7})(?::in [`'](.{1,160}?)')?(?=$|:|\s)/;
const RUBY_HEAD =
  /^\s*(?:\d{1,4}: )?([^\s:]{1,400}):(\d{1,7}):in [`'](.{1,160}?)': (.*?)(?: \((\w[\w:]{1,100})\))?\s*$/;
/** 'NoMethodError (undefined method ...):', 'ActiveRecord::RecordNotFound: text'. */
const RUBY_TYPE =
  /(?:^|\s)((?:[A-Z]\w{0,60}::){0,6}[A-Z]\w{0,60}(?:Error|Exception|NotFound|Invalid|Timeout|Refused|ECONNREFUSED))(?: \((.*?)\):?|: (.*))\s*$/;
const MAX_GAP = 4;

export const readRuby: TraceReader = (lines, begin, stop) => {
  const head = RUBY_HEAD.exec(lines[begin]);
  const typed = head ? null : RUBY_TYPE.exec(lines[begin]);
  if (!head && !typed) return null;
  const thrown: Thrown = head
    ? {
        type: head[5] ?? 'RuntimeError',
        message: head[4],
        at: begin,
        frames: [rubyFrame(head[1], head[2], head[3])],
      }
    : { type: typed![1], message: typed![2] ?? typed![3] ?? '', at: begin, frames: [] };
  if (head && !head[5]) {
    // Of a message of several lines, the last one names the type.
    const close = lines
      .slice(begin + 1, Math.min(stop, begin + 6))
      .findIndex((line) => / \(([A-Z][\w:]{1,100})\)\s*$/.test(line));
    if (close < 0) return null;
    const type = / \(([A-Z][\w:]{1,100})\)\s*$/.exec(lines[begin + 1 + close])?.[1] ?? thrown.type;
    return finish({ ...thrown, type }, begin, begin + 2 + close, lines, stop);
  }
  return finish(thrown, begin, begin + 1, lines, stop);
};

function finish(thrown: Thrown, begin: number, from: number, lines: readonly string[], stop: number) {
  let end = from;
  for (let i = from; i < stop; i++) {
    const frame = RUBY_FRAME.exec(lines[i]);
    if (frame) {
      thrown.frames.push(rubyFrame(frame[1], frame[2], frame[3]));
      end = i + 1;
    } else if (
      i - end >= MAX_GAP ||
      (lines[i].trim() !== '' && !/^\s*(?:\^|\.\.\. \d+ levels|\d+: )/.test(lines[i]))
    )
      break;
  }
  return thrown.frames.length === 0 ? null : foldChain([thrown], begin, end);
}

function rubyFrame(path: string, line: string, name: string | undefined): Frame {
  const isRuntime =
    /[/\\]lib[/\\]ruby[/\\]\d[\d.]*[/\\]|^<internal:/.test(path) && !/[/\\]gems[/\\]/.test(path);
  const tier: Tier = isRuntime ? 3 : /[/\\]gems[/\\]|[/\\]bundle[/\\]|^[\w.-]+ \(\d/.test(path) ? 2 : 0;
  return { path, line: numberOf(line), name: name ?? null, tier };
}

const PHP_HEAD =
  /(?:Uncaught (?:Exception |exception ')?|Next )([A-Z\\][\w\\]{1,160})(?:'? with message '|: )(.*?)'? in (\S{1,400}?)(?::| on line )(\d{1,7})\s*$/;
/** Laravel and Monolog: '(Type(code: 0): text at /path.php:12)'. */
const PHP_OBJECT = /\[object\] \(([A-Z][\w\\]{1,160})\(code: [^)]{0,20}\): (.*?) at (\S{1,400}?):(\d{1,7})\)/;
const PHP_FRAME = /^\s*#\d{1,4} (?:(\S{1,400}?)\((\d{1,7})\)|(\[internal function\])): (\S{1,200}?)\(/;
const PHP_ASIDE = /^\s*(?:Stack trace:|\[stacktrace\]|#\d{1,4} \{main\}|thrown in |Next |$)/;
const PHP_FATAL =
  /PHP (?:Fatal error|Parse error|Recoverable fatal error):\s+(?!Uncaught)(.*?) in (\S{1,400}) on line (\d{1,7})\s*$/;

export const readPhp: TraceReader = (lines, begin, stop) => {
  const head = PHP_HEAD.exec(lines[begin]) ?? PHP_OBJECT.exec(lines[begin]);
  const fatal = head ? null : PHP_FATAL.exec(lines[begin]);
  if (fatal) {
    const frames = [phpFrame(fatal[2], fatal[3], null)];
    return foldChain([{ type: 'PHP Fatal error', message: fatal[1], at: begin, frames }], begin, begin + 1);
  }
  if (!head) return null;
  const [, type, message, path, line] = head;
  // The exception that led to the next one is told first.
  const frames = [phpFrame(path, line, null)];
  let end = begin + 1;
  for (let i = begin + 1; i < stop; i++) {
    const frame = PHP_FRAME.exec(lines[i]);
    if (frame) frames.push(phpFrame(frame[1] ?? frame[3], frame[2], frame[4]));
    else if (!PHP_ASIDE.test(lines[i])) break;
    if (lines[i].trim() !== '') end = i + 1;
  }
  return foldChain([{ type, message, at: begin, frames }], begin, end);
};

function phpFrame(path: string, line: string | undefined, name: string | null): Frame {
  const tier: Tier = path.startsWith('[') ? 3 : /[/\\]vendor[/\\]/.test(path) ? 2 : 0;
  return { path, line: numberOf(line), name, tier };
}
