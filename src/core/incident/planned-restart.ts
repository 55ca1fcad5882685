/**
 * Restarts that somebody asked for. In: the tables of a log. Out: each with its times: a line that says that a host or a process was told to
 * stop, and one within minutes that says that it is back, with no crash before and no stated error after. The start of a log is one too.
 * They are events and no outages; a restart that nobody asked for is none of them.
 */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { type EpochMs, LEVEL_ERROR } from '../../contracts/units';
import { isStart } from '../features/process-death';
import { forEachTimedRow } from '../features/timed-rows';
import { lowerBound, upperBound } from '../lib/bisect';

export interface PlannedRestart {
  /** When it was asked for; of the start of a log, its first record. */
  readonly askedMs: EpochMs;
  readonly backMs: EpochMs;
  /** Template of the line that asked; null: the log begins with the start. */
  readonly template: number | null;
}

const RESTART_MS = THRESHOLDS.restartMinutes * 60_000;

/** The whole machine was told to stop. */
const HOST_ASKED =
  /\bshutting down for system (reboot|halt|power)|\bsystem is going down for\b|\bpower key pressed\b|\bsystem (is )?(rebooting|powering (off|down))\b|\bsystem will (reboot|power ?off|halt)\b|\bswitching to runlevel: ?(0|6)\b|\breached target (reboot|shutdown|power-?off|halt|system (reboot|power off|halt))\b|^reboot: (restarting|power down)/i;
/** One program was. */
const PROCESS_ASKED =
  /\b(received|caught|got) (a |the )?(sigterm|sigint|sigquit|term\b|termination signal)|\b(sigterm|sigint) (received|caught)\b|\breceived signal (15|terminated)\b|\breceived (fast|smart|immediate)? ?shutdown (request|command|signal)\b|\breceived shutdown from user\b|\b(normal|user requested|graceful) shutdown\b|^stopping [\w@.-]+\b(?!.*\bfail)/i;
const HOST_BACK =
  /\blinux version\b|\bsyslogd\b.*\b(re)?start|\bklogd\b.*\bstart|\bstartup finished\b|^booting\b|\bsystem booted\b/i;
const PROCESS_BACK = /^started [\w@.-]+/i;
/** Nobody asks for these. */
const CRASH =
  /\bpanic\b|\bout of memory\b|\boom\b|\bkilled process\b|\bsegfault|\bsegmentation fault\b|\bcore dumped\b|\bwatchdog\b.*\b(timeout|expired|bite|lockup)|\block ?up\b|\bmachine check\b|\bpower (loss|failure|lost)\b|\bcrash(ed)?\b|\babnormal|\bunexpected/i;

/** Where so many lines speak of starts or errors, they are no news. */
const MAX_SIGNS = 200_000;

const ASKED_HOST = 1;
const ASKED_PROCESS = 2;
const BACK_HOST = 4;
const BACK_PROCESS = 8;
const CRASHED = 16;

function tells(text: string): number {
  if (CRASH.test(text)) return CRASHED;
  return (
    (HOST_ASKED.test(text) ? ASKED_HOST : 0) |
    (PROCESS_ASKED.test(text) ? ASKED_PROCESS : 0) |
    (HOST_BACK.test(text) ? BACK_HOST : 0) |
    (PROCESS_BACK.test(text) || isStart(text) ? BACK_PROCESS : 0)
  );
}

/** Whether a line says that a host or a process was told to stop. */
export function tellsToStop(text: string): boolean {
  return (tells(text) & (ASKED_HOST | ASKED_PROCESS)) !== 0;
}

interface Sign {
  readonly timeMs: number;
  readonly tells: number;
  readonly template: number;
  /** Who says it: a source, or below 0 the file of a record that states none. */
  readonly source: number;
}

