/**
 * The messages of a sample, as their envelopes leave them. In: a sample and the envelope's parser. Out: a list of messages
 * with what the envelope states, and a sample with a line for each of them.
 */
import { BLANK, LINE_FEED } from '../../lib/ascii';
import { createParserOf, createSplitterOf } from '../formats/registry';
import { createHeader, type Header } from '../header';
import { createSample, type Sample } from '../sample';
import type { ParserSpec, RecordStyle } from '../types';
import { braceOf } from './inner-json';
import { endsLine, firstLineEnd, streamOf, trimEnd } from './inner-read';

const MAX_LOOKED = 600;

export interface Outer {
  readonly timeMs: number;
  readonly partial: number;
  readonly level: number;
  readonly stream: number;
  readonly ended: boolean;
  /** The message has more lines than `text`, its first. */
  readonly folded: boolean;
  /** The text, and from where its JSON object ends it; '': none. */
  readonly text: Uint8Array;
  readonly object: Uint8Array | null;
}

/** Envelopes that hold one line of a program each. */
export const holdsLines = ({ parser, params }: Pick<ParserSpec, 'parser' | 'params'>): boolean =>
  parser === 'cri' || (parser === 'json-lines' && (params as { docker?: boolean }).docker === true);

/** The envelope's parser alone, told to leave the message as it is. */
const rawOf = (spec: ParserSpec): ParserSpec => ({
  ...spec,
  params: { ...(spec.params as object | null), raw: true },
});

export function outersOf(sample: Sample, spec: ParserSpec, style: RecordStyle): Outer[] {
  const parse = createParserOf(rawOf(spec));
  const out = createHeader();
  const outer: Outer[] = [];
  for (const [begin, end] of recordsOf(sample, spec, style)) {
    if (!parse(sample.bytes, begin, end, out)) continue;
    const stop = firstLineEnd(out);
    if (skipSpace(out.messageBytes, out.messageBegin, stop) < stop) outer.push(outerOf(out, stop));
  }
  return outer;
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] <= BLANK) i++;
  return i;
}

function outerOf(out: Header, stop: number): Outer {
  const ended = endsLine(out);
  trimEnd(out);
  const { messageBytes: bytes, timeMs, partial, level } = out;
  const brace = braceOf(out);
  const object = brace < 0 ? null : bytes.slice(brace, out.messageEnd);
  return {
    timeMs,
    partial,
    level,
    stream: streamOf(out),
    ended,
    folded: stop < out.messageEnd,
    text: bytes.slice(out.messageBegin, stop),
    object,
  };
}

function* recordsOf(sample: Sample, spec: ParserSpec, style: RecordStyle): Iterable<[number, number]> {
  if (style === 'blocks') {
    const { split, lead } = createSplitterOf(spec);
    const end = sample.bytes.length;
    for (let at = Math.max(lead, sample.begin[0]), num = 0; at < end && num < MAX_LOOKED; num++) {
      const block = split(sample.bytes, at, end, true);
      if (!block || block.next <= at) return;
      yield [at, block.contentEnd];
      at = block.next;
    }
    return;
  }
  const stride = Math.max(1, sample.length / MAX_LOOKED);
  for (let k = 0; k < sample.length; k += stride) {
    const i = Math.floor(k);
    yield [sample.begin[i], sample.end[i]];
  }
}

/** One line for each text, so that line i is text i. */
export function sampleOf(texts: readonly Uint8Array[]): Sample {
  const size = texts.reduce((sum, text) => sum + text.length + 1, 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const text of texts) {
    // A line end within an object is a blank to JSON.
    for (let i = 0; i < text.length; i++) bytes[at + i] = text[i] === LINE_FEED ? BLANK : text[i];
    at += text.length;
    bytes[at++] = 10;
  }
  return createSample([bytes], '', true);
}
