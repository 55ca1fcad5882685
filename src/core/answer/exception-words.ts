/**
 * The trace of a record, in words and with the place that a person looks into. In: the text of a record, its logger, its message. Out: its
 * exception with a frame of the program's own, and what is said of it.
 */
import type { FoldedException } from '../../contracts/answer';
import { componentOfSource } from '../entities/components';
import { foldException } from '../entities/exceptions';
import { isCarrier } from '../entities/generic-names';
import { isWrapper, phraseOf } from './message-words';

/**
 * Whether a trace ran in the process that logged it, and the logger names that process within the package: 'nova.compute.manager' over a frame in
 * `nova/volume/cinder.py`. A trace that came from another process has a second head.
 */
export function isOfLogger(exception: FoldedException | null, text: string, source: string): boolean {
  const own = componentOfSource(source)?.name ?? '';
  const isLocal = text.split('Traceback (most recent call last)').length <= 2;
  return isLocal && own.includes('-') && exception?.frame?.file.startsWith(`${own.split('-')[0]}/`) === true;
}

/**
 * The trace of a record. Where code of another package threw (a binding, a client), the place is the deepest one within the package that the
 * logger is of: that is the part that a person looks into.
 */
export function ownExceptionOf(text: string, source: string): FoldedException | null {
  const folded = foldException(text);
  if (folded === null || folded.frame === null || !/\.py$/.test(folded.frame.file)) return folded;
  const own = isCarrier(source) ? undefined : /^([a-z]\w+)\.\w/.exec(source)?.[1];
  const [thrower] = folded.frame.file.split('/');
  // A module without a package around it is a binding to something else.
  const isForeign = own === undefined ? /client$|\.py$/.test(thrower) : thrower !== own;
  const deepest = isForeign
    ? framesIn(text).findLast(([name]) => (own === undefined ? isPart(name) : name === own))
    : undefined;
  if (deepest === undefined) return folded;
  const [, file, line, name] = deepest;
  return { ...folded, frame: { file, line: Number(line), name } };
}

/** Package, file, line and function of the frames within installed packages, in the order of the trace. */
function framesIn(text: string): readonly (readonly [string, string, string, string])[] {
  const frames = text.matchAll(
    /File "[^"\n]{0,300}-packages\/((\w{1,60})\/[^"\n]{1,200})", line (\d{1,7}), in (\S{1,100})/g,
  );
  return [...frames].map(([, file, name, line, operation]) => [name, file, line, operation] as const);
}

function isPart(name: string): boolean {
  return !isCarrier(name) && !/client$/.test(name);
}

/** 'Failed to attach: TypeError: text' -> 'Failed to attach'. */
export function withoutException(message: string, { type, message: text }: FoldedException): string {
  const name = shortType(type);
  for (const piece of [`${type}: ${text}`, `${name}: ${text}`, text, type, name]) {
    const at = piece === '' ? -1 : message.indexOf(piece);
    if (at > 0) return message.slice(0, at);
  }
  return message;
}

/** 'java.lang.NullPointerException' -> NullPointerException. */
export function shortType(type: string): string {
  return (
    type
      .split(/[.:\\]/)
      .filter(Boolean)
      .at(-1) ?? type
  );
}

/** Names of functions that tell nothing of what was being done. */
const NO_OPERATION =
  /^(?:<.*>|main|run|__\w+__|invoke\w*|call|apply|execute|handle|dispatch|process|wrapper|wrapped|inner|anonymous|lambda.*|.*\$\d*|do)$/i;

/** What was being done when it was thrown: the function of the own frame; null: none tells. */
export function operationOf({ frame }: FoldedException): string | null {
  const name =
    frame?.name
      ?.replace(/\(.*\)$/, '')
      .split(/[.$:]|::/)
      .filter(Boolean)
      .at(-1) ?? null;
  return name === null || NO_OPERATION.test(name) || !/^[\p{L}_][\p{L}\p{N}_-]{2,60}$/u.test(name)
    ? null
    : name;
}

/** 'attach_volume, TypeError: text, manager.py:630', of about `max` characters at most. */
export function exceptionInWords(exception: FoldedException, message: string, max: number): string {
  const { type, message: text, frame } = exception;
  const operation = operationOf(exception);
  const place =
    frame === null ? '' : `, ${frame.file.split('/').at(-1)}${frame.line === null ? '' : `:${frame.line}`}`;
  const before =
    isWrapper(withoutException(message, exception)) || operation !== null
      ? ''
      : phraseOf(withoutException(message, exception), 50);
  const subject = operation ?? before;
  const said = phraseOf(text, Math.max(30, max - subject.length - place.length - shortType(type).length - 4));
  const thrown = said === '' ? shortType(type) : `${shortType(type)}: ${said}`;
  return `${subject === '' ? '' : `${subject}, `}${thrown}${place}`;
}
