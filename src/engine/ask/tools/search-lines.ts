// Lines that a query asks for: how many there are, and the first or last of them.

import { spreadOver } from '../../../core/lib/spread';
import { countOf, grouped } from '../../../core/wording/plural';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact, WHERE } from './lines-in-words';

const MAX_LINES = 12;

export const searchLines: Tool<'search_lines'> = {
  name: 'search_lines',
  about: 'Lines that a query asks for: how many, and some of them.',
  params: {
    where: WHERE,
    pick: {
      kind: 'text',
      about: 'which of them are given',
      oneOf: ['first', 'last', 'spread', 'ends'],
      fallback: 'first',
    },
    limit: { kind: 'number', about: 'how many are given', max: MAX_LINES, fallback: 5 },
  },
  async run({ where, pick, limit }, log) {
    const { rows, total: numRecords, isWhole } = await log.select(String(where));
    // The rows of a counted log are the first of what they stand for.
    const isCounted = log.table.counted !== undefined;
    if (isCounted && pick === 'last')
      throw new ToolFailure('not-there', 'A database counted this log: its last lines are not known.');
    const num = Math.min(isCounted && pick === 'ends' ? 1 : Number(limit), rows.length);
    const lines = await log.cite(
      pickedOf(rows, isCounted && pick === 'ends' ? 'first' : String(pick), num),
      `search for ${where}`,
    );
    const total = `${isWhole ? '' : 'at least '}${countOf(numRecords, 'line')}`;
    const facts = [
      fact(`${total} match, ${grouped(lines.length)} of them are given`),
      ...lines.map((line) => lineFact(line)),
    ];
    return { data: { total: numRecords, isWhole, lines }, found: total, facts, where: String(where) };
  },
};

function pickedOf(rows: Uint32Array, pick: string, num: number): ArrayLike<number> {
  if (pick === 'last') return rows.subarray(rows.length - num);
  if (pick === 'spread') return spreadOver(rows, num);
  if (pick === 'ends' && rows.length > 1) return [rows[0], rows[rows.length - 1]];
  return rows.subarray(0, num);
}
