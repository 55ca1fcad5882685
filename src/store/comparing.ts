// One comparison from its choice to what differs: each side is counted by the worker of its analysis, both are held against each other in that of the one
// that is shown, and values are read in small batches, so that leaving ends it.
import type { Comparison, Pair, RatePer, ValueChange } from '../contracts/compare';
import { hasTimeRates } from '../core/compare/compare';
import { compareValues } from '../core/compare/compare-values';
import type { Analyzer } from './analyzer-types';
import type { App } from './app';
import type { CompareChoice, CompareSide } from './compare-choice';
import { openBeside } from './parts';

export interface CompareState {
  readonly comparison: Comparison | null;
  /** The analysis that each side is of. */
  readonly apps: Pair<App> | null;
  readonly values: readonly ValueChange[];
  /** Templates whose values have been read, of how many; null: not begun. */
  readonly valuesRead: readonly [done: number, total: number] | null;
  /** No line of these templates could be read: their files are not at hand. */
  readonly needsFiles: boolean;
  /** Why there is no comparison, for the person; ''. */
  readonly problem: string;
}

export const NOT_COMPARED: CompareState = {
  comparison: null,
  apps: null,
  values: [],
  valuesRead: null,
  needsFiles: false,
  problem: '',
};

/** Templates whose values are read at a time. */
const BATCH = 4;

/** Tells as it goes; stops between two questions to the workers when `isWanted` says no. Never throws but for a worker that fails. */
export async function compareNow(
  app: App,
  choice: CompareChoice,
  tell: (state: CompareState) => void,
  isWanted: () => boolean,
): Promise<void> {
  const apps: App[] = [];
  for (const side of choice.sides) {
    const found = await appOf(app, side);
    if (found === null) return tell({ ...NOT_COMPARED, problem: NOT_KEPT });
    apps.push(found);
  }
  const both = [apps[0], apps[1]] as const;
  const [before, after] = [analyzerOf(apps[0]), analyzerOf(apps[1])];
  const [own, its] = choice.sides;
  const tallies = [await before.tallySide(own.where), await after.tallySide(its.where)] as const;
  if (!isWanted()) return;
  const empty = tallies.findIndex(({ numRecords }) => numRecords === 0);
  if (empty >= 0)
    return tell({
      ...NOT_COMPARED,
      apps: both,
      problem: `No line is on the ${empty === 0 ? 'first' : 'second'} side.`,
    });
  const isOne = apps[0] === apps[1];
  const suits: RatePer = isOne && choice.sides.every(isOfTime) ? 'time' : 'lines';
  const per = hasTimeRates(tallies) ? (choice.per ?? suits) : 'lines';
  const found = await analyzerOf(app).compareTallies(tallies, per);
  if (!isWanted()) return;
  // What comes first in a range of a running log depends on where it was cut: only runs have an order.
  const comparison = suits === 'time' ? { ...found, moved: [] } : found;
  const state = { ...NOT_COMPARED, comparison, apps: both };
  tell(state);
  await readValues(comparison, choice, [before, after], (more) => tell({ ...state, ...more }), isWanted);
}

const NOT_KEPT = 'The other analysis is neither open nor kept in this browser: give its files again.';

/** Only times tell the sides of one log apart: then rates are of time, since an outage writes more of everything. */
function isOfTime({ where }: CompareSide): boolean {
  return where === '' || (/\b(?:after|before):/.test(where) && !/\bfile[:=]/.test(where));
}

async function appOf(app: App, { analysis }: CompareSide): Promise<App | null> {
  const isIt = ({ session }: App): boolean => session.getState().result?.id === analysis;
  if (analysis === '' || isIt(app)) return app;
  return app.workspace.getState().open.find(isIt) ?? (await openBeside(app, analysis));
}

function analyzerOf({ current }: App): Analyzer {
  if (current.analyzer === null) throw new Error('This analysis is no longer open.');
  return current.analyzer;
}

async function readValues(
  { withValues }: Comparison,
  { sides }: CompareChoice,
  analyzers: Pair<Analyzer>,
  tell: (more: Pick<CompareState, 'values' | 'valuesRead' | 'needsFiles'>) => void,
  isWanted: () => boolean,
): Promise<void> {
  let values: readonly ValueChange[] = [];
  let numRead = 0;
  for (let begin = 0; begin < withValues.length; begin += BATCH) {
    const batch = withValues.slice(begin, begin + BATCH);
    const [before, after] = await Promise.all(
      analyzers.map((analyzer, i) =>
        analyzer.sideValues(
          sides[i].where,
          batch.map((pair) => pair[i]),
        ),
      ),
    );
    if (!isWanted()) return;
    before.forEach((own, i) => {
      numRead += Math.min(own.numRead, after[i].numRead);
      values = [...values, ...compareValues([own, after[i]])];
    });
    const done = Math.min(begin + BATCH, withValues.length);
    values = [...values].sort((a, b) => b.strength - a.strength);
    tell({
      values,
      valuesRead: [done, withValues.length],
      needsFiles: done === withValues.length && numRead === 0,
    });
  }
}
