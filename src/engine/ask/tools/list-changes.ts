// Changes that are known before a time: dropped beside the log, or seen in it. Before, which is not to say the cause.
import type { FoundChange } from '../../../contracts/ask-tools';
import { fileTimes } from '../../../core/lib/log-table';
import { parseWhen, resolveWhen } from '../../../core/query/when';
import { readableTime } from '../../../core/ticket/times';
import { countOf } from '../../../core/wording/plural';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact } from './lines-in-words';

const MAX_CHANGES = 8;

export const listChanges: Tool<'list_changes'> = {
  name: 'list_changes',
  about: 'Known changes (deploys, restarts, ...) before a time, the latest first.',
  params: {
    before: { kind: 'text', about: 'a time, 10:00 or 2026-03-12T10:00; left out: the end', fallback: '' },
    after: { kind: 'text', about: 'a time; left out: the beginning', fallback: '' },
  },
  async run({ before, after }, log) {
    const [firstMs, lastMs] = fileTimes(log.table.files);
    const momentOf = (text: string, fallback: number): number => {
      if (text === '') return fallback;
      const when = parseWhen(text);
      if (when === null)
        throw new ToolFailure('bad-arguments', 'A time is written 10:00 or 2026-03-12T10:00.');
      return resolveWhen(when, firstMs, lastMs);
    };
    const end = momentOf(String(before), Number.POSITIVE_INFINITY);
    const begin = momentOf(String(after), Number.NEGATIVE_INFINITY);
    const all = log.result.changes.filter(({ timeMs }) => timeMs >= begin && timeMs < end);
    const latest = [...all].sort((a, b) => b.timeMs - a.timeMs).slice(0, MAX_CHANGES);
    const changes: FoundChange[] = [];
    for (const { kind, what, timeMs, row } of latest) {
      const [line = null] = row === null ? [] : await log.cite([row], 'change');
      changes.push({ kind, what, timeMs, line });
    }
    const found = countOf(all.length, 'change');
    const facts = changes.flatMap(({ kind, what, timeMs, line }) => [
      fact(`${kind} at ${readableTime(timeMs)}`, what, line?.id ?? null),
      ...(line === null ? [] : [lineFact(line)]),
    ]);
    return { data: { total: all.length, changes }, found, facts: [fact(found), ...facts], where: null };
  },
};
