/**
 * JSON records that are no lines: pretty-printed, more than one a line, in an array, or in arrays within containers
 * ({"Records": [...]}, Elastic's, Loki's and OTLP's answers).
 */
import { OPEN_BRACE, OPEN_BRACKET } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import type { Sample } from '../sample';
import { Scratch } from '../scratch';
import type { JsonObject } from '../structured/json-columns';
import { arePairs, containerOf, outlineOf, parseJson } from '../structured/json-containers';
import { createListParser } from '../structured/json-list';
import { createAppendRow, objectOfRow, rowNamesIn } from '../structured/json-rows';
import {
  createSplit,
  leadOfPlace,
  type RecordPlace,
  type SplitBlock,
  skipSpace,
  valueEnd,
} from '../structured/json-split';
import type { DateOrder } from '../time/date-order';
import { countedLines, type FormatMatch, type LogFormat, type Splitter } from './format';
import { createJsonParser, type JsonParams, learnFields } from './json-lines';

interface JsonBlockParams extends JsonParams {
  readonly lead: number;
  readonly place: RecordPlace;
  /** Of rows: names of their columns; null: records are objects, or lists of a time and a text. */
  readonly columns: readonly string[] | null;
}

const HEAD_BYTES = 262_144;
const MAX_OBJECTS = 200;
/** Share of the looked-at bytes that has to be JSON. */
const MIN_SHARE = 0.6;
const AT_TOP: RecordPlace = { key: '', lists: false };

export const jsonBlocksFormat: LogFormat = {
  id: 'json-blocks',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < countedLines(sample).length)) return null;
    const { bytes } = sample;
    const end = Math.min(bytes.length, HEAD_BYTES);
    const begin = skipSpace(bytes, sample.begin[0], end);
    if (bytes[begin] !== OPEN_BRACE && bytes[begin] !== OPEN_BRACKET) return null;
    const outline = outlineOf(bytes, begin, end);
    const container = containerOf(bytes, outline);
    if (container) {
      const { key, lists } = container;
      return matchOf(sample, leadOfPlace(bytes, begin, end, container), end, { key, lists });
    }
    if (bytes[begin] === OPEN_BRACE) {
      const isLines = outline.isLines && !sharesLine(sample);
      return isLines ? null : matchOf(sample, begin, end, AT_TOP);
    }
    const next = skipSpace(bytes, begin + 1, end);
    return bytes[next] === OPEN_BRACE ? matchOf(sample, next, end, AT_TOP) : null;
  },
  createParser: (params, order) => {
    const { columns, place } = params as JsonBlockParams;
    if (columns) return createRowParser(params as JsonBlockParams, columns, order);
    return place.lists ? createListParser(order) : createJsonParser(params as JsonParams, order);
  },
  createSplitter: (params): Splitter => {
    const { lead, place } = params as JsonBlockParams;
    return { split: createSplit(place), lead, encloses: place.key !== '' };
  },
};

/** A line further on in the file holds an object behind another. */
function sharesLine({ bytes, begin, end, length }: Sample): boolean {
  for (let i = 0; i < length; i++) {
    if (bytes[begin[i]] !== OPEN_BRACE || bytes[end[i] - 1] !== CLOSE) continue;
    const close = valueEnd(bytes, begin[i], end[i]);
    if (close > 0 && close < end[i] && bytes[skipSpace(bytes, close, end[i])] === OPEN_BRACE) return true;
  }
  return false;
}

const CLOSE = 125;

function matchOf(sample: Sample, lead: number, end: number, place: RecordPlace): FormatMatch | null {
  if (lead < 0) return null;
  const { values, share } = valuesFrom(sample, lead, end, createSplit(place));
  if (values.length === 0 || (share < MIN_SHARE && place.key === '')) return null;
  const { objects, columns } = place.lists
    ? rowsOf(sample, lead, values)
    : { objects: values, columns: null };
  const fields = learnFields(objects as JsonObject[]);
  const timed = (place.lists && !columns) || fields.fields.some(({ role }) => role === 'time');
  if (values.length < 2 && !timed) return null;
  const params: JsonBlockParams = { ...fields, docker: false, lead, place, columns };
  return { format: 'json', score01: Math.max(0.99, share), style: 'blocks', params };
}

/** Rows as objects; lists of a time and a text without names for them are no rows. */
function rowsOf({ bytes, begin }: Sample, lead: number, values: readonly object[]) {
  const rows = values.filter((value): value is unknown[] => Array.isArray(value));
  const names = rowNamesIn(bytes, begin[0], lead);
  if (names.length === 0 && arePairs(rows)) return { objects: [], columns: null };
  return { objects: rows.map((row) => objectOfRow(row, names)), columns: names };
}

function createRowParser(
  params: JsonParams,
  columns: readonly string[],
  order: DateOrder | null,
): HeaderParser {
  const parse = createJsonParser(params, order);
  const appendRow = createAppendRow(columns);
  const json = new Scratch();
  return (bytes, begin, end, out) => {
    json.clear();
    if (appendRow(json, bytes, begin, end) && parse(json.bytes, 0, json.length, out)) return true;
    resetHeader(out, bytes, begin, end);
    return false;
  };
}

function valuesFrom({ bytes }: Sample, lead: number, end: number, split: SplitBlock) {
  const values: object[] = [];
  let at = lead;
  let good = 0;
  while (at < end && values.length < MAX_OBJECTS) {
    const block = split(bytes, at, end, false) ?? split(bytes, at, end, end === bytes.length);
    if (!block) break;
    const value = parseJson(decodeRange(bytes, at, block.contentEnd));
    if (value) {
      values.push(value);
      good += block.next - at;
    }
    at = block.next;
  }
  return { values, share: at > lead ? good / (at - lead) : 0 };
}
