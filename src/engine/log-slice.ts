// Which rows of a log a slice keeps. In: the tables, the slice. Out: one entry a row, and how many were asked for and are kept. No text is read.
import type { LogSlice } from '../contracts/sql';
import { effectiveLevelOfKinds } from '../core/features/effective-level';
import { fmix32 } from '../core/lib/hash';
import { parseQuery } from '../core/query/parse';
import { isOfColumns } from '../core/query/query';
import { selectRows } from '../core/query/select-rows';
import type { Tables } from './tables';

export interface SlicedRows {
  /** Not 0: the row is kept. */
  readonly kept: Uint8Array;
  readonly numAsked: number;
  readonly numKept: number;
}

/** Null: all rows. @throws Error for a query that columns alone cannot answer */
export function sliceRows({ table, templates }: Tables, { where, oneIn }: LogSlice): SlicedRows | null {
  if (where.trim() === '' && oneIn <= 1) return null;
  const { query, problem } = parseQuery(where);
  if (problem !== null) throw new Error(`${where} cannot be read: ${problem.message}.`);
  if (!isOfColumns(query)) throw new Error(NO_TEXTS);
  const { state } = selectRows({ table, templates, levels: effectiveLevelOfKinds(table, templates) }, query);
  let [numAsked, numKept] = [0, 0];
  for (let row = 0; row < state.length; row++) {
    if (state[row] === 0) continue;
    numAsked++;
    // Drawn by the number of the row, so that what repeats in the log is not met in step.
    if (oneIn > 1 && fmix32(row + 1) % oneIn !== 0) state[row] = 0;
    else numKept++;
  }
  return { kept: state, numAsked, numKept };
}

const NO_TEXTS =
  'The rows of logs are chosen by level, component, file, template, class of status and time, not by texts and fields: those are for WHERE.';
