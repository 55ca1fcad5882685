/**
 * When each template was seen, coarsely, for rules of what follows what. In: (template, time) of each record, in file order. Out:
 * times by template, ascending. A run of records of one template counts once; what is kept depends on earlier records only.
 */
import type { Occurrences } from '../../contracts/features';
import { lowerBound } from '../lib/bisect';

/** Records of a template this close, in ms, are one sighting. */
export const SAME_OCCURRENCE_MS = 2000;
/** Occurrences kept: 4 bytes each. Later ones of a larger log are not. */
const MAX_SIGHTINGS = 4_000_000;
const MAX_OF_TEMPLATE = 20_000;
/** Unit of the stored times. */
export const TICK_MS = 100;

/** When a template was last seen in [startMs, endMs), to SAME_OCCURRENCE_MS; null: not known, or not seen. */
export function lastSighting(
  { begin, tick, isFull }: Occurrences,
  template: number,
  gridStartMs: number,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): number | null {
  if (isFull[template]) return null;
  const own = tick.subarray(begin[template], begin[template + 1]);
  const at = lowerBound(own, (endMs - gridStartMs) / TICK_MS) - 1;
  if (at < 0) return null;
  const timeMs = gridStartMs + own[at] * TICK_MS;
  return timeMs < startMs ? null : timeMs;
}

export interface SightingBuilder {
  add(template: number, timeMs: number): void;
  finish(): Occurrences;
}

export function createSightings(numTemplates: number, startMs: number): SightingBuilder {
  const ticks: number[][] = Array.from({ length: numTemplates }, () => []);
  const last = new Float64Array(numTemplates).fill(Number.NEGATIVE_INFINITY);
  let total = 0;
  return {
    add(template, timeMs) {
      if (Math.abs(timeMs - last[template]) < SAME_OCCURRENCE_MS) return;
      if (total >= MAX_SIGHTINGS || ticks[template].length >= MAX_OF_TEMPLATE) return;
      last[template] = timeMs;
      ticks[template].push(Math.round((timeMs - startMs) / TICK_MS));
      total++;
    },
    finish() {
      const begin = new Uint32Array(numTemplates + 1);
      const tick = new Uint32Array(total);
      ticks.forEach((own, template) => {
        tick.set(Uint32Array.from(own).sort(), begin[template]);
        begin[template + 1] = begin[template] + own.length;
      });
      return {
        begin,
        tick,
        isFull: Uint8Array.from(ticks, (own) => (own.length >= MAX_OF_TEMPLATE ? 1 : 0)),
      };
    },
  };
}
