/**
 * A regular expression's source -> whether it could take exponential time, and how much text keeps its polynomial worst
 * case bounded (a backtracking matcher takes at most about n^q / q! steps for q unbounded repetitions).
 */
export interface PatternReport {
  /** Why the pattern is refused; null: it is not. */
  readonly danger: string | null;
  /** Text that it may be applied to, in UTF-16 units. */
  readonly maxChars: number;
}

interface Group {
  numAlternatives: number;
  /** First characters of its alternatives; null: one of them begins with no single literal. */
  firsts: string[] | null;
  /** The next atom begins an alternative. */
  atStart: boolean;
  /** Something in it repeats or may be missing. */
  varies: boolean;
  /** What varies is letters or digits only ... */
  plain: boolean;
  /** ... and it ends in punctuation, so that rounds of it can be told apart. */
  separated: boolean;
}

const MAX_STEPS = 2e8;
const MAX_CHARS = 4096;
/** A count this high is as good as none. */
const MANY = 10;
const PLAIN_CLASS = /^(?:\\[dw]|\[(?:[A-Za-z0-9_]|[A-Za-z0-9]-[A-Za-z0-9]|\\[dw])+\]|[A-Za-z0-9])$/;
const ATOM =
  /\\(?:[ux][0-9a-fA-F]+|p\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|[\s\S]/y;
const REPEAT = /(?:[*+]|\{\d+,\d*\}|\{\d+\}|\?)\??/y;

/** `source` must be a valid pattern. */
export function inspectPattern(source: string): PatternReport {
  const stack: Group[] = [newGroup()];
  let numRepeats = 0;
  let at = 0;
  while (at < source.length) {
    const atom = match(ATOM, source, at);
    at += atom.length;
    if (/^\\(?:[1-9]|k<)/.test(atom)) return refuse('it refers back to a group');
    if (atom.startsWith('(')) {
      stack.push(newGroup());
      continue;
    }
    const closed = atom === ')' ? stack.pop() : undefined;
    const group = stack[stack.length - 1];
    if (group === undefined) return refuse('its brackets do not match');
    if (atom === '|') {
      group.atStart = true;
      continue;
    }
    const repeat = match(REPEAT, source, at);
    at += repeat.length;
    const unbounded = isUnbounded(repeat);
    if (unbounded) numRepeats++;
    if (closed !== undefined && unbounded && !isUnambiguous(closed))
      return refuse('it repeats what repeats already');
    note(group, atom, closed, repeat);
  }
  return { danger: null, maxChars: maxCharsFor(numRepeats) };
}

function newGroup(): Group {
  return { numAlternatives: 0, firsts: [], atStart: true, varies: false, plain: true, separated: false };
}

/** Adds an atom (or a closed group) to the group that it stands in. */
function note(group: Group, atom: string, closed: Group | undefined, repeat: string): void {
  const literal = closed === undefined && repeat === '' && /^(?:\\\W|[^\\[.^$])$/.test(atom);
  if (group.atStart) {
    group.numAlternatives++;
    if (literal) group.firsts?.push(atom);
    else group.firsts = null;
  }
  group.atStart = false;
  group.separated = literal && !/[A-Za-z0-9_]/.test(atom);
  const varies = repeat !== '' && !/^\{\d+\}/.test(repeat);
  if (varies || closed?.varies) group.varies = true;
  if (varies && closed === undefined && !PLAIN_CLASS.test(atom)) group.plain = false;
  if (closed !== undefined && (varies || !closed.plain)) group.plain = false;
}

/** Whether a text can be read as rounds of this group in one way only. */
function isUnambiguous(group: Group): boolean {
  if (group.numAlternatives > 1) {
    return !group.varies && group.firsts !== null && new Set(group.firsts).size === group.firsts.length;
  }
  return !group.varies || (group.plain && group.separated);
}

function isUnbounded(repeat: string): boolean {
  const most = /^\{\d+,?(\d*)\}/.exec(repeat);
  if (most === null) return /^[*+]/.test(repeat);
  const count = repeat.includes(',') ? most[1] : repeat.slice(1, -1);
  return count === '' || Number.parseInt(count, 10) >= MANY;
}

/** Largest n with n^q / q! <= MAX_STEPS. */
function maxCharsFor(numRepeats: number): number {
  let factorial = 1;
  for (let i = 2; i <= numRepeats; i++) factorial *= i;
  const longest = Math.floor((MAX_STEPS * factorial) ** (1 / Math.max(1, numRepeats)));
  return Math.min(MAX_CHARS, longest);
}

function match(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

function refuse(danger: string): PatternReport {
  return { danger, maxChars: 0 };
}
