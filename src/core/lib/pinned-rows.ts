import { type Pin, pinKeyOf } from '../../contracts/pins';
import type { FileSummary } from '../../contracts/tables';

/** Rows of the pins in the files at hand, with their notes. */
export function pinnedRows(pins: readonly Pin[], files: readonly FileSummary[]): ReadonlyMap<number, string> {
  const rows = new Map<number, string>();
  for (const file of files)
    for (const pin of pins)
      if (pin.file === pinKeyOf(file) && pin.recordIdx >= 0 && pin.recordIdx < file.rowEnd - file.rowBegin)
        rows.set(file.rowBegin + pin.recordIdx, pin.note);
  return rows;
}
