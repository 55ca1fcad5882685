import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type DrainSettings, type Settings } from '../contracts/settings';
import type { Template } from '../contracts/tables';
import { UNMATCHED } from '../core/drain/groups';
import type { MinerState } from '../core/drain/state';
import { createRandom } from '../core/lib/random';
import { localScanner } from '../input/fixtures/local-scanner';
import { createEngine, type Engine } from './engine';
import { ALL_LINES } from './fixtures/all-lines';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};
const notHere = (): Promise<never> => Promise.reject(new Error('not here'));

function newEngine(): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: { detect: notHere },
    detectSequences: notHere,
    parquet: noParquet,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
}

/** Log of an hour: logins of many, a disk that is said to be well or ill, and, in `more`, what the first has not. */
function logOf(seed: number, more: readonly string[] = []): string {
  const random = createRandom(seed);
  const names = ['ann', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal'];
  const lines: string[] = [];
  for (let second = 0; second < 3600; second += 5) {
    const time = new Date(Date.UTC(2026, 4, 1) + second * 1000).toISOString();
    const name = names[random.int(names.length)];
    const kind = random.int(5);
    if (kind < 2) lines.push(`${time} INFO session opened for user ${name} from 10.0.0.${random.int(250)}`);
    else if (kind === 2)
      lines.push(`${time} ERROR write of ${random.int(9999)} bytes to disk ${random.int(4)}`);
    else if (kind === 3)
      lines.push(`${time} INFO write of ${random.int(9999)} bytes to disk ${random.int(4)}`);
    else lines.push(`${time} INFO cache of node${random.int(3)} is warm`);
  }
  for (const [i, line] of more.entries()) lines.push(`2026-05-01T01:00:0${i}.000Z ${line}`);
  return `${lines.join('\n')}\n`;
}

async function analyse(text: string, drain: Partial<DrainSettings> = {}) {
  const engine = newEngine();
  const settings: Settings = { ...DEFAULT_SETTINGS, drain: { ...DEFAULT_SETTINGS.drain, ...drain } };
  const files = [{ path: 'a.log', file: new File([text], 'a.log') }];
  const result = await engine.analyze({ name: 'test', files, settings, truth: null }, ignore);
  const { blob } = await engine.exportFile('miner_state.json', ignore);
  return { engine, result, state: JSON.parse(await blob.text()) as MinerState };
}

function opened({ settings, templates, exact }: MinerState, learn: boolean): DrainSettings {
  const saved = templates.map(({ text, level, words }) => ({ text, level, words }));
  const state = { name: 'miner_state.json', templates: saved, exact, edits: settings.edits, learn };
  return { ...settings, state };
}

const shortOf = ({ text, count, level }: Template) => `${count} ${level} ${text}`;

let first: Awaited<ReturnType<typeof analyse>>;
beforeAll(async () => {
  first = await analyse(logOf(1));
}, 30_000);

describe('miner_state.json', () => {
  test('holds every template with its id, level and count', () => {
    expect(first.state.templates.map(({ text }) => text)).toEqual(
      first.result.templates.map(({ text }) => text),
    );
    expect(first.state.templates.map(({ id }) => id).slice(0, 2)).toEqual(['T1', 'T2']);
    const ofWrite = first.state.templates.filter(({ text }) => text.startsWith('write'));
    expect(ofWrite.map(({ level }) => level).sort()).toEqual(['error', 'quiet']);
  });

  test.each([true, false])('gives the same log the same templates again (learn: %s)', async (learn) => {
    const again = await analyse(logOf(1), opened(first.state, learn));
    const known = again.result.templates.slice(0, first.result.templates.length);
    expect(known).toEqual(first.result.templates);
    const beyond = again.result.templates.slice(known.length).map(shortOf);
    expect(beyond).toEqual(learn ? [] : [`0 0 ${UNMATCHED}`]);
    expect(again.state.templates).toEqual(first.state.templates);
  });

  test('keeps the ids in a log that has fewer, other and more', async () => {
    const other = logOf(2, ['WARN engine oil is low', 'INFO session opened for user zoe from ::1']);
    const { result } = await analyse(other, opened(first.state, true));
    const texts = result.templates.map(({ text }) => text);
    expect(texts.slice(0, -1)).toEqual(first.result.templates.map(({ text }) => text));
    expect(texts.at(-1)).toBe('engine oil is low');
    const few = await analyse(
      '2026-05-01T00:00:00Z INFO cache of node7 is warm\n',
      opened(first.state, true),
    );
    expect(few.result.templates.map(({ text }) => text)).toEqual(texts.slice(0, -1));
    expect(few.result.templates.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  test('without learning puts what is new under one template, whose lines can be read', async () => {
    const more = ['WARN engine oil is low', 'INFO engine oil is topped up', 'INFO cache of node9 is warm'];
    const { engine, result, state } = await analyse(logOf(2, more), opened(first.state, false));
    const at = first.result.templates.length;
    expect(result.templates.map(({ text }) => text).slice(at)).toEqual([UNMATCHED]);
    const page = await engine.queryLines({ ...ALL_LINES, where: `template:T${at + 1}` }, 0, 10);
    expect(page.rows.map(({ text }) => text?.slice(25))).toEqual(more.slice(0, 2));
    expect(state.templates.map(({ text }) => text)).not.toContain(UNMATCHED);
    const note = result.problems.find(({ code }) => code === 'state-unmatched');
    expect(note?.message).toMatch(/^2 records match none of the templates saved in miner_state\.json/);
  });

  test('keeps edits: what was merged is merged again, and ids stay', async () => {
    const texts = first.result.templates.map(({ text }) => text);
    const ofUser = texts.find((text) => text.startsWith('session'))!;
    const ofCache = texts.find((text) => text.startsWith('cache'))!;
    const edits = [{ kind: 'merge', templates: [ofUser, ofCache] }] as const;
    const edited = await analyse(logOf(1), { edits });
    expect(edited.result.templates).toHaveLength(first.result.templates.length - 1);
    const again = await analyse(logOf(1), opened(edited.state, true));
    expect(again.result.templates).toEqual(edited.result.templates);
    expect(again.result.problems.map(({ code }) => code)).not.toContain('edits-absent');
    // The same edit over a state from before it: the merged template has the first of the two ids.
    const late = await analyse(logOf(1), { ...opened(first.state, true), edits });
    expect(late.result.templates.map(({ text }) => text)).toEqual(
      edited.result.templates.map(({ text }) => text),
    );
  });

  test('of two halves, put together, gives the whole its own templates', async () => {
    const more = ['WARN engine oil is low', 'INFO engine oil is topped up'];
    const lines = logOf(3, more).trimEnd().split('\n');
    const halves = [lines.slice(0, 300), lines.slice(300)].map((half) => `${half.join('\n')}\n`);
    const whole = await analyse(halves.join(''));
    const files = await Promise.all(
      halves.map(async (half, i) => {
        const { state } = await analyse(half);
        return { path: `${i}.json`, file: new File([JSON.stringify(state)], `${i}.json`) };
      }),
    );
    const merged = await newEngine().mergeStates(files);
    if (!merged.ok) throw new Error(merged.error);
    const again = await analyse(halves.join(''), opened(JSON.parse(merged.text), true));
    expect(again.result.templates.map(shortOf).sort()).toEqual(whole.result.templates.map(shortOf).sort());
  });

  test('that is damaged is named, and nothing is made of it', async () => {
    const files = ['{"kind":"harbinger-miner-state"}', JSON.stringify(first.state)].map((text, i) => ({
      path: `x/${i}.json`,
      file: new File([text], `${i}.json`),
    }));
    expect(await newEngine().mergeStates(files)).toEqual({
      ok: false,
      error: '0.json could not be read: it is of version undefined, and this page reads version 1',
    });
  });
});
