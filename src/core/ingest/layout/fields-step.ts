/** Columns between marks behind a time: 'time | LEVEL | source | message'. In: the mark, how many columns, which holds level and source. */
import { indexOfByte, isBlank, skipBlanks } from '../../lib/bytes';
import { levelOfToken } from '../level';
import { type Step, setSource } from './set-source';

export const fieldsStep =
  (mark: number, count: number, level: number, source: number): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    if (bytes[at] === mark) at++;
    for (let field = 0; field < count; field++) {
      const stop = indexOfByte(bytes, mark, at, end);
      if (stop < 0) return at;
      const begin = skipBlanks(bytes, at, stop);
      let close = stop;
      while (close > begin && isBlank(bytes[close - 1])) close--;
      if (field === level) out.level = levelOfToken(bytes, begin, close, true);
      if (field === source) setSource(bytes, begin, close, out);
      at = stop + 1;
    }
    return at;
  };
