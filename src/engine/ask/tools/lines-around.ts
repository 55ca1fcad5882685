// A line by its number, with the lines of its file before and behind it.

import type { FileSummary, LogTable } from '../../../contracts/tables';
import { lineNumOf, shardIdxOfRow } from '../../../core/lib/log-table';
import { printField } from '../../../core/query/print';
import { countOf, grouped } from '../../../core/wording/plural';
import type { LogAccess } from '../log-access';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact } from './lines-in-words';

const MAX_AROUND = 10;
/** Files that are named where several hold a line of that number. */
const MAX_NAMED = 4;

export const linesAround: Tool<'lines_around'> = {
  name: 'lines_around',
  about: 'A line by its number, with lines before and behind it.',
  params: {
    line: { kind: 'number', about: 'its number in its file, from 1' },
    file: { kind: 'text', about: 'its file; left out: the only one', fallback: '' },
    before: { kind: 'number', about: 'lines before it', max: MAX_AROUND, fallback: 3 },
    after: { kind: 'number', about: 'lines behind it', max: MAX_AROUND, fallback: 3 },
  },
  async run({ line, file, before, after }, log) {
    if (log.table.counted)
      throw new ToolFailure(
        'not-there',
        'A database counted this log: which lines stand beside each other is not known.',
      );
    const found = fileOf(log, String(file), Number(line));
    const row = rowOfLine(log.table, found, Number(line));
    if (row === null) throw new ToolFailure('not-there', 'Its file has no such line.');
    const span = (from: number, to: number): number[] => {
      const [begin, end] = [Math.max(found.rowBegin, from), Math.min(found.rowEnd, to)];
      return Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i);
    };
    const why = `around line ${line}`;
    const earlier = await log.cite(span(row - Number(before), row), why);
    const [own] = await log.cite([row], why);
    const later = await log.cite(span(row + 1, row + 1 + Number(after)), why);
    const facts = [
      fact('file', found.name),
      ...earlier.map((each) => lineFact(each, 'before it')),
      lineFact(own, 'the line'),
      ...later.map((each) => lineFact(each, 'behind it')),
    ];
    return {
      data: { file: found.name, line: own, before: earlier, after: later },
      found: `line ${grouped(own.lineNum)}, ${countOf(earlier.length, 'line')} before it, ${countOf(later.length, 'line')} behind it`,
      facts,
      where: log.table.files.length > 1 ? printField({ field: 'file', op: '=', value: found.name }) : '',
    };
  },
};

/** The one that is named, or the only one that has a line of this number. */
function fileOf({ table }: LogAccess, name: string, line: number): FileSummary {
  const wanted = name.toLowerCase();
  const named = table.files.filter((each) => each.name.toLowerCase() === wanted);
  const alike =
    named.length > 0 ? named : table.files.filter((each) => each.name.toLowerCase().includes(wanted));
  const holding = alike.filter(({ numLines }) => line >= 1 && line <= numLines);
  if (holding.length === 1) return holding[0];
  if (holding.length === 0)
    throw new ToolFailure(
      'not-there',
      alike.length === 0 ? 'There is no such file.' : 'No file has a line of that number.',
    );
  const names = holding.slice(0, MAX_NAMED).map((each) => each.name);
  const more = holding.length > MAX_NAMED ? ', …' : '';
  throw new ToolFailure(
    'not-there',
    `Several files have a line of that number: name one of them (${names.join(', ')}${more}).`,
  );
}

/** The record that the line is of; null: it lies before the first one. */
function rowOfLine(table: LogTable, { rowBegin, rowEnd }: FileSummary, line: number): number | null {
  let [low, high] = [rowBegin, rowEnd];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const shard = table.shards[shardIdxOfRow(table, middle)];
    if (lineNumOf(shard, middle - shard.rowBegin) <= line) low = middle + 1;
    else high = middle;
  }
  return low === rowBegin ? null : low - 1;
}
