// What is found by other than counts of lines, from the bytes of files to the vote: numbers in lines, sources that fall silent; and that files
// which begin late or end early are neither.
import { expect, test } from 'vitest';
import { createRandom } from '../core/lib/random';
import type { PipelineOutput } from '../core/pipeline';
import { judgeLog } from './fixtures/judge-log';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const LENGTH = 500;

interface Line {
  /** Of the log, from 0. */
  readonly minute: number;
  readonly service: string;
  readonly text: string;
}

const services = ['web', 'cart', 'mail'] as const;

/** Each service says two things in each minute; the web states how long they took. */
function lines(slower: (minute: number) => number = () => 1): Line[] {
  const random = createRandom(9);
  const found: Line[] = [];
  for (let minute = 0; minute < LENGTH; minute++)
    for (let i = 0; i < 2 + random.int(2); i++)
      for (const service of services) {
        const took = Math.round(40 * Math.exp(0.5 * random.normal()) * slower(minute));
        const text =
          service === 'web'
            ? `page ${random.int(900)} shown in ${took} ms`
            : `${service} ${random.int(900)} handled`;
        found.push({ minute, service, text });
      }
  return found;
}

const written = (kept: readonly Line[]): string =>
  kept
    .map(({ minute, service, text }, i) => {
      const stamp = new Date(START + minute * MINUTE + ((i * 977) % 6) * 9000).toISOString();
      return `${stamp.replace('T', ' ').replace('Z', '')} INFO [${service}] ${text}\n`;
    })
    .sort()
    .join('');

const oneFile = (kept: readonly Line[]) => [{ path: 'shop.log', content: written(kept) }];
const byService = (kept: readonly Line[]) =>
  services.map((name) => ({
    path: `${name}.log`,
    content: written(kept.filter(({ service }) => service === name)),
  }));

/** Minutes of the log at which the confirmed windows begin. */
function confirmed({ timeline }: PipelineOutput): number[] {
  const { grid, consensus } = timeline!;
  return [...consensus.confirmed.keys()]
    .filter((w) => consensus.confirmed[w])
    .map((w) => (grid.startMs + w * grid.windowMs - START) / MINUTE);
}

const reasonsOf = ({ incidents }: PipelineOutput): string[] =>
  incidents.flatMap(({ reasons }) => reasons.map(({ text }) => text));

test('a log in which nothing happens has no confirmed window, in one file or three', async () => {
  expect(confirmed(await judgeLog(oneFile(lines())))).toEqual([]);
  expect(confirmed(await judgeLog(byService(lines())))).toEqual([]);
});

test('what takes a hundred times as long is found, and the reason says from what to what', async () => {
  const output = await judgeLog(oneFile(lines((minute) => (minute >= 400 ? 100 : 1))));
  expect(confirmed(output)[0]).toBe(410);
  expect(confirmed(output).at(-1)).toBe(495);
  expect(reasonsOf(output).join('\n')).toMatch(
    /(Median|p95) of a duration in T\d .* rose from \d+ to [\d,]+ ms/,
  );
});

test('a service that stops among others is found, by name and time', async () => {
  const output = await judgeLog(
    oneFile(lines().filter(({ service, minute }) => service !== 'mail' || minute < 400 || minute >= 440)),
  );
  expect(confirmed(output)[0]).toBeGreaterThanOrEqual(400);
  expect(confirmed(output)[0]).toBeLessThanOrEqual(410);
  expect(confirmed(output).at(-1)).toBeLessThan(440);
  expect(reasonsOf(output).join('\n')).toMatch(
    /mail silent since 06:\d\d:\d\d UTC; its usual pause is at most \d+ seconds/,
  );
});

test('a file that begins late brings no news by beginning, and one that ends early is not silent', async () => {
  const late = lines().filter(({ service, minute }) => service !== 'cart' || minute >= 300);
  expect(confirmed(await judgeLog(byService(late)))).toEqual([]);
  const ended = lines().filter(({ service, minute }) => service !== 'cart' || minute < 400);
  expect(confirmed(await judgeLog(byService(ended)))).toEqual([]);
});

test('a file that begins late is judged once it is known, and at once where it is full of errors', async () => {
  const late = byService(lines().filter(({ service, minute }) => service !== 'cart' || minute >= 300));
  const failing = (from: number, to: number, every: number): string =>
    Array.from({ length: (to - from) * every }, (_, i) => {
      const stamp = new Date(START + (from + i / every) * MINUTE).toISOString();
      return `${stamp.replace('T', ' ').replace('Z', '')} ERROR [cart] database is not reachable\n`;
    }).join('');
  const with_ = (text: string) =>
    late.map(({ path, content }) => ({
      path,
      content:
        path === 'cart.log' ? `${`${content}${text}`.trimEnd().split('\n').sort().join('\n')}\n` : content,
    }));
  expect(confirmed(await judgeLog(with_(failing(440, 455, 4))))).toContain(440);
  expect(confirmed(await judgeLog(with_(failing(302, 330, 4))))[0]).toBe(300);
});
