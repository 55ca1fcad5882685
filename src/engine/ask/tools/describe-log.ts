// The log as a whole: files, records, errors, the time that it spans.
import { LEVEL_ERROR } from '../../../contracts/units';
import { fileTimes, numOfRow } from '../../../core/lib/log-table';
import { readableTime } from '../../../core/ticket/times';
import { spanInWords } from '../../../core/wording/duration';
import { countOf, grouped } from '../../../core/wording/plural';
import { countLines as countList } from '../../line-counts';
import { fact, type Tool } from '../tool';

const MAX_FILES = 8;

export const describeLog: Tool<'describe_log'> = {
  name: 'describe_log',
  about: 'The log: files, lines, errors, the time that it spans.',
  params: {},
  async run(_, log) {
    const { list, total: numRecords } = await log.select('');
    const { levels } = countList(list, log.columns, (row) => numOfRow(log.table, row));
    const numErrors = levels.slice(LEVEL_ERROR).reduce((sum, count) => sum + count, 0);
    const [firstMs, lastMs] = fileTimes(log.table.files).map((ms) => (Number.isFinite(ms) ? ms : null));
    const all = log.table.files.map(({ name, numRecords }) => ({ name, numRecords }));
    const files = all.sort((a, b) => b.numRecords - a.numRecords).slice(0, MAX_FILES);
    const found = `${countOf(numRecords, 'line')} in ${countOf(log.table.files.length, 'file')}, ${countOf(numErrors, 'error')}`;
    const span =
      firstMs === null || lastMs === null
        ? []
        : [
            fact(
              `from ${readableTime(firstMs)} to ${readableTime(lastMs)}, ${spanInWords(lastMs - firstMs)}`,
            ),
          ];
    const facts = [
      fact(found),
      ...span,
      ...files.map((file) => fact(`${grouped(file.numRecords)} lines of the file`, file.name)),
    ];
    return { data: { numRecords, numErrors, firstMs, lastMs, files }, found, facts, where: '' };
  },
};
