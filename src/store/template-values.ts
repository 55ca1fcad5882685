// Values of templates' wildcards as the page has them: asked for once, kept while the lines read the same.
import type { TemplateParameters } from '../contracts/parameters';
import type { OnProgress } from '../contracts/units';
import type { Analyzer } from './analyzer-types';
import type { App } from './app';

/** Answers that are kept of one analysis. */
const MAX_KEPT = 60;

interface Kept {
  /** Of the session: moves with a new result and with files given again. */
  readonly version: number;
  /** In order of asking; the values are there once the promise has come true. */
  readonly asked: Map<number, Promise<TemplateParameters>>;
  readonly known: Map<number, TemplateParameters>;
}

const keptOf = new WeakMap<Analyzer, Kept>();

/** Null: not read yet. */
export function knownTemplateValues(app: App, template: number): TemplateParameters | null {
  const { analyzer } = app.current;
  return analyzer === null ? null : (keptFor(app, analyzer).known.get(template) ?? null);
}

/** Rejects when there is no analysis, or its worker fails; the next call then asks again. */
export async function readTemplateValues(
  app: App,
  template: number,
  onProgress: OnProgress,
): Promise<TemplateParameters> {
  const { analyzer } = app.current;
  if (analyzer === null) throw new Error('no analysis is open');
  const { asked, known } = keptFor(app, analyzer);
  const before = asked.get(template);
  if (before !== undefined) return before;
  const reading = analyzer.templateParameters(template, onProgress);
  asked.set(template, reading);
  if (asked.size > MAX_KEPT) forgetOldest(asked, known);
  try {
    const values = await reading;
    if (asked.get(template) === reading) known.set(template, values);
    return values;
  } catch (error) {
    asked.delete(template);
    throw error;
  }
}

function keptFor(app: App, analyzer: Analyzer): Kept {
  const version = app.session.getState().linesVersion;
  const kept = keptOf.get(analyzer);
  if (kept !== undefined && kept.version === version) return kept;
  const fresh: Kept = { version, asked: new Map(), known: new Map() };
  keptOf.set(analyzer, fresh);
  return fresh;
}

function forgetOldest(asked: Kept['asked'], known: Kept['known']): void {
  const [oldest] = asked.keys();
  asked.delete(oldest);
  known.delete(oldest);
}
