/**
 * What a file of a bundle is, before it is read. In: its path, its size, its first bytes (16 KB are enough). Out: its kind and why. The
 * content decides, the name where the content leaves it open; the size alone never does.
 */
import type { FileKind } from '../../contracts/triage';
import { detectEncoding, nameOfBinary } from '../encoding';
import { isKernelState, type NameHints, nameHints } from './file-names';
import { hasClock, type LineTimes, lineTimesOf } from './line-times';
import { structureOf, type TextStructure } from './text-structure';

export interface Verdict {
  readonly kind: FileKind;
  /** As it goes on 'a log: ...'. */
  readonly why: string;
}

/** Bytes of a file that a verdict is made from. */
export const TRIAGE_BYTES = 16_384;
/** Share of the lines that begin with a time above which a text is a log, whatever it is called. */
const MOST01 = 0.5;
/** The same where it is named as one, or is nothing else. */
const SOME01 = 0.15;
/** Times may go back now and then: lines of several threads. */
const ORDERLY01 = 0.75;
const MIN_TIMED = 3;
const NUMBERS01 = 0.8;

const QUICK_BYTES = 2048;
const KERNEL_STATE: Verdict = { kind: 'output', why: 'what the kernel shows of itself' };
const UTF8 = new TextDecoder();

export function classify(path: string, head: Uint8Array, bytes: number): Verdict {
  if (bytes === 0 || head.length === 0) return { kind: 'empty', why: 'it holds nothing' };
  // Tens of thousands of a machine's files are these: without a clock they need no closer look.
  if (bytes < QUICK_BYTES && isKernelState(path) && !hasClock(head)) return KERNEL_STATE;
  const encoding = detectEncoding(head);
  if (encoding.name === 'binary')
    return { kind: 'binary', why: nameOfBinary(head) ?? 'its bytes are no text' };
  const decoder = encoding.name === 'utf-8' ? UTF8 : new TextDecoder(encoding.name);
  const text = decoder.decode(head.subarray(0, TRIAGE_BYTES));
  const utf8 = encoding.transcode ? new TextEncoder().encode(text) : head.subarray(0, TRIAGE_BYTES);
  const structure = structureOf(text);
  const times = lineTimesOf(utf8, structure === 'json' || structure === 'yaml');
  return classifyText(nameHints(path), structure, text, times);
}

function classifyText(name: NameHints, structure: TextStructure, text: string, times: LineTimes): Verdict {
  if (structure === 'events') return { kind: 'events', why: 'a list of Kubernetes events' };
  if (structure === 'event-xml') return { kind: 'log', why: 'events in XML' };
  if (structure === 'resource') return { kind: 'configuration', why: 'a resource of Kubernetes' };
  if (times.listing01 >= 0.3) return { kind: 'output', why: 'a listing of files' };
  return (
    byTimes(name, structure, text, times) ??
    byLevels(times) ??
    (name.isLog ? byName(structure) : null) ??
    byStructure(name, structure)
  );
}

/** A log by what its lines begin with; null: they do not tell. */
function byTimes(name: NameHints, structure: TextStructure, text: string, times: LineTimes): Verdict | null {
  const { numLines, numTimed, numLeading, numDistinct, forward01, backward01 } = times;
  if (numTimed === 0 || structure === 'html' || structure === 'script' || structure === 'xml') return null;
  const isOrderly = Math.max(forward01, backward01) >= ORDERLY01;
  if (structure === 'json' || structure === 'yaml') return byObjects(name, text, times, isOrderly);
  if (times.numeric01 >= NUMBERS01 && numTimed >= 2 && !name.isLog)
    return { kind: 'output', why: 'figures by time, no words' };
  const share = numLeading / numLines;
  const goesOn = numDistinct > 1 || name.isLog;
  const enough = numLeading >= MIN_TIMED || (name.area === null && numLeading >= 2) || name.isLog;
  const isElsewhere = name.area !== null && !name.isLog;
  const why = `${numLeading} of its first ${numLines} lines begin with a time`;
  if (share >= MOST01 && isOrderly && goesOn && enough) return { kind: 'log', why };
  if (name.isLog && numLeading > 0 && structure !== 'table')
    return { kind: 'log', why: `${why}, and it is named as a log` };
  return !isElsewhere && share >= SOME01 && numLeading >= MIN_TIMED && isOrderly && goesOn
    ? { kind: 'log', why }
    : null;
}

const RECORD_KEY =
  /"(?:message|msg|@message|level|severity|log|eventName|textPayload|event|log_level|text|body|values?)"\s*:/g;

/** One text of many objects: records where they state a time each that goes on, and say something. */
function byObjects(name: NameHints, text: string, times: LineTimes, isOrderly: boolean): Verdict | null {
  const numSaid = text.match(RECORD_KEY)?.length ?? 0;
  const isRecords = numSaid >= MIN_TIMED || (name.isLog && numSaid > 0);
  if (times.numDistinct < (name.isLog ? 1 : MIN_TIMED) || !isOrderly || !isRecords) return null;
  return { kind: 'log', why: 'objects that state a time and a message each' };
}

/** A program may write no clock. */
function byLevels({ level01, numLines }: LineTimes): Verdict | null {
  return level01 >= MOST01 && numLines >= MIN_TIMED
    ? { kind: 'log', why: 'its lines begin with a level' }
    : null;
}

/** Named as a log, without a time in sight. */
function byName(structure: TextStructure): Verdict | null {
  const isProse = structure === 'plain' || structure === 'json-lines' || structure === 'settings';
  return isProse ? { kind: 'log', why: 'it is named as a log' } : null;
}

const STRUCTURES: Readonly<Partial<Record<TextStructure, Verdict>>> = {
  html: { kind: 'text', why: 'a page in HTML' },
  xml: { kind: 'configuration', why: 'XML' },
  script: { kind: 'text', why: 'a script' },
  json: { kind: 'configuration', why: 'JSON that is no list of records' },
  'json-lines': { kind: 'configuration', why: 'JSON without times that go on' },
  yaml: { kind: 'configuration', why: 'YAML' },
  settings: { kind: 'configuration', why: 'settings, a key and a value a line' },
  table: { kind: 'output', why: 'a table' },
};

function byStructure({ area }: NameHints, structure: TextStructure): Verdict {
  if (area === 'state') return KERNEL_STATE;
  if (area === 'output') return { kind: 'output', why: 'it stands among the outputs of commands' };
  if (area === 'code') return { kind: 'text', why: 'code or a page, by its name' };
  if (area === 'document') return { kind: 'text', why: 'a document, by its name' };
  const known = STRUCTURES[structure];
  if (known) return known;
  if (area === 'configuration') return { kind: 'configuration', why: 'by its name' };
  return { kind: 'text', why: "its lines do not begin with times that go on, and its name is not a log's" };
}
