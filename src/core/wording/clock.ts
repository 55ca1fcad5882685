/** Times inside a sentence, in UTC. In: milliseconds since 1970. Out: '05:15', '05:15:32', with a date only where the reader needs one. */

export type ClockForm = 'minutes' | 'seconds';

/** '05:15' or '05:15:32'. */
export function clockOf(timeMs: number, form: ClockForm = 'seconds'): string {
  return new Date(timeMs).toISOString().slice(11, form === 'minutes' ? 16 : 19);
}

/** '2024-03-08'. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** The time, with its date where that is another day than the one that is being spoken of; null: none is yet. */
export function timeBeside(timeMs: number, otherMs: number | null, form: ClockForm = 'seconds'): string {
  const clock = clockOf(timeMs, form);
  return otherMs !== null && dayOf(otherMs) === dayOf(timeMs) ? clock : `${dayOf(timeMs)} ${clock}`;
}
