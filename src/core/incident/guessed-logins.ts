/**
 * Guessed passwords: so many refused logins in so short a time as the log has never shown, whatever the level of their lines. In: features, baseline, tables, a way to read
 * records. Out: bursts with how many, from where, for whom, and what was let in from there afterwards. The noise of scans that a public host always has is none: the
 * baseline shows it.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { ACCEPTED, addressIn, REFUSED, userIn } from '../features/login-words';
import type { ReadRecords } from '../features/series/numbers';
import { forEachTimedRow } from '../features/timed-rows';
import { highest } from '../lib/extremes';

export interface GuessedLogins {
  /** Windows [begin, end). */
  readonly windowBegin: number;
  readonly windowEnd: number;
  /** Attempts; what several lines tell of one counts once. */
  readonly num: number;
  /** Most attempts in a window of the baseline. */
  readonly usual: number;
  readonly first: LoginLine;
  readonly last: LoginLine;
  /** Those of many attempts, or where none is, all; most first; empty: lines name none. */
  readonly addresses: readonly string[];
  /** Whether others of few attempts are among them. */
  readonly isFromOthersToo: boolean;
  /** Users that were tried from there, the same order. */
  readonly users: readonly string[];
  /** As the head of the first line names it: 'imap-login'; '': it names none. */
  readonly program: string;
  /** Whether all lines were read, so that addresses and users are all there are. */
  readonly isWhole: boolean;
  /** The first that was let in from an address that was refused many times, and never before; null: none is told. */
  readonly accepted: LoginLine | null;
  /** Whether the log tells of logins that were let in, with their addresses, so that its silence about these says something. */
  readonly tellsAccepted: boolean;
}

export interface LoginLine {
  readonly row: RowIdx;
  readonly timeMs: EpochMs;
  readonly template: TemplateIdx;
}

export interface GuessedInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly readRecords: ReadRecords;
}

const HOUR_MS = 3_600_000;
/** So many times as many in a window as any of the baseline has. */
const TIMES_USUAL = 4;
const LEAST_IN_WINDOW = 4;
/** Attempts a minute that nobody types. */
const LEAST_RATE = 2;
const MAX_HOLE = 2;
const MAX_BURSTS = 5;
/** Lines that are read of one burst. */
const MAX_READ = 6000;
const MAX_BYTES = 400;
/** The first word of the head that a colon ends: 'imap-login: Info: ', 'sshd(pam_unix)[3353]: '. */
const PROGRAM = /(?:^|\s)([a-z][\w./-]{1,30}?)(?:\([^)\s]*\))?(?:\[\d+\])?:\s/;

/** By time; few. Where no template speaks of refused logins, no record is looked at. */
export async function guessedLogins(input: GuessedInput): Promise<readonly GuessedLogins[]> {
  const { templates, muted } = input.templates;
  const kindOf = templates.map(({ text }, t) =>
    muted?.[t] ? -1 : REFUSED.findIndex((pattern) => pattern.test(text)),
  );
  if (!kindOf.some((kind) => kind >= 0)) return [];
  const { attempts, usual } = attemptsOf(input, kindOf);
  const found: GuessedLogins[] = [];
  for (const span of hotSpans(attempts, usual).slice(0, MAX_BURSTS)) {
    const burst = await burstOf(span, usual, kindOf, input);
    if (burst !== null) found.push(burst);
  }
  return found;
}

/** Attempts of each window, and the most in one that is learnt from. */
function attemptsOf({ features, baseline }: GuessedInput, kindOf: readonly number[]) {
  const { counts, grid } = features;
  const sums = REFUSED.map(() => new Float64Array(grid.length));
  for (let w = 0; w < grid.length; w++)
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      const kind = kindOf[counts.column[i]];
      if (kind >= 0) sums[kind][w] += counts.count[i];
    }
  const attempts = Float64Array.from({ length: grid.length }, (_, w) =>
    Math.max(...sums.map((sum) => sum[w])),
  );
  const learnt = learntWindows(baseline);
  return { attempts, usual: learnt.length === 0 ? 0 : highest(learnt.map((w) => attempts[w])) };
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Runs of windows with far more attempts than usual. */
function hotSpans(attempts: Float64Array, usual: number): readonly Span[] {
  const least = Math.max(LEAST_IN_WINDOW, TIMES_USUAL * usual);
  const spans: { begin: number; end: number; num: number }[] = [];
  attempts.forEach((num, w) => {
    if (num < least) return;
    const last = spans.at(-1);
    if (last && w - last.end <= MAX_HOLE) {
      last.end = w + 1;
      last.num += num;
    } else spans.push({ begin: w, end: w + 1, num });
  });
  return spans.filter(({ num }) => num >= THRESHOLDS.refusedLogins);
}

interface Rows {
  /** Of the kind of line that there is most of, one an attempt: the first ones, and the last. */
  readonly refused: readonly LoginLine[];
  readonly last: LoginLine | undefined;
  readonly num: number;
  /** Up to an hour after the first, and all before it: by row. */
  readonly accepted: readonly LoginLine[];
}

