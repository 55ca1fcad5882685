// Whether a file is a whole language model that llama.cpp can read, before anything of it is loaded: a damaged one 'loads' and ends the
// engine at its first word. In: the file. Out: what it is, or what is wrong, at which byte, and what to do. Source: ggml's gguf.md.

import type { ModelCheck, ModelFacts, ModelFaultCode } from '../contracts/local-models';
import { cut, visibleLine } from '../core/ticket/neutral';
import { type ByteReader, byteReader, EndOfFile } from './byte-reader';
import { TENSOR_TYPES } from './gguf-types';

const VERSIONS = [2, 3];
/** Formats of before, by their first four bytes as text. */
const OLD_MAGICS = ['lmgg', 'tjgg', 'fmgg', 'algg'];
const MAX_KEYS = 100_000;
const MAX_TENSORS = 1_000_000;
const MAX_NAME_BYTES = 65_535;
const MAX_DIMENSIONS = 4;
/** What is kept of a text in the header. */
const MAX_TEXT_BYTES = 200;
/** Architectures whose models understand text and write none. */
const WRITES_NOTHING = /^(?:.*bert.*|t5encoder|clip|.*-embedding|wavtokenizer-dec|mmproj)$/;
const AGAIN = 'Copy or download it again.';
const OTHER = 'Open another file, one that llama.cpp runs as it is.';

/** Sizes of header values by their type; 8 is text, 9 is a list. */
const VALUE_BYTES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);
const TEXT = 8;
const LIST = 9;

class Fault extends Error {
  readonly code: ModelFaultCode;
  readonly byteOffset: number;
  constructor(code: ModelFaultCode, byteOffset: number, message: string) {
    super(message);
    this.code = code;
    this.byteOffset = byteOffset;
  }
}

/** Reads the header only: 1 to 10 MB of a file of any size. @throws DOMException where the file cannot be read at all. */
export async function checkGguf(file: Blob): Promise<ModelCheck> {
  try {
    return { ok: true, facts: await readHeader(byteReader(file)) };
  } catch (error) {
    if (error instanceof EndOfFile)
      return {
        ok: false,
        code: 'cut',
        byteOffset: error.byteOffset,
        why: `It ends at byte ${error.byteOffset}, inside of its header. ${AGAIN}`,
      };
    if (error instanceof Fault)
      return { ok: false, code: error.code, byteOffset: error.byteOffset, why: error.message };
    throw error;
  }
}

interface Header {
  readonly texts: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  /** Lengths of lists. */
  readonly lists: ReadonlyMap<string, number>;
}

async function readHeader(reader: ByteReader): Promise<ModelFacts> {
  await checkMagic(reader);
  const numTensors = await count(reader, MAX_TENSORS, 'tensors');
  const numKeys = await count(reader, MAX_KEYS, 'header values');
  const header = await readValues(reader, numKeys);
  const facts = factsOf(header, reader.at);
  if (numTensors === 0) throw new Fault('empty', 8, `It holds a vocabulary and no weights. ${OTHER}`);
  const alignment = header.numbers.get('general.alignment') ?? 32;
  if (!(alignment > 0 && Number.isInteger(alignment / 8)))
    throw new Fault('damaged', reader.at, `It states an alignment of ${alignment}. ${AGAIN}`);
  await checkTensors(reader, numTensors, alignment);
  return { ...facts, numTensors };
}

async function checkMagic(reader: ByteReader): Promise<void> {
  if (reader.size < 24)
    throw new Fault('cut', reader.size, `It has ${reader.size} bytes, and a model's header has 24. ${AGAIN}`);
  const magic = new TextDecoder('latin1').decode(await reader.bytes(4));
  if (OLD_MAGICS.includes(magic))
    throw new Fault('version', 0, `It is in a format of before GGUF. Convert it, or open a newer file.`);
  if (magic === 'FUGG')
    throw new Fault('byte-order', 0, `It is for machines of the other byte order. ${OTHER}`);
  if (magic !== 'GGUF')
    throw new Fault('not-gguf', 0, 'It does not begin with GGUF at byte 0, so it is no model of that kind.');
  const version = await reader.u32();
  if (version % 65_536 === 0 && version > 0)
    throw new Fault('byte-order', 4, `It is for machines of the other byte order (byte 4). ${OTHER}`);
  if (!VERSIONS.includes(version))
    throw new Fault(
      'version',
      4,
      `It is of GGUF version ${version} (byte 4), and 2 and 3 can be read. ${OTHER}`,
    );
}

async function count(reader: ByteReader, most: number, what: string): Promise<number> {
  const { at } = reader;
  const num = await reader.u64();
  if (num <= most) return num;
  throw new Fault('damaged', at, `It states ${num} ${what} (byte ${at}), which no model has. ${AGAIN}`);
}

async function text(reader: ByteReader): Promise<string> {
  const { at } = reader;
  const length = await reader.u64();
  if (length > reader.size)
    throw new Fault('damaged', at, `A text of ${length} bytes begins at byte ${at}. ${AGAIN}`);
  const bytes = await reader.bytes(Math.min(length, MAX_NAME_BYTES));
  await reader.skip(length - bytes.length);
  return new TextDecoder().decode(bytes);
}

