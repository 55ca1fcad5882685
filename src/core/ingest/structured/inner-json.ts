/**
 * Messages that are JSON objects of a structured logger behind another header (syslog, CRI, docker, a text prefix).
 * In: a parser and a sample. Out: what json-lines learns of these objects, and a parser that reads both.
 */
import { isBlank } from '../../lib/bytes';
import { createJsonParser, type JsonParams, learnFields } from '../formats/json-lines';
import { createHeader, type Header, type HeaderParser } from '../header';
import { setSource } from '../layout/steps';
import type { Sample } from '../sample';
import type { ParserSpec } from '../types';

const MAX_LOOKED = 200;
/** Share of the parser's lines whose message is such an object. */
const MIN_SHARE = 0.3;
const MAX_PREFIX = 100;

/** Null: the messages are no JSON, or not of a logger (no message, or neither level nor time). */
export function innerJsonOf(sample: Sample, spec: ParserSpec, parse: HeaderParser): JsonParams | null {
  const plainJson = spec.parser === 'json-lines' && !(spec.params as JsonParams).docker;
  if (plainJson || spec.parser === 'logfmt') return null;
  const out = createHeader();
  const objects: Record<string, unknown>[] = [];
  let num = 0;
  const stride = Math.max(1, Math.floor(sample.length / MAX_LOOKED));
  for (let i = 0; i < sample.length; i += stride) {
    if (sample.continues[i] || !parse(sample.bytes, sample.begin[i], sample.end[i], out)) continue;
    num++;
    const brace = braceOf(out);
    if (brace >= 0) parseInto(objects, out.messageBytes.subarray(brace, out.messageEnd));
  }
  if (objects.length === 0 || objects.length < num * MIN_SHARE) return null;
  const params = { ...learnFields(objects), docker: false };
  const has = (role: string): boolean => params.fields.some((field) => field.role === role);
  return has('message') && (has('level') || has('time')) ? params : null;
}

function parseInto(objects: Record<string, unknown>[], bytes: Uint8Array): void {
  try {
    objects.push(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Not JSON: it does not count.
  }
}

/** Where the object begins that ends the message, behind at most one word; -1: there is none. */
function braceOf({ messageBytes: bytes, messageBegin, messageEnd }: Header): number {
  let end = messageEnd;
  while (end > messageBegin && bytes[end - 1] <= 32) end--;
  if (bytes[end - 1] !== 125) return -1;
  const stop = Math.min(end, messageBegin + MAX_PREFIX);
  let words = 0;
  for (let i = messageBegin; i < stop; i++) {
    if (bytes[i] === 123) return i;
    if (!isBlank(bytes[i]) && (i === messageBegin || isBlank(bytes[i - 1])) && ++words > 1) return -1;
  }
  return -1;
}

/** Level and message of the object within; its time and source where the header states none. */
export function withInnerJson(parse: HeaderParser, params: JsonParams): HeaderParser {
  const read = createJsonParser(params, true);
  const inner = createHeader();
  return (bytes, begin, end, out) => {
    if (!parse(bytes, begin, end, out)) return false;
    const brace = braceOf(out);
    if (brace < 0 || !read(out.messageBytes, brace, out.messageEnd, inner)) return true;
    if (inner.level > 0) out.level = inner.level;
    if (out.sourceEnd === out.sourceBegin) takeSource(inner, brace, out);
    if (Number.isNaN(out.timeMs)) {
      out.timeMs = inner.timeMs;
      out.zoneMinutes = inner.zoneMinutes;
      out.partial = inner.partial;
    }
    out.messageBytes = inner.messageBytes;
    out.messageBegin = inner.messageBegin;
    out.messageEnd = inner.messageEnd;
    return true;
  };
}

/** The word before the object, or the object's own source. */
function takeSource(inner: Header, brace: number, out: Header): void {
  let prefix = brace;
  while (prefix > out.messageBegin && isBlank(out.messageBytes[prefix - 1])) prefix--;
  if (prefix > out.messageBegin) {
    out.sourceBytes = out.messageBytes;
    setSource(out.messageBytes, out.messageBegin, prefix, out);
    return;
  }
  out.sourceBytes = inner.sourceBytes;
  out.sourceBegin = inner.sourceBegin;
  out.sourceEnd = inner.sourceEnd;
}
