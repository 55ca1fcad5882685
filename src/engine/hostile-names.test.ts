import { expect, test } from 'vitest';
import { countLog } from './fixtures/count-log';

const NAMES = [
  'toString',
  'valueOf',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'length',
  'toJSON',
  'then',
];
const VALUES = ['1', 'null', '[]', '{}', '"x"', '{"toString":{"valueOf":1}}'];
const bags = NAMES.flatMap((name) => VALUES.map((value) => `{"${name}":${value}}`));
const at = (i: number): string => `"2026-03-02T10:00:${String(i % 60).padStart(2, '0')}.000Z"`;

/** Where parsed data may stand in for a text, a number or a time. */
const PLACES: Readonly<Record<string, (bag: string, i: number) => string>> = {
  message: (bag, i) => `{"ts":${at(i)},"level":"info","msg":${bag}}`,
  level: (bag, i) => `{"ts":${at(i)},"level":${bag},"msg":"took ${i} ms"}`,
  time: (bag, i) => `{"ts":${bag},"time":${at(i)},"level":"info","msg":"took ${i} ms"}`,
  field: (bag, i) => `{"ts":${at(i)},"level":"info","msg":"took ${i} ms","status":${bag},"trace_id":${bag}}`,
  envelope: (bag, i) => `{"log":${bag},"stream":${bag},"time":${at(i)}}`,
  pair: (bag, i) => `[${i % 3 ? `"${1772445600 + i}000000000"` : bag},${i % 5 ? '"it came in"' : bag}]`,
  names: (bag, i) => `{"ts":${at(i)},"msg":"it came in",${bag.slice(1)}`,
};
const FRAMES: Readonly<Record<string, (values: readonly string[]) => string>> = {
  lines: (values) => values.join('\n'),
  array: (values) => `[${values.join(',\n')}]`,
  object: (values) => `{"events":[${values.join(',')}],"toString":1}`,
  streams: (values) => `{"data":{"result":[{"stream":{"toString":1},"values":[${values.join(',')}]}]}}`,
};

test.each(Object.keys(PLACES).flatMap((place) => Object.keys(FRAMES).map((frame) => [place, frame])))(
  'names that every object answers to are data where the %s stands, in %s',
  async (place, frame) => {
    const values = Array.from({ length: 3 * bags.length }, (_, i) =>
      PLACES[place](bags[(i * 7) % bags.length], i),
    );
    const content = FRAMES[frame](values);
    const { table } = await countLog([{ path: 'a.json', content }]);
    expect(table.length).toBeGreaterThan(0);
  },
);