async function readValues(reader: ByteReader, num: number): Promise<Header> {
  const texts = new Map<string, string>();
  const numbers = new Map<string, number>();
  const lists = new Map<string, number>();
  for (let i = 0; i < num; i++) {
    const key = await text(reader);
    const { at } = reader;
    const type = await reader.u32();
    if (type === TEXT) texts.set(key, (await text(reader)).slice(0, MAX_TEXT_BYTES));
    else if (type === LIST) lists.set(key, await skipList(reader));
    else numbers.set(key, numberOf(type, await reader.bytes(bytesOf(type, at))));
  }
  return { texts, numbers, lists };
}

function bytesOf(type: number, at: number): number {
  const bytes = VALUE_BYTES.get(type);
  if (bytes === undefined)
    throw new Fault(
      'damaged',
      at,
      `A header value of the unknown type ${type} stands at byte ${at}. ${AGAIN}`,
    );
  return bytes;
}

/** Whole numbers without a sign; of the other types what is not asked for. */
function numberOf(type: number, bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer);
  if (type === 2) return view.getUint16(0, true);
  if (bytes.length === 4) return view.getUint32(0, true);
  return bytes.length === 8 ? Number(view.getBigUint64(0, true)) : bytes[0];
}

async function skipList(reader: ByteReader): Promise<number> {
  const { at } = reader;
  const type = await reader.u32();
  const num = await reader.u64();
  if (num > reader.size) throw new Fault('damaged', at, `A list of ${num} begins at byte ${at}. ${AGAIN}`);
  if (type === TEXT) await reader.skipTexts(num);
  else if (type === LIST) throw new Fault('damaged', at, `A list of lists stands at byte ${at}. ${AGAIN}`);
  else await reader.skip(num * bytesOf(type, at));
  return num;
}

function factsOf({ texts, numbers, lists }: Header, at: number): Omit<ModelFacts, 'numTensors'> {
  const architecture = texts.get('general.architecture') ?? '';
  const shown = cut(visibleLine(architecture), 40);
  if (architecture === '') throw new Fault('damaged', at, `Its header names no architecture. ${AGAIN}`);
  if (WRITES_NOTHING.test(architecture) || texts.get('general.type') === 'mmproj')
    throw new Fault('no-writer', at, `A model of the kind ${shown} reads and writes no text. ${OTHER}`);
  const numParts = numbers.get('split.count') ?? 1;
  if (numParts > 1)
    throw new Fault(
      'parts',
      at,
      `It is one of ${numParts} parts. Join them with llama-gguf-split, and open the whole.`,
    );
  const numVocabulary = lists.get('tokenizer.ggml.tokens') ?? 0;
  if (numVocabulary === 0) throw new Fault('no-vocabulary', at, `It has no vocabulary. ${OTHER}`);
  const contextTokens = numbers.get(`${architecture}.context_length`) ?? 0;
  if (contextTokens === 0)
    throw new Fault('no-context', at, `It does not say how much it reads at once. ${OTHER}`);
  return {
    title: cut(visibleLine(texts.get('general.name') ?? ''), 80),
    architecture: shown,
    contextTokens,
    numVocabulary,
    hasTemplate: texts.has('tokenizer.chat_template'),
  };
}

interface Extent {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
  readonly at: number;
}

async function checkTensors(reader: ByteReader, num: number, alignment: number): Promise<void> {
  const tensors: Extent[] = [];
  for (let i = 0; i < num; i++) tensors.push(await readTensor(reader, alignment));
  const begin = Math.ceil(reader.at / alignment) * alignment;
  for (const { name, offset, bytes } of tensors) {
    const end = begin + offset + bytes;
    if (!(end <= reader.size))
      throw new Fault(
        'cut',
        reader.size,
        `It ends at byte ${reader.size}, but its part ${name} would end at byte ${end}. ${AGAIN}`,
      );
  }
}

async function readTensor(reader: ByteReader, alignment: number): Promise<Extent> {
  const name = cut(visibleLine(await text(reader)), 64);
  const { at } = reader;
  const wrong = (what: string): Fault =>
    new Fault('damaged', at, `Its part ${name} ${what} (byte ${at}). ${AGAIN}`);
  const numDimensions = await reader.u32();
  if (numDimensions < 1 || numDimensions > MAX_DIMENSIONS) throw wrong(`has ${numDimensions} dimensions`);
  let elements = 1;
  let rowElements = 0;
  for (let d = 0; d < numDimensions; d++) {
    const length = await reader.u64();
    if (d === 0) rowElements = length;
    elements *= length;
  }
  const type = await reader.u32();
  const size = TENSOR_TYPES.get(type);
  if (size === undefined)
    throw new Fault(
      'unknown-type',
      at,
      `Its part ${name} is of the type ${type}, which is not known here. ${OTHER}`,
    );
  const offset = await reader.u64();
  const [blockElements, blockBytes] = size;
  if (!(elements > 0 && Number.isSafeInteger(elements))) throw wrong('has no possible size');
  if (rowElements % blockElements !== 0)
    throw wrong(`has rows of ${rowElements}, no multiple of ${blockElements}`);
  if (offset % alignment !== 0) throw wrong(`begins at an offset that is no multiple of ${alignment}`);
  return { name, offset, bytes: (elements / blockElements) * blockBytes, at };
}
