/** pins.csv: the lines that a person pinned. In: pins of an analysis. Out: CSV text; the columns stand in contracts/export-share.ts. */
import { byColumn, namesOf } from '../contracts/export-column';
import { PIN_COLUMNS, type PinColumn } from '../contracts/export-share';
import type { PinnedLine } from '../contracts/pins';
import { whyUnread } from '../core/wording/unread';
import { type Cell, csvText } from './csv';
import { isoTime } from './iso-time';

export function pinsCsv(pins: readonly PinnedLine[]): string {
  const rows = pins.map(({ source, lineNum, timeMs, note, text, unread }) =>
    byColumn<PinColumn, Cell>(PIN_COLUMNS, {
      file: source,
      line: lineNum,
      timestamp: isoTime(timeMs),
      note,
      message: unread === null ? text : `[not read: ${whyUnread(unread, source)}]`,
    }),
  );
  return csvText(namesOf(PIN_COLUMNS), rows);
}
