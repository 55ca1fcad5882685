// The zone that the page shows times in and reads typed ones in: one for the whole page. How a file is read is another thing (FileSetting.zone).
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSummary } from '../contracts/tables';
import { isKnownZone } from '../core/ingest/time/zone';
import { createClock } from '../core/ingest/time/zone-clock';
import { fileTimes } from '../core/lib/log-table';
import type { TimeReader } from '../core/query/in-utc';

/** 'UTC'; 'local': this browser's; 'log': that of most records of the log; else a name or an offset that isKnownZone knows. */
export type ZoneChoice = string;

export interface ShownZoneState {
  readonly choice: ZoneChoice;
  /** By the person: kept in this browser. */
  choose(choice: ZoneChoice): void;
  /** By a link: until the page is closed or another one is chosen. */
  follow(choice: ZoneChoice): void;
}

export type ShownZoneStore = StoreApi<ShownZoneState>;

const KEY = 'harbinger-zone';

export function createShownZone(): ShownZoneStore {
  return createStore<ShownZoneState>((set) => ({
    choice: kept(),
    choose: (choice) => {
      try {
        localStorage.setItem(KEY, choice);
      } catch {
        // Storage may be refused; the choice then lasts as long as the page.
      }
      set({ choice });
    },
    follow: (choice) => set({ choice }),
  }));
}

export function isZoneChoice(text: string): boolean {
  return text === 'local' || text === 'log' || (text.length < 64 && isKnownZone(text));
}

/** The zone itself: 'UTC', a name, an offset. Where no log is open, its zone is UTC. */
export function zoneOf(choice: ZoneChoice, files: readonly FileSummary[]): string {
  if (choice === 'local') return localZone();
  return choice === 'log' ? zoneOfLog(files) : choice;
}

/** Reads the times that are typed. */
export function timeReader(choice: ZoneChoice, files: readonly FileSummary[]): TimeReader {
  const [firstMs, lastMs] = fileTimes(files);
  const isTimed = firstMs <= lastMs;
  const clock = createClock(zoneOf(choice, files));
  return { clock, firstMs: isTimed ? firstMs : Number.NaN, lastMs: isTimed ? lastMs : Number.NaN };
}

/** Of a link: a colleague's 'local' is another one. */
export function zoneForLink(choice: ZoneChoice): string {
  return choice === 'local' ? localZone() : choice;
}

/** The zone that this browser runs in. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** That of most records; of equals the first. */
export function zoneOfLog(files: readonly FileSummary[]): string {
  const sums = new Map<string, number>();
  for (const { zone, rowBegin, rowEnd } of files)
    sums.set(zone.name, (sums.get(zone.name) ?? 0) + rowEnd - rowBegin);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'UTC';
}

function kept(): ZoneChoice {
  try {
    const choice = localStorage.getItem(KEY);
    return choice !== null && isZoneChoice(choice) ? choice : 'UTC';
  } catch {
    return 'UTC';
  }
}
