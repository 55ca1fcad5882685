/**
 * Which array of a JSON file holds its records. In: the head of the file, which may break off anywhere. Out: where they are and some of
 * them. Arrays that logs are usually answered in come first, then the outermost array of objects that state times.
 */
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { decodeRange, indexOfByte } from '../../lib/bytes';
import { dataText } from '../../wording/data-text';
import { timeOf } from './column';
import { columnsOf, type JsonObject } from './json-columns';
import { objectOfRow } from './json-rows';
import { type RecordPlace, skipSpace } from './json-split';
import { stringEnd } from './json-walk';
import { learnRoles } from './learn-roles';

const MAX_DEPTH = 12;
const MAX_ELEMENTS = 200;
/** Share of the head that the elements of an array without a usual name have to fill. */
const MIN_SHARE = 0.6;
/** Longer objects at the top are not looked at for a time of their own. */
const MAX_TOP = 100_000;

/** Elements of all arrays of one path: 'resourceLogs[].scopeLogs[].logRecords'. */
export interface Elements {
  readonly path: string;
  readonly key: string;
  readonly lists: boolean;
  readonly ranges: (readonly [number, number])[];
  bytes: number;
}

export interface Outline {
  readonly arrays: readonly Elements[];
  /** Whole objects at the top. */
  readonly tops: readonly (readonly [number, number])[];
  /** Two of them share a line, or one has more than one. */
  readonly isLines: boolean;
  /** Bytes that were looked at. */
  readonly bytes: number;
}

interface Frame {
  readonly list: boolean;
  readonly begin: number;
  readonly path: string;
  key: string;
}

/** The arrays and the objects at the top of bytes[begin, end). */
export function outlineOf(bytes: Uint8Array, begin: number, end: number): Outline {
  const arrays = new Map<string, Elements>();
  const tops: [number, number][] = [];
  const frames: Frame[] = [];
  let last = begin;
  for (let i = begin; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      const close = stringEnd(bytes, i + 1, end);
      if (close < 0) break;
      const top = frames.at(-1);
      if (top && !top.list && bytes[skipSpace(bytes, close + 1, end)] === COLON)
        top.key = close - i < 80 ? decodeRange(bytes, i + 1, close) : '';
      i = close;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (frames.length === MAX_DEPTH * 2) break;
      frames.push({ list: byte === OPEN_BRACKET, begin: i, path: pathIn(frames.at(-1)), key: '' });
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      const closed = frames.pop();
      if (!closed || closed.list !== (byte === CLOSE_BRACKET)) break;
      const parent = frames.at(-1);
      if (parent?.list) addElement(arrays, parent, closed, i + 1);
      else if (!parent && !closed.list) tops.push([closed.begin, i + 1]);
      last = i + 1;
    }
  }
  return { arrays: [...arrays.values()], tops, isLines: areLines(bytes, tops), bytes: last - begin };
}

const pathIn = (parent: Frame | undefined): string => {
  if (!parent) return '';
  if (parent.list) return `${parent.path}[]`;
  return parent.path === '' ? parent.key : `${parent.path}.${parent.key}`;
};

function addElement(arrays: Map<string, Elements>, array: Frame, element: Frame, stop: number): void {
  const id = `${array.path}${element.list ? '[' : '{'}`;
  let known = arrays.get(id);
  if (!known) {
    const key = array.path.slice(Math.max(array.path.lastIndexOf('.'), array.path.lastIndexOf(']')) + 1);
    known = { path: array.path, key, lists: element.list, ranges: [], bytes: 0 };
    arrays.set(id, known);
  }
  known.bytes += stop - element.begin;
  if (known.ranges.length < MAX_ELEMENTS) known.ranges.push([element.begin, stop]);
}

/** Each object is within one line, which the next is not on. */
function areLines(bytes: Uint8Array, tops: readonly (readonly [number, number])[]): boolean {
  return tops.every(([begin, stop], i) => {
    const next = i + 1 < tops.length ? tops[i + 1][0] : -1;
    return (
      indexOfByte(bytes, LINE_FEED, begin, stop) < 0 &&
      (next < 0 || indexOfByte(bytes, LINE_FEED, stop, next) >= 0)
    );
  });
}

/** Arrays that logs are answered and exported in; '*' stands for any path before. */
const USUAL = [
  /(^|\.|\])(scopeLogs|instrumentationLibraryLogs)\[\]\.(logRecords|logs)$/,
  /(^|\.|\])hits\.hits$/,
  /(^|\.|\])(result|streams)\[\]\.values$/,
  /^(Records|records|items|events|logEvents|entries|results|value|data|logs|rows|messages|hits)$/,
  /^(Events\.Event|response\.(docs|logs|items)|data\.(logs|items|result|events))$/i,
];

/** The array of the records; null: the file is no container. */
export function containerOf(
  bytes: Uint8Array,
  outline: Outline,
): (RecordPlace & { elements: Elements }) | null {
  const usual = USUAL.flatMap((path) => outline.arrays.filter((array) => path.test(array.path)));
  const others = outline.arrays.filter(
    (array) => array.key !== '' && !usual.includes(array) && array.ranges.length > 1,
  );
  const shallow = [...others].sort((a, b) => depthOf(a) - depthOf(b));
  for (const elements of [...usual, ...shallow]) {
    const isUsual = usual.includes(elements);
    if (elements.key === '' || (!isUsual && elements.bytes < outline.bytes * MIN_SHARE)) continue;
    if (statesTimes(bytes, elements) && !topsStateTimes(bytes, outline, elements))
      return { key: elements.key, lists: elements.lists, elements };
  }
  return null;
}

const depthOf = ({ path }: Elements): number => path.split(/[.[]/).length;

/** Whether the elements are records: objects with a time, or lists of a time and a text. */
function statesTimes(bytes: Uint8Array, { ranges, lists }: Elements): boolean {
  const values = ranges.map(([begin, end]) => parseJson(decodeRange(bytes, begin, end))).filter(isObject);
  if (values.length === 0) return false;
  if (!lists) return hasTime(values as JsonObject[]);
  const rows = values as (readonly unknown[])[];
  return arePairs(rows) || hasTime(rows.map((row) => objectOfRow(row, [])));
}

/** Lists of a time and a text, as Loki answers. */
export const arePairs = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.filter(([time, text]) => typeof text === 'string' && timeOf(dataText(time))?.partial === 0).length >=
  rows.length * 0.9;

/** Objects whose top states a time are records themselves, and what they list belongs to them. */
function topsStateTimes(bytes: Uint8Array, { tops }: Outline, { path }: Elements): boolean {
  if (path.includes('[]') || path === 'hits.hits') return false;
  const objects = tops
    .slice(0, MAX_ELEMENTS)
    .map(([begin, end]) => (end - begin < MAX_TOP ? parseJson(decodeRange(bytes, begin, end)) : null))
    .filter(isObject);
  return objects.length > 0 && hasTime(objects as JsonObject[]);
}

const hasTime = (objects: readonly JsonObject[]): boolean =>
  learnRoles(columnsOf(objects)).some(({ role }) => role === 'time');

const isObject = (value: object | null): value is object => value !== null;

export function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
