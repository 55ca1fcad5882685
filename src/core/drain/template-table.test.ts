import { describe, expect, it } from 'vitest';
import type { LogShard, LogTable } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_INFO, LEVEL_WARN } from '../../contracts/units';
import type { MinedTemplates } from './mined';
import { buildTemplateTable } from './template-table';

function shard(rowBegin: number, kinds: number[], times: number[]): LogShard {
  return {
    fileIdx: 0,
    rowBegin,
    length: kinds.length,
    byteBegin: 0,
    byteEnd: 0,
    lineBegin: rowBegin,
    byteOffset: new Uint32Array(kinds.length),
    timeMs: Float64Array.from(times),
    kind: Uint32Array.from(kinds),
    extraRow: new Uint32Array(0),
    extraLines: new Uint32Array(0),
  };
}

function tableOf(shards: LogShard[], kinds: [shape: number, level: number, source: number][]): LogTable {
  return {
    length: shards.reduce((sum, { length }) => sum + length, 0),
    files: [],
    shards,
    kinds: {
      length: kinds.length,
      shape: Uint32Array.from(kinds, ([shape]) => shape),
      level: Uint8Array.from(kinds, ([, level]) => level),
      source: Uint32Array.from(kinds, ([, , source]) => source),
    },
    shapes: { length: 3, tokens: [['a'], ['b'], ['c']], count: new Float64Array(3) },
    sources: ['', 'web', 'db'],
    mentions: null,
    problems: [],
  };
}

function mined(ofShape: number[], texts: string[]): MinedTemplates {
  return {
    ofShape: Uint32Array.from(ofShape),
    templates: texts.map((text) => ({ text, tokens: text.split(' ') })),
    problems: [],
  };
}

describe('buildTemplateTable', () => {
  const kinds: [number, number, number][] = [
    [0, LEVEL_INFO, 1],
    [1, LEVEL_ERROR, 2],
    [2, LEVEL_WARN, 1],
    [1, LEVEL_INFO, 1],
  ];

  it('counts the records that state an error, however few beside the others of their wording', () => {
    const shards = [shard(0, [...Array(399).fill(3), 1], Array(400).fill(10))];
    const { templates } = buildTemplateTable(tableOf(shards, kinds), mined([0, 1, 1], ['up', 'down <*>']));
    expect(templates[0]).toMatchObject({ count: 400, level: LEVEL_INFO, numErrors: 1 });
  });

  it('counts over shards and keeps the times, rows without a time apart', () => {
    const table = tableOf([shard(0, [1, 0, 1], [50, 40, Number.NaN]), shard(3, [3, 3], [60, 20])], kinds);
    const { templates } = buildTemplateTable(table, mined([0, 1, 1], ['up', 'down <*>']));
    expect(templates[0]).toMatchObject({ text: 'down <*>', count: 4, firstMs: 20, lastMs: 60, firstRow: 0 });
    expect(templates[1]).toMatchObject({
      text: 'up',
      count: 1,
      firstMs: 40,
      lastMs: 40,
      firstRow: 1,
      source: 1,
    });
  });

  it('renumbers by first row', () => {
    const table = tableOf([shard(0, [1, 0, 2], [1, 2, 3])], kinds);
    const result = buildTemplateTable(table, mined([1, 0, 2], ['x', 'y', 'z']));
    expect(result.templates.map(({ text }) => text)).toEqual(['x', 'y', 'z']);
    const other = buildTemplateTable(table, mined([0, 1, 0], ['x', 'y']));
    expect(other.templates.map(({ text }) => text)).toEqual(['y', 'x']);
    expect([...other.ofKind]).toEqual([1, 0, 1, 0]);
  });

  it('takes the gravest level that one record in a hundred carries', () => {
    const rows = (numInfo: number) =>
      shard(0, [1, ...Array<number>(numInfo).fill(3)], Array(numInfo + 1).fill(1));
    const levelOf = (numInfo: number) =>
      buildTemplateTable(tableOf([rows(numInfo)], kinds), mined([0, 0, 0], ['x'])).templates[0].level;
    expect(levelOf(99)).toBe(LEVEL_ERROR);
    expect(levelOf(100)).toBe(LEVEL_INFO);
  });

  it('keeps quiet, warning and error of an access log apart, each of its own level', () => {
    const table = tableOf([shard(0, [3, 1, 2, 3], [1, 2, 3, 4])], kinds);
    const files = [{ format: 'access-log' }] as unknown as LogTable['files'];
    const one = mined([0, 0, 0], ['GET <*>']);
    const { templates, ofKind } = buildTemplateTable({ ...table, files }, one);
    expect(templates.map(({ text, level, count }) => [text, level, count])).toEqual([
      ['GET <*>', LEVEL_INFO, 2],
      ['GET <*>', LEVEL_ERROR, 1],
      ['GET <*>', LEVEL_WARN, 1],
    ]);
    expect([...ofKind].slice(1)).toEqual([1, 2, 0]);
    expect(buildTemplateTable(table, one).templates).toHaveLength(1);
  });

  it('parts a wording by level where both are frequent', () => {
    const rows = (numErrors: number) => {
      const list = [...Array<number>(200).fill(3), ...Array<number>(numErrors).fill(1)];
      return shard(0, list, Array(list.length).fill(1));
    };
    const numOf = (numErrors: number) =>
      buildTemplateTable(tableOf([rows(numErrors)], kinds), mined([0, 0, 0], ['x'])).length;
    expect([numOf(49), numOf(50)]).toEqual([1, 2]);
  });

  it('names the most frequent source, and no time where there is none', () => {
    const table = tableOf([shard(0, [1, 3, 3], [Number.NaN, Number.NaN, Number.NaN])], kinds);
    const { templates } = buildTemplateTable(table, mined([0, 0, 0], ['x']));
    expect(templates[0]).toMatchObject({ source: 1, firstMs: null, lastMs: null });
  });
});
