/** Columns between marks behind a time: 'time | LEVEL | source | message'. In: the mark, how many columns, which holds level, source and status. */
import { indexOfByte, isBlank, skipBlanks } from '../../lib/bytes';
import { classOfStatus, setStatus } from '../http-status';
import { levelOfColumnLetter, levelOfToken } from '../level';
import { digitsAt } from '../time/time-parts';
import { parseZone } from '../time/zone-at';
import { type Step, setSource } from './set-source';

export interface FieldColumns {
  readonly mark: number;
  readonly count: number;
  readonly level: number;
  readonly source: number;
  readonly status?: number;
  /** Which holds the offset of the time from UTC; absent: none. */
  readonly zone?: number;
  /** Which holds the message; absent: what is behind the last. */
  readonly message?: number;
}

export const fieldsStep =
  ({ mark, count, level, source, status = -1, zone = -1, message = -1 }: FieldColumns): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    if (bytes[at] === mark) at++;
    let messageAt = -1;
    for (let field = 0; field < count; field++) {
      const stop = indexOfByte(bytes, mark, at, end);
      if (stop < 0) return at;
      const begin = skipBlanks(bytes, at, stop);
      let close = stop;
      while (close > begin && isBlank(bytes[close - 1])) close--;
      if (field === level)
        out.level =
          close - begin === 1 ? levelOfColumnLetter(bytes[begin]) : levelOfToken(bytes, begin, close, true);
      if (field === zone) parseZone(bytes, begin, close, out);
      if (field === source) setSource(bytes, begin, close, out);
      if (field === status && close - begin === 3) setStatus(out, classOfStatus(digitsAt(bytes, begin, 3)));
      if (field === message) {
        messageAt = begin;
        out.messageEnd = close;
      }
      at = stop + 1;
    }
    return messageAt < 0 ? at : messageAt;
  };
