// Whether a folder is a whole model for WebGPU (MLC), file by file: web-llm itself looks at shards only, and ignores their sums. In: its files.
// Out: what has to be kept under which name, or which file is wrong and how. Source: mlc-chat-config.json and tensor-cache.json as
// `mlc_llm convert_weight` and `gen_config` write them.

import { createMD5 } from 'hash-wasm';
import type { FolderCheck, FolderFacts } from '../contracts/local-models';
import { cut, visibleLine } from '../core/ticket/neutral';
import { dataText } from '../core/wording/data-text';

/** A file of the folder, by its path from the folder on. */
export interface FolderFile {
  readonly path: string;
  readonly file: Blob;
}

/** What has to be kept, by the name that web-llm asks for. */
export interface MlcParts {
  readonly config: Blob;
  readonly library: Blob;
  /** tensor-cache.json, shards, tokenizer. */
  readonly model: ReadonlyMap<string, Blob>;
}

export type MlcCheck =
  | { readonly ok: true; readonly facts: FolderFacts; readonly parts: MlcParts }
  | Extract<FolderCheck, { readonly ok: false }>;

export const MLC_CONFIG = 'mlc-chat-config.json';
const TENSORS = 'tensor-cache.json';
/** The same, as older versions of the tools name it. */
const OLD_TENSORS = 'ndarray-cache.json';
const TOKENIZERS = ['tokenizer.json', 'tokenizer.model'];
const MAX_JSON_BYTES = 64 * 2 ** 20;
const MAX_SHARDS = 20_000;
const SLICE_BYTES = 8 * 2 ** 20;
const WASM_MAGIC = [0, 0x61, 0x73, 0x6d];
const AGAIN = 'Copy or download it again.';

class Fault extends Error {
  readonly file: string;
  constructor(file: string, why: string) {
    super(why);
    this.file = file;
  }
}

interface Shard {
  readonly name: string;
  readonly numBytes: number;
  /** '': none is stated. */
  readonly md5: string;
  readonly largestTensor: number;
}

/** @param onBytes while the shards are read @throws DOMException where a file cannot be read at all */
export async function checkMlcFolder(
  files: readonly FolderFile[],
  signal: AbortSignal,
  onBytes: (done: number, total: number) => void,
): Promise<MlcCheck> {
  try {
    return await checked(files, signal, onBytes);
  } catch (error) {
    if (error instanceof Fault)
      return { ok: false, file: cut(visibleLine(error.file), 120), why: visibleLine(error.message) };
    throw error;
  }
}

async function checked(
  files: readonly FolderFile[],
  signal: AbortSignal,
  onBytes: (done: number, total: number) => void,
): Promise<MlcCheck> {
  const configs = files.filter(({ path }) => baseOf(path) === MLC_CONFIG);
  if (configs.length !== 1)
    throw new Fault(
      MLC_CONFIG,
      configs.length === 0
        ? 'It is missing: open the folder of one model.'
        : 'There are several: open one model.',
    );
  const root = configs[0].path.slice(0, -MLC_CONFIG.length);
  const byName = new Map(
    files
      .filter(({ path }) => path.startsWith(root))
      .map(({ path, file }) => [path.slice(root.length), file]),
  );
  const need = (name: string): Blob => {
    const file = byName.get(name);
    if (file === undefined) throw new Fault(name, `It is missing. ${AGAIN}`);
    return file;
  };
  const config = await readConfig(need(MLC_CONFIG));
  const tensorFile = byName.get(TENSORS) ?? byName.get(OLD_TENSORS) ?? need(TENSORS);
  const shards = await readShards(tensorFile);
  const model = new Map<string, Blob>([[TENSORS, tensorFile]]);
  for (const name of tokenizersOf(config, byName)) model.set(name, need(name));
  await checkTokenizer(model);
  const library = await findLibrary(files);
  const total = shards.reduce((sum, { numBytes }) => sum + numBytes, 0);
  let done = 0;
  for (const shard of shards) {
    const file = need(shard.name);
    await checkShard(shard, file, signal, (bytes) => onBytes(done + bytes, total));
    done += file.size;
    model.set(shard.name, file);
  }
  const facts: FolderFacts = {
    name: nameOf(root, config),
    numBytes: [...model.values()].reduce((sum, { size }) => sum + size, library.size + configs[0].file.size),
    contextTokens: config.contextTokens,
    needsF16: /f16/.test(config.quantization),
    largestTensorBytes: Math.max(0, ...shards.map(({ largestTensor }) => largestTensor)),
  };
  return { ok: true, facts, parts: { config: configs[0].file, library, model } };
}

interface MlcConfig {
  readonly contextTokens: number;
  readonly quantization: string;
  readonly modelType: string;
  readonly tokenizerFiles: readonly string[];
}