async function burstOf(
  span: Span,
  usual: number,
  kindOf: readonly number[],
  input: GuessedInput,
): Promise<GuessedLogins | null> {
  const { refused: shown, last, num, accepted } = rowsOf(span, kindOf, input);
  const [first] = shown;
  if (num < THRESHOLDS.refusedLogins || last === undefined) return null;
  const minutes = Math.max(1, (last.timeMs - first.timeMs) / 60_000);
  if (num / minutes < LEAST_RATE) return null;
  const texts = await textsOf(shown, input);
  const from = tally(texts.map(addressIn));
  const isMany = (address: string): boolean => (from.get(address) ?? 0) >= THRESHOLDS.refusedLogins / 2;
  // Beside somebody who guesses, others mistype their passwords.
  const guessing = [...from.keys()].filter(isMany);
  const isOfThem = (text: string): boolean => guessing.length === 0 || isMany(addressIn(text));
  const users = tally(texts.filter(isOfThem).map(userIn));
  const letIn = await textsOf(accepted, input);
  const entries = accepted.map((line, i) => ({ line, address: addressIn(letIn[i]) }));
  const known = new Set(
    entries.filter(({ line }) => line.timeMs < first.timeMs).map(({ address }) => address),
  );
  const entered = entries.find(
    ({ line, address }) => line.timeMs >= first.timeMs && isMany(address) && !known.has(address),
  );
  const isShared = guessing.some((address) => known.has(address));
  return {
    windowBegin: span.begin,
    windowEnd: span.end,
    num,
    usual,
    first,
    last,
    addresses: guessing.length > 0 ? guessing : [...from.keys()],
    isFromOthersToo: guessing.length > 0 && guessing.length < from.size,
    users: [...users.keys()],
    program: PROGRAM.exec(texts[0] ?? '')?.[1] ?? '',
    isWhole: shown.length === num,
    accepted: entered?.line ?? null,
    tellsAccepted: guessing.length > 0 && !isShared && entries.some(({ address }) => address !== ''),
  };
}

type Order = (a: LoginLine, b: LoginLine) => number;
const byTime: Order = (a, b) => a.timeMs - b.timeMs || a.row - b.row;
const latest: Order = (a, b) => byTime(b, a);

/** The first so many of any number of lines in an order; as a log of gigabytes may hold nothing else, the others are let go of as they come. */
class FirstLines {
  num = 0;
  private kept: LoginLine[] = [];
  private readonly order: Order;
  private readonly most: number;

  constructor(order: Order, most: number) {
    this.order = order;
    this.most = most;
  }

  push(line: LoginLine): void {
    this.num++;
    this.kept.push(line);
    if (this.kept.length >= 4 * this.most + 64) this.kept = this.lines();
  }

  lines(): LoginLine[] {
    return this.kept.sort(this.order).slice(0, this.most);
  }
}

/** The refused logins of some windows, and those that were let in. One pass over the records. */
function rowsOf({ begin, end }: Span, kindOf: readonly number[], input: GuessedInput): Rows {
  const { table, templates, features } = input;
  const { startMs, windowMs } = features.grid;
  const [fromMs, toMs] = [startMs + begin * windowMs, startMs + end * windowMs];
  const lets = templates.templates.map(({ text }, t) => kindOf[t] < 0 && ACCEPTED.test(text));
  const ofKind = REFUSED.map(() => ({
    first: new FirstLines(byTime, MAX_READ),
    last: new FirstLines(latest, 1),
  }));
  // The latest before it, the first after it.
  const before = new FirstLines(latest, MAX_READ / 2);
  const after = new FirstLines(byTime, MAX_READ / 2);
  forEachTimedRow(table, (row, timeMs, kind) => {
    const template = templates.ofKind[kind];
    const line = { row: row as RowIdx, timeMs: timeMs as EpochMs, template: template as TemplateIdx };
    const refusal = kindOf[template];
    if (refusal >= 0 && timeMs >= fromMs && timeMs < toMs) {
      ofKind[refusal].first.push(line);
      ofKind[refusal].last.push(line);
    } else if (lets[template] && timeMs < fromMs) before.push(line);
    else if (lets[template] && timeMs < toMs + HOUR_MS) after.push(line);
  });
  const most = ofKind.reduce((one, each) => (each.first.num > one.first.num ? each : one));
  return {
    refused: most.first.lines(),
    last: most.last.lines()[0],
    num: most.first.num,
    accepted: [...before.lines().reverse(), ...after.lines()],
  };
}

async function textsOf(lines: readonly LoginLine[], { readRecords }: GuessedInput): Promise<string[]> {
  if (lines.length === 0) return [];
  const read = await readRecords(
    lines.map(({ row }) => row),
    MAX_BYTES,
  );
  return read.map((record) => record?.text ?? '');
}

/** Names with how often each comes, most first; '' is none. */
function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const num = new Map<string, number>();
  for (const name of names) if (name !== '') num.set(name, (num.get(name) ?? 0) + 1);
  return new Map([...num].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
