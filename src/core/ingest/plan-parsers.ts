/** The byte parsers of a plan, in order; behind a filter that takes terminal colours out where the plan says so. */
import { ESCAPE } from '../lib/ascii';
import { indexOfByte } from '../lib/bytes';
import { stripAnsi } from './ansi';
import { createParserOf } from './formats/registry';
import type { HeaderParser } from './header';
import { MAX_LINE_READ } from './limits';
import type { ScanPlan } from './types';

/** Throws on an id that no format has. */
export function createParsersOf(plan: ScanPlan): readonly HeaderParser[] {
  const order = plan.dates?.order ?? null;
  const parsers = plan.parsers.map((spec) => createParserOf(spec, order));
  return plan.ansi ? parsers.map(withoutColours) : parsers;
}

/** The header then points into a copy of the line. */
function withoutColours(parse: HeaderParser): HeaderParser {
  const line = new Uint8Array(MAX_LINE_READ + 1);
  return (bytes, begin, end, out) => {
    if (end - begin > MAX_LINE_READ || indexOfByte(bytes, ESCAPE, begin, end) < 0)
      return parse(bytes, begin, end, out);
    return parse(line, 0, stripAnsi(bytes, begin, end, line), out);
  };
}