async function readConfig(file: Blob): Promise<MlcConfig> {
  const value = await jsonOf(MLC_CONFIG, file);
  const {
    context_window_size: window,
    sliding_window_size: sliding,
    quantization = '',
    model_type = '',
  } = value;
  const contextTokens = [window, sliding].find((each) => Number.isSafeInteger(each) && Number(each) > 0);
  if (contextTokens === undefined)
    throw new Fault(MLC_CONFIG, `It does not say how much the model reads. ${AGAIN}`);
  const { tokenizer_files: tokenizerFiles, vocab_size: vocabulary } = value;
  if (!(typeof vocabulary === 'number' && vocabulary > 0))
    throw new Fault(MLC_CONFIG, `It states no vocabulary. ${AGAIN}`);
  const isList = Array.isArray(tokenizerFiles) && tokenizerFiles.every((each) => typeof each === 'string');
  if (!isList) throw new Fault(MLC_CONFIG, `It names no files of a tokenizer. ${AGAIN}`);
  return {
    contextTokens: Number(contextTokens),
    quantization: dataText(quantization, 60),
    modelType: dataText(model_type, 60),
    tokenizerFiles: tokenizerFiles as string[],
  };
}

async function readShards(file: Blob): Promise<readonly Shard[]> {
  const { records } = await jsonOf(TENSORS, file);
  if (!Array.isArray(records) || records.length === 0 || records.length > MAX_SHARDS)
    throw new Fault(TENSORS, `It lists no shards. ${AGAIN}`);
  return records.map((record: Readonly<Record<string, unknown>> | null) => {
    const { dataPath, nbytes, md5sum = '', records: tensors } = record ?? {};
    if (typeof dataPath !== 'string' || !/^[\w.-]+$/.test(dataPath) || !Number.isSafeInteger(nbytes))
      throw new Fault(TENSORS, `One of its shards has no name or no size. ${AGAIN}`);
    const sizes = Array.isArray(tensors)
      ? tensors.map((each) => (typeof each?.nbytes === 'number' ? each.nbytes : 0))
      : [];
    return {
      name: dataPath,
      numBytes: Number(nbytes),
      md5: typeof md5sum === 'string' ? md5sum.toLowerCase() : '',
      largestTensor: Math.max(0, ...sizes.filter(Number.isFinite)),
    };
  });
}

/** Those that the configuration names and that are there; one that can be read has to be. */
function tokenizersOf({ tokenizerFiles }: MlcConfig, byName: ReadonlyMap<string, Blob>): readonly string[] {
  const known = TOKENIZERS.filter((name) => tokenizerFiles.includes(name));
  if (known.length === 0)
    throw new Fault(TOKENIZERS[0], 'The configuration names no tokenizer that can be read here.');
  const there = known.filter((name) => byName.has(name));
  // The first is the one that is asked for.
  return there.includes(known[0]) ? there : [known[0]];
}

async function checkTokenizer(model: ReadonlyMap<string, Blob>): Promise<void> {
  const [json, binary] = TOKENIZERS.map((name) => model.get(name));
  if (json !== undefined) await jsonOf(TOKENIZERS[0], json);
  if (binary?.size === 0) throw new Fault(TOKENIZERS[1], `It is empty. ${AGAIN}`);
}

/** The model's code for the graphics processor: one file, in the folder or beside it. */
async function findLibrary(files: readonly FolderFile[]): Promise<Blob> {
  const found = files.filter(({ path }) => /\.wasm$/i.test(path));
  if (found.length === 0)
    throw new Fault('library (.wasm)', "The model's library is missing: put its .wasm file into the folder.");
  if (found.length > 1)
    throw new Fault(found[1].path, 'There are several libraries (.wasm): keep the one of this model.');
  const [{ path, file }] = found;
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (!WASM_MAGIC.every((byte, i) => head[i] === byte))
    throw new Fault(path, `It is no WebAssembly: it does not begin so at byte 0. ${AGAIN}`);
  return file;
}

async function checkShard(
  { name, numBytes, md5 }: Shard,
  file: Blob,
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<void> {
  if (file.size !== numBytes)
    throw new Fault(name, `It has ${file.size} bytes, and ${numBytes} are stated. ${AGAIN}`);
  if (md5 === '') return onBytes(numBytes);
  const hash = await createMD5();
  hash.init();
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()));
    onBytes(Math.min(file.size, at + SLICE_BYTES));
  }
  if (hash.digest('hex') !== md5)
    throw new Fault(name, `Its bytes are not those that were written (MD5). ${AGAIN}`);
}

async function jsonOf(name: string, file: Blob): Promise<Readonly<Record<string, unknown>>> {
  if (file.size > MAX_JSON_BYTES)
    throw new Fault(name, `It has ${file.size} bytes, which is too much. ${AGAIN}`);
  try {
    const value: unknown = JSON.parse(await file.text());
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new Fault(name, `It is no JSON object. ${AGAIN}`);
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Of the folder; of the files alone, by their kind. In an address, so of plain letters only. */
function nameOf(root: string, { modelType, quantization }: MlcConfig): string {
  const folder = baseOf(root.replace(/\/$/, '')) || `${modelType}-${quantization}`;
  return (
    folder
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 80) || 'model'
  );
}
