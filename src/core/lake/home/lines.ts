/** template_lines as they come home. In: tables of them. Out: the text of a record by its place in a file. */
import type { DroppedTable } from '../../../contracts/lake-tables';
import { TableReader } from './column-reader';

/** The line at a place and those up to the next record, as far as they follow each other; null: it was not dropped. */
export type TextAt = (file: string, seq: number, nextSeq: number) => string | null;

/** @param model that the windows were counted by. @throws TableError */
export function homeLines(tables: readonly DroppedTable[], model: string): TextAt {
  const byFile = new Map<string, Map<number, string>>();
  for (const table of tables) {
    const reader = new TableReader(table);
    const [files, lines] = [reader.texts('file'), reader.texts('line')];
    const seqs = reader.numbers('seq', { isWhole: true });
    const models = reader.texts('model');
    files.forEach((file, row) => {
      if (models[row] !== model)
        reader.refuse(
          row,
          'model',
          `is not ${model}, by which the windows were counted: drop the lines of the same run`,
        );
      const own = byFile.get(file) ?? new Map<number, string>();
      if ((own.get(seqs[row]) ?? lines[row]) !== lines[row])
        reader.refuse(row, 'seq', 'has two different lines in these tables');
      own.set(seqs[row], lines[row]);
      byFile.set(file, own);
    });
  }
  return (file, seq, nextSeq) => {
    const own = byFile.get(file);
    const first = own?.get(seq);
    if (own === undefined || first === undefined) return null;
    const text = [first];
    for (let at = seq + 1, line = own.get(at); at < nextSeq && line !== undefined; line = own.get(++at))
      text.push(line);
    return text.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n');
  };
}
