/** Which column of a CSV states levels, and on which scale its numbers are. In: a sample and its columns. Out: the columns, with words before numbers. */
import { decodeRange } from '../../lib/bytes';
import { learnScale, numbersOf } from '../level-scale';
import type { Sample } from '../sample';
import { type CsvParams, firstRows, namesOfColumns } from './csv-columns';
import { rankOfName } from './field-names';
import { holdsWords } from './level-fields';

export function withCsvLevel(sample: Sample, params: CsvParams): CsvParams {
  if (params.level < 0) return params;
  const names = namesOfColumns(sample, params.delimiter);
  const named = names.flatMap((name, column) =>
    column === params.level || (rankOfName('level', name) >= 0 && !/error|status|code/i.test(name))
      ? [column]
      : [],
  );
  const cells = new Map(named.map((column) => [column, [] as string[]]));
  for (const { cells: row, count } of firstRows(sample, params.delimiter))
    for (const [column, texts] of cells)
      if (column < count) texts.push(decodeRange(sample.bytes, row.begin[column], row.end[column]));
  const worded = [params.level, ...named].find((column) => holdsWords(cells.get(column) ?? []));
  if (worded !== undefined) return { ...params, level: worded };
  const numbers = numbersOf(cells.get(params.level) ?? []);
  const scale = learnScale(numbers, names[params.level], names);
  return scale ? { ...params, scale } : params;
}