/** By time of the request. Where no line speaks of any, the records are not looked at. */
export function plannedRestarts(table: LogTable, templates: TemplateTable): readonly PlannedRestart[] {
  const told = templates.templates.map(({ text }) => tells(text));
  if (!told.some((each) => each & (ASKED_HOST | ASKED_PROCESS | BACK_HOST))) return [];
  const { signs, errors, errorTimes, firstMs } = read(table, templates, told);
  if (signs.length > MAX_SIGNS || errors.length > MAX_SIGNS) return [];
  const found: PlannedRestart[] = [];
  const last = (): number => found.at(-1)?.backMs ?? Number.NEGATIVE_INFINITY;
  signs.forEach((sign, i) => {
    if (sign.timeMs <= last()) return;
    const isFirst = Boolean(sign.tells & BACK_HOST) && sign.timeMs - firstMs < RESTART_MS;
    if (isFirst && found.length === 0 && !hasCrash(signs, i))
      found.push({ askedMs: firstMs as EpochMs, backMs: sign.timeMs as EpochMs, template: null });
    if (!(sign.tells & (ASKED_HOST | ASKED_PROCESS)) || hasCrash(signs, i)) return;
    const back = backOf(signs, i);
    if (back === null || hasErrorAfter(errors, errorTimes, back.timeMs, sign)) return;
    found.push({
      askedMs: sign.timeMs as EpochMs,
      backMs: back.timeMs as EpochMs,
      template: sign.template,
    });
  });
  return found;
}

/** What speaks of stops, starts and crashes, and the stated errors of whom, by time. */
function read(table: LogTable, templates: TemplateTable, told: readonly number[]) {
  const { level, stated = level } = table.kinds;
  const signs: Sign[] = [];
  const errors: Pick<Sign, 'timeMs' | 'source'>[] = [];
  let firstMs = Number.POSITIVE_INFINITY;
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    const template = templates.ofKind[kind];
    const source = table.kinds.source[kind] || -1 - fileIdx;
    firstMs = Math.min(firstMs, timeMs);
    if (told[template] > 0 && signs.length <= MAX_SIGNS)
      signs.push({ timeMs, tells: told[template], template, source });
    if (stated[kind] >= LEVEL_ERROR && errors.length <= MAX_SIGNS) errors.push({ timeMs, source });
  });
  signs.sort((a, b) => a.timeMs - b.timeMs);
  errors.sort((a, b) => a.timeMs - b.timeMs);
  return { signs, errors, errorTimes: errors.map(({ timeMs }) => timeMs), firstMs };
}

/** Whether something crashed in the minutes before. */
function hasCrash(signs: readonly Sign[], at: number): boolean {
  for (let i = at - 1; i >= 0 && signs[at].timeMs - signs[i].timeMs <= RESTART_MS; i--)
    if (signs[i].tells & CRASHED) return true;
  return false;
}

/** The line that says that what was told to stop is back: of the machine, or of the same program. Null: none does in time. */
function backOf(signs: readonly Sign[], at: number): Sign | null {
  const asked = signs[at];
  for (let i = at + 1; i < signs.length && signs[i].timeMs - asked.timeMs <= RESTART_MS; i++) {
    const { tells: says, source } = signs[i];
    if (says & CRASHED && (asked.tells & ASKED_HOST || source === asked.source)) return null;
    if (says & BACK_HOST) return signs[i];
    if (asked.tells & ASKED_PROCESS && says & BACK_PROCESS && source === asked.source) return signs[i];
  }
  return null;
}

/** Whether errors are stated in the minutes after, by anyone or by the program that is back. */
function hasErrorAfter(
  errors: readonly Pick<Sign, 'source'>[],
  errorTimes: readonly number[],
  backMs: number,
  asked: Sign,
): boolean {
  const end = upperBound(errorTimes, backMs + RESTART_MS);
  for (let i = lowerBound(errorTimes, backMs); i < end; i++)
    if (asked.tells & ASKED_HOST || errors[i].source === asked.source) return true;
  return false;
}

/** Whether a moment lies between the request and the time that a start takes after it. */
export function isInRestart(restarts: readonly PlannedRestart[], timeMs: number): boolean {
  return restarts.some(({ askedMs, backMs }) => timeMs >= askedMs && timeMs <= backMs + RESTART_MS);
}

/** The restart that [startMs, endMs) consists of, on windows of a size; null: there is more in it. */
export function restartOf(
  restarts: readonly PlannedRestart[],
  startMs: number,
  endMs: number,
  windowMs: number,
): PlannedRestart | null {
  return (
    restarts.find(
      ({ askedMs, backMs }) => startMs > askedMs - windowMs && endMs < backMs + RESTART_MS + windowMs,
    ) ?? null
  );
}
