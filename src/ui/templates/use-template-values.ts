// Values of one template's wildcards as they come. In: a template. Out: how far reading is, then the values or why not.
import { useEffect, useState } from 'react';
import type { TemplateParameters } from '../../contracts/parameters';
import { errorText } from '../../core/wording/error-text';
import { knownTemplateValues, readTemplateValues } from '../../store/template-values';
import { useApp, useSession } from '../shared/app-context';

export type Reading =
  /** share01: null before the first report. */
  | { readonly state: 'reading'; readonly share01: number | null }
  | { readonly state: 'read'; readonly values: TemplateParameters }
  | { readonly state: 'failed'; readonly reason: string };

/** A pause on a row before its lines are read: who walks down the table reads nothing on the way. */
const PAUSE_MS = 180;

export function useTemplateValues(template: number): Reading {
  const app = useApp();
  const version = useSession((state) => state.linesVersion);
  const [reading, setReading] = useState<Reading>(() => firstOf(knownTemplateValues(app, template)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the lines has other values.
  useEffect(() => {
    let isShown = true;
    const show = (next: Reading): void => void (isShown && setReading(next));
    const known = knownTemplateValues(app, template);
    show(firstOf(known));
    const read = (): void => {
      readTemplateValues(app, template, ({ done, total }) =>
        show({ state: 'reading', share01: total ? done / total : null }),
      ).then(
        (values) => show({ state: 'read', values }),
        (error: unknown) => show({ state: 'failed', reason: errorText(error) }),
      );
    };
    const timer = known === null ? setTimeout(read, PAUSE_MS) : null;
    return () => {
      isShown = false;
      if (timer !== null) clearTimeout(timer);
    };
  }, [app, template, version]);
  return reading;
}

function firstOf(known: TemplateParameters | null): Reading {
  return known === null ? { state: 'reading', share01: null } : { state: 'read', values: known };
}
