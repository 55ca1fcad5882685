// The clock that the page shows times by, and by which it reads those that are typed.

import { useMemo } from 'react';
import type { TimeReader } from '../../core/query/in-utc';
import type { App } from '../../store/app';
import { timeReader, type ZoneChoice, zoneOf } from '../../store/shown-zone';
import { type Label, t } from '../../words/t';
import { useSession, useShownZone } from './app-context';
import { type ShownClock, shownClock } from './time';

export function useClock(): ShownClock {
  const choice = useShownZone((state) => state.choice);
  const files = useSession((state) => state.result?.files);
  return useMemo(() => shownClock(zoneOf(choice, files ?? [])), [choice, files]);
}

function clockNow({ shownZone, session }: App): ShownClock {
  return shownClock(zoneOf(shownZone.getState().choice, session.getState().result?.files ?? []));
}

/** Reads the times that are typed, by the clock of the page. */
export function useTimeReader(): TimeReader {
  const choice = useShownZone((state) => state.choice);
  const files = useSession((state) => state.result?.files);
  return useMemo(() => timeReader(choice, files ?? []), [choice, files]);
}

/** The same outside of a component. */
export function readerNow({ shownZone, session }: App): TimeReader {
  return timeReader(shownZone.getState().choice, session.getState().result?.files ?? []);
}

/** `z`: UTC, the log's own, this browser's, and round again; what was chosen by name comes before all. */
export function nextZone(app: App): string {
  const { choice, choose } = app.shownZone.getState();
  const at = NAMED.findIndex(([name]) => name === choice);
  choose(NAMED[(at + 1) % NAMED.length][0]);
  return clockNow(app).zone;
}

/** What stands in the menu before the names, each with its words. */
export const NAMED: readonly (readonly [choice: ZoneChoice, words: Label])[] = [
  ['UTC', 'UTC'],
  ['log', "the log's own zone"],
  ['local', "this browser's zone"],
];

/** For the palette. */
export function zoneActions({ shownZone }: App): readonly { readonly label: string; run(): void }[] {
  const { choice, choose } = shownZone.getState();
  return NAMED.filter(([name]) => name !== choice).map(([name, words]) => ({
    label: t('Times in {words}', { words: t(words) }),
    run: () => choose(name),
  }));
}
