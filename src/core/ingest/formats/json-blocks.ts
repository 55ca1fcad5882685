/**
 * JSON records that are no lines: pretty-printed, more than one a line, in an array, or in arrays within containers
 * ({"Records": [...]}, Elastic's, Loki's and OTLP's answers).
 */
import { OPEN_BRACE, OPEN_BRACKET } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import type { Sample } from '../sample';
import type { JsonObject } from '../structured/json-columns';
import { containerOf, outlineOf, parseJson } from '../structured/json-containers';
import { createListParser } from '../structured/json-list';
import {
  createSplit,
  leadOfPlace,
  type RecordPlace,
  type SplitBlock,
  skipSpace,
  valueEnd,
} from '../structured/json-split';
import type { FormatMatch, LogFormat, Splitter } from './format';
import { createJsonParser, type JsonParams, learnFields } from './json-lines';

interface JsonBlockParams extends JsonParams {
  readonly lead: number;
  readonly place: RecordPlace;
}

const HEAD_BYTES = 262_144;
const MAX_OBJECTS = 200;
/** Share of the looked-at bytes that has to be JSON. */
const MIN_SHARE = 0.6;
const AT_TOP: RecordPlace = { key: '', lists: false };

export const jsonBlocksFormat: LogFormat = {
  id: 'json-blocks',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
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
  createParser: (params, order) =>
    (params as JsonBlockParams).place.lists
      ? createListParser(order)
      : createJsonParser(params as JsonParams, order),
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
  const fields = learnFields(place.lists ? [] : (values as JsonObject[]));
  const timed = place.lists || fields.fields.some(({ role }) => role === 'time');
  if (values.length < 2 && !timed) return null;
  const params: JsonBlockParams = { ...fields, docker: false, lead, place };
  return { format: 'json', score01: Math.max(0.99, share), style: 'blocks', params };
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
