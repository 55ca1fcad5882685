// Lines that a person pinned, each with a note, and filters that were saved by name. They are of the file's bytes, not of an analysis, so that they
// are there again when the same file is read again. No text of a log is kept.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pin } from '../contracts/pins';
import { errorText } from '../core/wording/error-text';
import type { ValueStore } from '../storage/values';

/** Filters that were saved by name: terms of the language. Templates stand in them by their text, so that they hold in another log. */
export interface SavedFilter {
  readonly name: string;
  readonly terms: readonly string[];
}

export interface PinsState {
  readonly pins: readonly Pin[];
  readonly filters: readonly SavedFilter[];
  /** Why the last change is not kept in the browser, for the user; null: it is. */
  readonly notice: string | null;
}

type Kept = Pick<PinsState, 'pins' | 'filters'>;

export interface PinsActions {
  restore(): Promise<void>;
  /** Pins, or takes the pin away. */
  togglePin(file: string, recordIdx: number): void;
  setNote(file: string, recordIdx: number, note: string): void;
  /** Adds those of another browser; a note of one's own stays. How many were added or got a note. */
  addPins(more: readonly Pin[]): number;
  /** One of the same name is replaced. */
  saveFilter(filter: SavedFilter): void;
  removeFilter(name: string): void;
}

export type PinsStore = StoreApi<PinsState & PinsActions>;

export function createPinsStore(values: ValueStore): PinsStore {
  return createStore<PinsState & PinsActions>((set, get) => {
    /** Moves with every change and every look at what is stored: what comes late is not taken for the newest. */
    let latest = 0;
    /** Changes that are on their way to the storage, or were refused by it. */
    let unkept: ((state: Kept) => Partial<Kept>)[] = [];
    const restore = async (): Promise<void> => {
      const mine = ++latest;
      const kept = await values.get('pins').catch(() => undefined);
      if (mine === latest && kept !== undefined) set(stateIn(kept));
    };
    /** Made of what is stored then, so that what another tab has added stays. */
    const keep = (change: (state: Kept) => Partial<Kept>): void => {
      set(change(get()));
      const mine = ++latest;
      // With those that were not kept before. Each gives the same when it is made twice.
      unkept.push(change);
      const batch = [...unkept];
      const made = values.update('pins', (stored) => {
        let state = stateIn(stored);
        for (const each of batch) state = { ...state, ...each(state) };
        return state;
      });
      void made.then(
        (kept) => {
          unkept = unkept.filter((each) => !batch.includes(each));
          if (mine === latest) set({ ...kept, notice: null });
          else void restore();
        },
        (error: unknown) =>
          set({ notice: `Pins, notes and filters last only until the page closes: ${errorText(error)}` }),
      );
    };
    values.onChange((key) => void (key === 'pins' && restore()));
    const isAt = (file: string, recordIdx: number) => (pin: Pin) =>
      pin.file === file && pin.recordIdx === recordIdx;
    return {
      pins: [],
      filters: [],
      notice: null,
      restore,
      togglePin(file, recordIdx) {
        const isPinned = get().pins.some(isAt(file, recordIdx));
        keep(({ pins }) => {
          const others = pins.filter((pin) => !isAt(file, recordIdx)(pin));
          return { pins: isPinned ? others : [...others, { file, recordIdx, note: '' }] };
        });
      },
      setNote(file, recordIdx, note) {
        keep(({ pins }) => ({
          pins: pins.map((pin) => (isAt(file, recordIdx)(pin) ? { ...pin, note } : pin)),
        }));
      },
      addPins(more) {
        const added = newPins(get().pins, more);
        if (added.length > 0) keep(({ pins }) => ({ pins: joined(pins, newPins(pins, more)) }));
        return added.length;
      },
      saveFilter(filter) {
        keep(({ filters }) => ({ filters: [...filters.filter(({ name }) => name !== filter.name), filter] }));
      },
      removeFilter(name) {
        keep(({ filters }) => ({ filters: filters.filter((filter) => filter.name !== name) }));
      },
    };
  });
}

const isSamePlace = (a: Pin, b: Pin): boolean => a.file === b.file && a.recordIdx === b.recordIdx;

/** Those that are not here, or have a note where ours has none. */
function newPins(own: readonly Pin[], more: readonly Pin[]): readonly Pin[] {
  return more.filter((pin) => {
    const known = own.find((each) => isSamePlace(each, pin));
    return known === undefined || (known.note === '' && pin.note !== '');
  });
}

function joined(own: readonly Pin[], added: readonly Pin[]): readonly Pin[] {
  return [...own.filter((pin) => !added.some((each) => isSamePlace(each, pin))), ...added];
}

/** What is stored, as far as it is in order. */
function stateIn(stored: unknown): Kept {
  if (typeof stored !== 'object' || stored === null) return { pins: [], filters: [] };
  const { pins, filters } = stored as Partial<Record<keyof Kept, unknown>>;
  return { pins: listOf(pins, isPin), filters: listOf(filters, isFilter) };
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
