// Each template's records over the time of the log. In: nothing. Out: bins by the number of the template; null until they are counted, or where no
// record states a time.
import { useEffect, useState } from 'react';
import type { SideTally } from '../../contracts/compare';
import { knownTemplateTimes, readTemplateTimes } from '../../store/template-times';
import { useApp, useResult } from '../shared/app-context';

export interface TemplateTimes {
  readonly startMs: number;
  readonly binMs: number;
  readonly numBins: number;
  /** Empty for a template without a record. */
  binsOf(template: number): Uint32Array;
}

export function useTemplateTimes(): TemplateTimes | null {
  const app = useApp();
  const { id } = useResult();
  const [tally, setTally] = useState<SideTally | null>(() => knownTemplateTimes(app));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result has other templates.
  useEffect(() => {
    let isShown = true;
    readTemplateTimes(app).then(
      (found) => isShown && setTally(found),
      () => isShown && setTally(null),
    );
    return () => {
      isShown = false;
    };
  }, [app, id]);
  return tally === null ? null : timesOf(tally);
}

const made = new WeakMap<SideTally, TemplateTimes>();
const NO_BINS = new Uint32Array(0);

function timesOf(tally: SideTally): TemplateTimes | null {
  const { firstMs, binMs, numBins, templates, bins } = tally;
  if (firstMs === null) return null;
  const known = made.get(tally);
  if (known) return known;
  const placeOf = new Map(templates.map(({ template }, place) => [template, place]));
  const times: TemplateTimes = {
    ...{ startMs: firstMs, binMs, numBins },
    binsOf: (template) => {
      const place = placeOf.get(template);
      return place === undefined ? NO_BINS : bins.subarray(place * numBins, (place + 1) * numBins);
    },
  };
  made.set(tally, times);
  return times;
}
