// Lines that a query asks for: how many there are, and the first or last of them.

import { spreadOver } from '../../../core/lib/spread';
import { countOf, grouped } from '../../../core/wording/plural';
import { fact, type Tool } from '../tool';
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
    const { rows, isWhole } = await log.select(String(where));
    const num = Math.min(Number(limit), rows.length);
    const lines = await log.cite(pickedOf(rows, String(pick), num), `search for ${where}`);
    const total = `${isWhole ? '' : 'at least '}${countOf(rows.length, 'line')}`;
    const facts = [
      fact(`${total} match, ${grouped(lines.length)} of them are given`),
      ...lines.map((line) => lineFact(line)),
    ];
    return { data: { total: rows.length, isWhole, lines }, found: total, facts, where: String(where) };
  },
};

function pickedOf(rows: Uint32Array, pick: string, num: number): ArrayLike<number> {
  if (pick === 'last') return rows.subarray(rows.length - num);
  if (pick === 'spread') return spreadOver(rows, num);
  if (pick === 'ends' && rows.length > 1) return [rows[0], rows[rows.length - 1]];
  return rows.subarray(0, num);
}
