// What a parser points at lies in the line that it was given, and no line before it changes what is found: by the plan of each golden file,
// over its damaged lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { createHeader, type HeaderParser } from '../core/ingest/header';
import { createParsersOf } from '../core/ingest/plan-parsers';
import { openedOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';

const GOLDEN = join(process.cwd(), 'src/core/ingest/golden/input');
const BREAK = new Uint8Array([10]);
const OTHER = new TextEncoder().encode('[9] ERROR (that) <is> {of} "another": line=1\n');

/** A line cut short, with bytes of it changed. */
const damage = fc.record({
  line: fc.nat(),
  cut01: fc.oneof(
    fc.constant(1),
    fc.nat(1000).map((share) => share / 1000),
  ),
  edits: fc.array(
    fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('[](){}<>"\' =:,|-')))),
  ),
});

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damagedLine(lines: readonly Uint8Array[], { line, cut01, edits }: Damage): Uint8Array {
  const whole = lines[line % lines.length];
  const bytes = whole.slice(0, Math.ceil(whole.length * cut01));
  for (const [at, value] of edits) if (bytes.length > 0 && value !== 10) bytes[at % bytes.length] = value;
  return bytes;
}

/** What a parser finds of a line among others, places counted from its begin; null: it is not of its format. */
function foundIn(parse: HeaderParser, line: Uint8Array, before: Uint8Array) {
  const header = createHeader();
  const begin = before.length;
  const bytes = new Uint8Array([...before, ...line, ...BREAK, ...OTHER]);
  if (!parse(bytes, begin, begin + line.length, header)) return null;
  const part = (own: Uint8Array, from: number, to: number) => {
    const [least, most] = own === bytes ? [begin, begin + line.length] : [0, own.length];
    expect({ from, to, isWithin: from >= least && from <= to && to <= most }).toEqual({
      from,
      to,
      isWithin: true,
    });
    return Buffer.from(own.subarray(from, to)).toString('latin1');
  };
  const { timeMs, zoneMinutes, partial, level, status } = header;
  return {
    message: part(header.messageBytes, header.messageBegin, header.messageEnd),
    source: part(header.sourceBytes, header.sourceBegin, header.sourceEnd),
    ...{ timeMs, zoneMinutes, partial, level, status },
  };
}

test.each(readdirSync(GOLDEN))('%s', async (name) => {
  const content = new Uint8Array(readFileSync(join(GOLDEN, name)));
  const { plans } = await ingestFiles([openedOf(content, name, 1.7e12)], DEFAULT_SETTINGS, [localScanner]);
  const parsersOf = () => plans.flatMap(createParsersOf);
  const lines = Buffer.from(content)
    .toString('latin1')
    .split('\n')
    .map((line) => new Uint8Array(Buffer.from(line, 'latin1')));
  fc.assert(
    fc.property(damage, damage, (one, other) => {
      const [line, last] = [damagedLine(lines, one), damagedLine(lines, other)];
      const parsers = parsersOf();
      const alone = parsers.map((parse) => foundIn(parse, line, BREAK));
      for (const parse of parsers) foundIn(parse, last, BREAK);
      expect(parsers.map((parse) => foundIn(parse, line, OTHER))).toEqual(alone);
    }),
    { numRuns: 200 },
  );
});
