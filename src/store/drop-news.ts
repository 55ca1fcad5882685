// What became of files that were dropped and are no logs: said until the person has read it.
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface DropNews {
  readonly tone: 'hand' | 'warning';
  /** Of the file; what is told of the same name takes its place. */
  readonly name: string;
  readonly text: string;
}

export type DropNewsStore = StoreApi<{ readonly news: readonly DropNews[] }>;

interface Told {
  readonly dropNews: DropNewsStore;
}

export function createDropNews(): DropNewsStore {
  return createStore(() => ({ news: [] as readonly DropNews[] }));
}

export function tellNews({ dropNews }: Told, tone: DropNews['tone'], name: string, text: string): void {
  dropNews.setState(({ news }) => ({
    news: [...news.filter((each) => each.name !== name), { tone, name, text }],
  }));
}

/** @param name of a file; null: of all */
export function untell({ dropNews }: Told, name: string | null): void {
  dropNews.setState(({ news }) => ({ news: name === null ? [] : news.filter((each) => each.name !== name) }));
}
