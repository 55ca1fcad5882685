/**
 * The last look at every sentence that is shown, saved or sent. In: a sentence, the lines that it cites, what else it may quote and the
 * figures of the pipeline. Out: what in it nothing backs: a quotation that stands in no cited line, a number or a time that is nobody's.
 * A sentence with such a fault is not shown.
 */

/** What a sentence may rest on. */
export interface Backing {
  /** Text of each line of evidence, by its id. */
  readonly lines: ReadonlyMap<string, string>;
  /** Texts that a sentence may take its words from, as it names them: titles and steps of runbooks, changes, settings, names of files. */
  readonly named: readonly string[];
  /** Numbers that the pipeline made, as they are written: '40', '2.35'. */
  readonly figures: ReadonlySet<string>;
  /** Times between what is known, in ms: '11 seconds before' is one of them, rounded down or to the nearest. */
  readonly spansMs: readonly number[];
  /** Times that the pipeline knows, ms since 1970. */
  readonly times: readonly number[];
}

export interface Fault {
  readonly kind: 'quotation' | 'number' | 'time' | 'citation';
  /** The piece that nothing backs. */
  readonly piece: string;
}

const QUOTED =
  /"([^"\n]+)"|\u201c([^\u201d\n]+)\u201d|(`+)(?!`)([^\n]+?)\3(?!`)|(?<![\p{L}\p{N}])'([^'\n]{2,}?)'(?![\p{L}\p{N}])/gu;
const CITATION = /\[(E\d+)\]/g;
const DATE = /\b\d{4}-\d\d-\d\d\b/g;
const CLOCK = /(?<![\d:.])\d{1,2}:\d\d(?::\d\d)?(?![\d:])/g;

/** Faults of one sentence; none: all that it says stands in what it cites. `cites`: ids beside those that its text cites as [E1]. */
export function faultsOf(text: string, cites: readonly string[], backing: Backing): readonly Fault[] {
  const inText = [...text.matchAll(CITATION)].map((match) => match[1]);
  const ids = [...new Set([...cites, ...inText])];
  const faults: Fault[] = ids
    .filter((id) => !backing.lines.has(id))
    .map((id) => ({ kind: 'citation', piece: id }));
  const cited = plain(ids.map((id) => backing.lines.get(id) ?? '').join('\n'));
  const named = backing.named.map(plain);
  const stands = (piece: string): boolean => [cited, ...named].some((each) => holds(each, piece));
  for (const match of text.matchAll(QUOTED)) {
    const piece = match[1] ?? match[2] ?? match[4] ?? match[5];
    if (!stands(plain(piece))) faults.push({ kind: 'quotation', piece });
  }
  const bare = text.replace(QUOTED, ' ').replace(CITATION, ' ');
  return [...faults, ...timeFaults(bare, stands, backing), ...numberFaults(bare, stands, backing)];
}

/**
 * The same of a step, whose commands are those of a runbook with ids of this log set in: of a command that stands nowhere as it is, each word has
 * to stand in a line or in what is named.
 */
export function stepFaults(text: string, cites: readonly string[], backing: Backing): readonly Fault[] {
  const known = [...cites.map((id) => backing.lines.get(id) ?? ''), ...backing.named].map(plain);
  const isKnown = (word: string): boolean => known.some((each) => holds(each, word));
  return faultsOf(text, cites, backing).filter(
    ({ kind, piece }) => kind !== 'quotation' || !piece.split(/[\s"'=,]+/).every(isKnown),
  );
}

/** A bare number has to stand for itself: '4' is not in '443'. */
function holds(text: string, piece: string): boolean {
  if (!/^\d[\d.,]*$/.test(piece)) return text.includes(piece);
  return new RegExp(`(?<![\\d.])${piece.replace(/\./g, '\\.')}(?!\\d|[.,]\\d)`).test(text);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

type Stands = (piece: string) => boolean;

function timeFaults(text: string, stands: Stands, { times }: Backing): Fault[] {
  const known = times.filter((ms) => !Number.isNaN(ms)).map((ms) => new Date(ms).toISOString());
  const isKnown = (piece: string): boolean => {
    const padded = piece.padStart(piece.length + (piece.indexOf(':') === 1 ? 1 : 0), '0');
    return known.some((iso) => iso.slice(11, 11 + padded.length) === padded || iso.startsWith(padded));
  };
  const pieces = [...(text.match(CLOCK) ?? []), ...(text.match(DATE) ?? [])];
  return pieces
    .filter((piece) => !isKnown(piece) && !stands(piece))
    .map((piece) => ({ kind: 'time', piece }));
}

const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Takes out the durations that are those of a span. */
function withoutSpans(text: string, spansMs: readonly number[]): string {
  return text.replace(
    /(?<![\d.,])(\d+(?:\.\d+)?) (second|minute|hour|day)s?\b/g,
    (whole, digits: string, unit: keyof typeof UNIT_MS) => {
      const ms = Number(digits) * UNIT_MS[unit];
      const step = UNIT_MS[unit] * (digits.includes('.') ? 0.1 : 1);
      return spansMs.some((span) => Math.abs(span) - ms < step && ms - Math.abs(span) <= step / 2)
        ? ' '
        : whole;
    },
  );
}

/** A word with a digit is backed as it stands, or each of its parts is: a figure, or a piece of what is cited. */
function numberFaults(text: string, stands: Stands, { figures, spansMs }: Backing): Fault[] {
  const words =
    withoutSpans(text, spansMs)
      .replace(CLOCK, ' ')
      .replace(DATE, ' ')
      .match(/\S*\d\S*/g) ?? [];
  const isBacked = (piece: string): boolean =>
    !/\d/.test(piece) || figures.has(piece.replace(/,(?=\d{3})/g, '')) || stands(piece);
  const faults: Fault[] = [];
  for (const word of words) {
    const trimmed = word.replace(/^[^\p{L}\p{N}/]+|[^\p{L}\p{N}%/]+$/gu, '');
    if (isBacked(trimmed)) continue;
    const parts = trimmed
      .split(/[^\p{L}\p{N}.,_-]+|(?<=\d)(?=[a-zA-Z%]+$)/u)
      .map((each) => each.replace(/^[.,]+|[.,]+$/g, ''));
    if (!parts.every(isBacked)) faults.push({ kind: 'number', piece: trimmed });
  }
  return faults;
}
