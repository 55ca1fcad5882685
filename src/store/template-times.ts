// Templates over the time of the whole log, as the page has them: counted once an analysis.
import type { SideTally } from '../contracts/compare';
import type { Analyzer } from './analyzer-types';
import type { App } from './app';

interface Kept {
  readonly resultId: string;
  readonly asked: Promise<SideTally>;
  known: SideTally | null;
}

const keptOf = new WeakMap<Analyzer, Kept>();

/** Null: not counted yet. */
export function knownTemplateTimes(app: App): SideTally | null {
  const { analyzer } = app.current;
  const kept = analyzer === null ? undefined : keptOf.get(analyzer);
  return kept?.resultId === app.session.getState().result?.id ? (kept?.known ?? null) : null;
}

/** Rejects when there is no analysis, or its worker fails; the next call then asks again. */
export async function readTemplateTimes(app: App): Promise<SideTally> {
  const { analyzer } = app.current;
  if (analyzer === null) throw new Error('no analysis is open');
  const resultId = app.session.getState().result?.id ?? '';
  const before = keptOf.get(analyzer);
  if (before?.resultId === resultId) return before.asked;
  const kept: Kept = { resultId, asked: analyzer.tallySide(''), known: null };
  keptOf.set(analyzer, kept);
  try {
    kept.known = await kept.asked;
    return kept.known;
  } catch (error) {
    if (keptOf.get(analyzer) === kept) keptOf.delete(analyzer);
    throw error;
  }
}
