// The truth of a log, in the form of truth.json. In: spans of another log's truth. Out: the same, moved in time.

export interface TrueIncident {
  readonly outage_start: string;
  readonly outage_end?: string;
  readonly symptom_start?: string;
  readonly fault_activated?: string;
  readonly component?: string;
  readonly cause?: string;
}

export interface TrueSpan {
  readonly start: string;
  readonly end: string;
  readonly why: string;
}

export interface Truth {
  readonly name: string;
  readonly zone: string;
  readonly clean: boolean;
  readonly incidents: readonly TrueIncident[];
  readonly neutral: readonly TrueSpan[];
}

/** Half-open, ms since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

function movedBy(time: string | undefined, shiftMs: number): string | undefined {
  return time === undefined ? undefined : new Date(Date.parse(time) + shiftMs).toISOString();
}

/** The incident with all its times moved. */
export function moveIncident(incident: TrueIncident, shiftMs: number): TrueIncident {
  const { outage_start, outage_end, symptom_start, fault_activated, ...rest } = incident;
  return {
    outage_start: movedBy(outage_start, shiftMs) as string,
    outage_end: movedBy(outage_end, shiftMs),
    symptom_start: movedBy(symptom_start, shiftMs),
    fault_activated: movedBy(fault_activated, shiftMs),
    ...rest,
  };
}

/** The part of a span that lies in [from, to), moved; none: an empty list. */
export function moveSpan({ start, end, why }: TrueSpan, { from, to }: TimeSpan, shiftMs: number): TrueSpan[] {
  const first = Math.max(from, Date.parse(start));
  const last = Math.min(to, Date.parse(end));
  const iso = (ms: number): string => new Date(ms + shiftMs).toISOString();
  return first < last ? [{ start: iso(first), end: iso(last), why }] : [];
}
