/**
 * Lines whose time is left blank since it is that of the line before, as Rich and other tables on a terminal write them: blanks up to the column of the
 * level, and a level. In: the sample and the layout of the lines with a time. Out: a parser of those without, whose header has SAME_TIME.
 */
import { BLANK } from '../../lib/ascii';
import { asciiBytes, skipBlanks } from '../../lib/bytes';
import { createHeader } from '../header';
import { type Layout, parserOfLayout } from '../layout/layout';
import { timeFinder } from '../layout/place';
import { isLoud, levelOfToken } from '../level';
import type { Sample } from '../sample';
import { Scratch } from '../scratch';
import { SAME_TIME } from '../time/partial-code';
import { tokenEnd } from '../tokens';
import type { ParserSpec } from '../types';
import type { LogFormat } from './format';

interface SameTimeParams {
  readonly layout: Layout;
  /** Blanks before the level. */
  readonly column: number;
}

const TIME = asciiBytes('2000-01-01T00:00:00Z ');
const MIN_ALIGNED = 0.95;
const MIN_COLUMN = 8;

export const sameTimeFormat: LogFormat = {
  id: 'same-time',
  /** Never the format of a file: detection adds it to the plans of files that have such lines. */
  detect: () => null,
  createParser: (params) => {
    const { layout, column } = params as SameTimeParams;
    const read = parserOfLayout({ ...layout, time: 'iso', before: [0] }, null);
    const line = new Scratch();
    return (bytes, begin, end, out) => {
      if (!statesAt(bytes, begin, end, column)) return false;
      line.clear();
      line.append(TIME, 0, TIME.length);
      line.append(bytes, begin + column, end);
      if (!read(line.bytes, 0, line.length, out)) return false;
      out.timeMs = SAME_TIME;
      out.zoneMinutes = Number.NaN;
      return true;
    };
  },
};

/** Null: the levels of the lines with a time stand in no column, or no line without one has a level there. */
export function sameTimeOf({ bytes, begin, end, length }: Sample, spec: ParserSpec): ParserSpec | null {
  if (spec.parser !== 'text') return null;
  const layout = spec.params as Layout;
  const [step] = layout.steps;
  if (layout.before.join() !== '0' || step?.step !== 'level') return null;
  const out = createHeader();
  const find = timeFinder(layout);
  const columns: number[] = [];
  for (let i = 0; i < length; i++) {
    const after = find(bytes, begin[i], end[i], out);
    if (after >= 0) columns.push(skipBlanks(bytes, after, end[i]) - begin[i]);
  }
  const [column = 0] = columns;
  const aligned = columns.filter((each) => each === column).length;
  if (column < MIN_COLUMN || aligned < columns.length * MIN_ALIGNED) return null;
  if (!begin.some((from, i) => statesAt(bytes, from, end[i], column))) return null;
  return { parser: sameTimeFormat.id, format: spec.format, params: { layout, column } };
}

/** Nothing but blanks before the column, and a level in capitals there with a text behind it. */
function statesAt(bytes: Uint8Array, begin: number, end: number, column: number): boolean {
  const at = begin + column;
  if (bytes[begin] !== BLANK || at >= end || skipBlanks(bytes, begin, end) !== at) return false;
  const stop = tokenEnd(bytes, at, end);
  return stop < end && isLoud(bytes, at, stop) && levelOfToken(bytes, at, stop, false) > 0;
}
