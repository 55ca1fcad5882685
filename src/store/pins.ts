// Lines that a person pinned, each with a note, and filters that were saved by name. They are of the file's bytes, not of an analysis, so that they
// are there again when the same file is read again. No text of a log is kept.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSummary } from '../contracts/tables';
import type { ValueStore } from '../storage/values';

export interface Pin {
  /** Fingerprint of the file's text, or its name where it was not read to its end. */
  readonly file: string;
  /** Record within the file, from 0. */
  readonly recordIdx: number;
  readonly note: string;
}

/** Filters that were saved by name: terms of the language. Templates stand in them by their text, so that they hold in another log. */
export interface SavedFilter {
  readonly name: string;
  readonly terms: readonly string[];
}

export interface PinsState {
  readonly pins: readonly Pin[];
  readonly filters: readonly SavedFilter[];
}

export interface PinsActions {
  restore(): Promise<void>;
  /** Pins, or takes the pin away. */
  togglePin(file: string, recordIdx: number): void;
  setNote(file: string, recordIdx: number, note: string): void;
  /** One of the same name is replaced. */
  saveFilter(filter: SavedFilter): void;
  removeFilter(name: string): void;
}

export type PinsStore = StoreApi<PinsState & PinsActions>;

export function createPinsStore(values: ValueStore): PinsStore {
  return createStore<PinsState & PinsActions>((set, get) => {
    const keep = (change: Partial<PinsState>): void => {
      set(change);
      const { pins, filters } = get();
      // Refused storage: they last as long as the page.
      void values.set('pins', { pins, filters }).catch(() => undefined);
    };
    const isAt = (file: string, recordIdx: number) => (pin: Pin) =>
      pin.file === file && pin.recordIdx === recordIdx;
    return {
      pins: [],
      filters: [],
      async restore() {
        const kept = await values.get('pins').catch(() => undefined);
        if (typeof kept !== 'object' || kept === null) return;
        const { pins, filters } = kept as Partial<Record<keyof PinsState, unknown>>;
        set({ pins: listOf(pins, isPin), filters: listOf(filters, isFilter) });
      },
      togglePin(file, recordIdx) {
        const { pins } = get();
        const others = pins.filter((pin) => !isAt(file, recordIdx)(pin));
        keep({ pins: others.length < pins.length ? others : [...pins, { file, recordIdx, note: '' }] });
      },
      setNote(file, recordIdx, note) {
        keep({ pins: get().pins.map((pin) => (isAt(file, recordIdx)(pin) ? { ...pin, note } : pin)) });
      },
      saveFilter(filter) {
        keep({ filters: [...get().filters.filter(({ name }) => name !== filter.name), filter] });
      },
      removeFilter(name) {
        keep({ filters: get().filters.filter((filter) => filter.name !== name) });
      },
    };
  });
}

/** What a file's pins are kept by. */
export const pinKeyOf = ({ xxh64, name }: FileSummary): string => xxh64 ?? name;

/** Rows of the pins in the files at hand, with their notes. */
export function pinnedRows(pins: readonly Pin[], files: readonly FileSummary[]): ReadonlyMap<number, string> {
  const rows = new Map<number, string>();
  for (const file of files)
    for (const pin of pins)
      if (pin.file === pinKeyOf(file) && pin.recordIdx < file.rowEnd - file.rowBegin)
        rows.set(file.rowBegin + pin.recordIdx, pin.note);
  return rows;
}

function listOf<T>(value: unknown, is: (each: unknown) => each is T): readonly T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function isPin(value: unknown): value is Pin {
  if (typeof value !== 'object' || value === null) return false;
  const { file, recordIdx, note } = value as Record<string, unknown>;
  return typeof file === 'string' && Number.isInteger(recordIdx) && typeof note === 'string';
}

function isFilter(value: unknown): value is SavedFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { name, terms } = value as Record<string, unknown>;
  return typeof name === 'string' && Array.isArray(terms) && terms.every((term) => typeof term === 'string');
}
