// What several tools say of a line, and the query that they take.
import type { ToolFact } from '../../../contracts/ask';
import type { Evidence } from '../../../contracts/incident';
import { readableTime } from '../../../core/ticket/times';
import { grouped } from '../../../core/wording/plural';
import { fact, type Param } from '../tool';

export const WHERE: Param = {
  kind: 'text',
  about:
    'query: level>=error component:NAME template:T4 status:5xx after:10:00 before:10:30 "words"; left out: all lines',
  fallback: '',
};

/** Its id, time and place in our words, its text as the log's. */
export function lineFact(line: Evidence, what = ''): ToolFact {
  const { id, timeMs, lineNum, text } = line;
  const time = timeMs === null ? '' : ` ${readableTime(timeMs)}`;
  return fact(`${id}${time} line ${grouped(lineNum)}${what === '' ? '' : `, ${what}`}`, text, id);
}
