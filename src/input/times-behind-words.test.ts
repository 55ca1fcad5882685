// Times that stand behind words: clocks that go on, and dates behind numbers that blanks fill.
import { expect, it } from 'vitest';
import { ingest, openedOf } from './fixtures/ingest-here';

const START = Date.UTC(2024, 4, 14, 9);
const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

/** Times of the records, as ISO 8601; '': none. */
async function timesOf(lines: readonly string[]): Promise<string[]> {
  const { table } = await ingest([openedOf(`${lines.join('\n')}\n`, 'app.log', Date.UTC(2024, 4, 15))]);
  return table.shards.flatMap(({ timeMs, length }) =>
    Array.from(timeMs.subarray(0, length), (ms) => (Number.isNaN(ms) ? '' : new Date(ms).toJSON())),
  );
}
const write = (num: number, line: (ms: number, i: number) => string): string[] =>
  Array.from({ length: num }, (_, i) => line(START + i * 7137, i));

const BEHIND: Record<string, (ms: number, i: number) => string> = {
  'a name with numbers': (ms, i) => `GPSVC(3e8.${400 + i}) ${clock(ms).replace('.', ':')} Entering step ${i}`,
  'process and thread, with month and day': (ms, i) =>
    `4120  1a2c  05/14 ${clock(ms).slice(0, 8)} ${i} Session::receive() - done`,
};

it.each(Object.keys(BEHIND))('a clock behind %s is the time where it goes on', async (name) => {
  for (const num of [4, 40]) {
    const times = await timesOf(write(num, BEHIND[name]));
    expect(times.map((time) => time.slice(10, 19))).toEqual(
      write(num, (ms) => new Date(ms).toJSON().slice(10, 19)),
    );
  }
});

it('a clock behind words is none where it goes back or tells how long something took', async () => {
  const [name] = Object.keys(BEHIND);
  const back = write(40, (ms, i) => BEHIND[name](i === 20 ? ms - 60_000 : ms, i));
  const took = write(40, (ms, i) => BEHIND[name](ms - 9 * 3_600_000, i));
  for (const lines of [back, took])
    expect([lines[1], new Set(await timesOf(lines))]).toEqual([lines[1], new Set([''])]);
});

it('a date stands behind a word more or less where blanks fill a number', async () => {
  const numbers = ['(1023):', '( 606):', '(  90):', ' ( 12):'];
  const lines = write(40, (ms, i) => `(P16-T41)Step${numbers[i % 4]} 05/14/24 ${clock(ms)} state ${i}`);
  expect(await timesOf(lines)).toEqual(write(40, (ms) => new Date(ms).toJSON()));
});
