// Times within texts that the analysis wrote, by the clock of the page. Those texts are kept, filed and exported in UTC, and say so; here only what is
// shown is changed, and only what says UTC or is known to be: log text that is quoted stays as it stands.

import type { Statement } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { UTC_CLOCK } from '../../core/query/when';
import { t } from '../../words/t';
import type { ShownClock } from './time';

const DAY_MS = 86_400_000;
const CLOCK = String.raw`\d\d:\d\d(?::\d\d)?`;
const DAY = String.raw`\d{4}-\d\d-\d\d`;
/** '2026-03-12 05:15:32 UTC', '05:15 to 05:20 UTC', '2026-03-12 05:15 to 2026-03-13 05:20 UTC'. */
const TIME = new RegExp(String.raw`\b(?:(${DAY}) )?(${CLOCK})(?: to (?:(${DAY}) )?(${CLOCK}))? UTC\b`, 'g');
const QUOTED = /(`[^`]*`|"[^"]*"|“[^”]*”)/;

/** @param nearMs what a clock without a day is near to; NaN: such clocks stay */
export function inZone(text: string, shown: ShownClock, nearMs: number): string {
  if (shown.clock === UTC_CLOCK || !text.includes('UTC')) return text;
  return text
    .split(QUOTED)
    .map((piece, i) =>
      i % 2 === 1 ? piece : piece.replace(TIME, (...found) => timeInZone(found, shown, nearMs)),
    )
    .join('');
}

function timeInZone(found: readonly string[], shown: ShownClock, nearMs: number): string {
  const [whole, day, clock, otherDay, otherClock] = found as readonly (string | undefined)[];
  const from = momentOf(day, clock!, nearMs);
  if (Number.isNaN(from)) return whole!;
  const first = shownAs(from, day !== undefined, clock!, shown);
  if (otherClock === undefined) return `${first} ${shown.zone}`;
  const to = momentOf(otherDay, otherClock, otherDay === undefined ? from + DAY_MS / 2 : nearMs);
  const hasDay = otherDay !== undefined || shown.day(from) !== shown.day(to);
  return t('{first} to {to} {zone}', { first, to: shownAs(to, hasDay, otherClock, shown), zone: shown.zone });
}

/** As long as it was: with its seconds, and its day. */
function shownAs(ms: number, hasDay: boolean, as: string, shown: ShownClock): string {
  const { date, time } = shown.parts(ms);
  return `${hasDay ? `${date} ` : ''}${time.slice(0, as.length)}`;
}

function momentOf(day: string | undefined, clock: string, nearMs: number): number {
  const [hour, minute, second = 0] = clock.split(':').map(Number);
  const ms = (hour * 3600 + minute * 60 + second) * 1000;
  if (day !== undefined) return Date.parse(`${day}T00:00:00Z`) + ms;
  return Math.round((nearMs - ms) / DAY_MS) * DAY_MS + ms;
}

/** Only the time that the title itself states: '… since 04:48 UTC', at its end or before what came of it. */
export function titleInZone(title: string, shown: ShownClock, nearMs: number): string {
  return title.replace(TITLE_TIME, (time) => inZone(time, shown, nearMs));
}

const TITLE_TIME = new RegExp(
  ` (?:at|since|from) (?:${DAY} )?${CLOCK}(?: to (?:${DAY} )?${CLOCK})? UTC(?=$|; )`,
);

const TOLD = new RegExp(String.raw`(?:(${DAY}) )?(\d\d:\d\d:\d\d)(?: \((zone assumed: )?UTC\))?`, 'g');

/** Of the times of an answer: the first has its day, each later one only where it is another. All are UTC and no log text stands among them. */
export function toldTimes(texts: readonly string[], shown: ShownClock): readonly string[] {
  if (shown.clock === UTC_CLOCK) return texts;
  let [day, told]: (string | undefined)[] = [];
  return texts.map((text) =>
    text.replace(TOLD, (whole, ownDay: string | undefined, clock: string, assumed: string | undefined) => {
      day = ownDay ?? day;
      if (day === undefined) return whole;
      const ms = momentOf(day, clock, Number.NaN);
      const isOther = shown.day(ms) !== told;
      told = shown.day(ms);
      const zone = assumed === undefined ? shown.zone : `${shown.zone}; the zone of the log was assumed: UTC`;
      return `${shownAs(ms, isOther, clock, shown)}${whole.endsWith('UTC)') ? ` (${zone})` : ''}`;
    }),
  );
}

const kept = new WeakMap<AnalysisResult, { readonly shown: ShownClock; readonly result: AnalysisResult }>();

/** A result as it is shown: the same object for the same clock, and the very one that was given where that is UTC. */
export function resultInZone(result: AnalysisResult, shown: ShownClock): AnalysisResult {
  if (shown.clock === UTC_CLOCK) return result;
  const known = kept.get(result);
  if (known?.shown === shown) return known.result;
  const made: AnalysisResult = {
    ...result,
    incidents: result.incidents.map((incident) => incidentInZone(incident, shown)),
    problems: result.problems.map((problem) => ({
      ...problem,
      message: inZone(problem.message, shown, Number.NaN),
    })),
  };
  kept.set(result, { shown, result: made });
  return made;
}

function incidentInZone(incident: Incident, shown: ShownClock): Incident {
  const { title, start, outageReason, outageStart, reasons, steps, answer } = incident;
  const near = (text: string, ms: number = start): string => inZone(text, shown, ms);
  const of = <T extends Statement>(statement: T): T => ({ ...statement, text: near(statement.text) });
  const when = toldTimes(
    (answer?.when ?? []).map(({ text }) => text),
    shown,
  );
  return {
    ...incident,
    title: titleInZone(title, shown, start),
    outageReason: outageReason === null ? null : near(outageReason, outageStart ?? start),
    reasons: reasons.map((reason) => ({ ...reason, text: near(reason.text, reason.timeMs) })),
    ...(steps && {
      steps: steps.map((step) => ({ ...step, ...(step.asked && { asked: near(step.asked) }) })),
    }),
    ...(answer && {
      answer: {
        ...answer,
        impact: answer.impact && of(answer.impact),
        when: answer.when.map((statement, i) => ({ ...statement, text: when[i] })),
        open: answer.open.map(of),
      },
    }),
  };
}
