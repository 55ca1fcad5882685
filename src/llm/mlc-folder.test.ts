import { beforeEach, describe, expect, it } from 'vitest';
import { LIBRARY, mlcFolder } from './fixtures/mlc-folder';
import { checkMlcFolder } from './mlc-folder';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
let files: Map<string, Uint8Array<ArrayBuffer>>;

beforeEach(async () => {
  files = await mlcFolder();
});

function check(root = 'Small-q4f16_1/', extra: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = []) {
  const all = [...[...files].map(([name, bytes]) => [root + name, bytes] as const), ...extra];
  const given = all.map(([path, bytes]) => ({ path, file: new Blob([bytes]) }));
  return checkMlcFolder(given, new AbortController().signal, () => undefined);
}

async function fault() {
  const found = await check();
  if (found.ok) throw new Error('it was taken');
  return found;
}

/** The configuration with other values in it. */
function configure(own: object): void {
  const config = JSON.parse(new TextDecoder().decode(files.get('mlc-chat-config.json')));
  files.set('mlc-chat-config.json', bytesOf(JSON.stringify({ ...config, ...own })));
}

describe('a whole folder', () => {
  it('is told by its configuration, and every part has the name that it is asked for by', async () => {
    const found = await check();
    if (!found.ok) throw new Error(`${found.file}: ${found.why}`);
    const numBytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(found.facts).toEqual({
      name: 'Small-q4f16_1',
      numBytes,
      contextTokens: 4096,
      needsF16: true,
      largestTensorBytes: 3001,
    });
    const names = ['tensor-cache.json', 'tokenizer.json', 'params_shard_0.bin', 'params_shard_1.bin'];
    expect([...found.parts.model.keys()]).toEqual(names);
    expect(found.parts.library.size).toBe(LIBRARY.length);
  });

  it('may lie deeper, with its library beside it, its list under the old name, and a name of any letters', async () => {
    files.delete('library.wasm');
    files.set('ndarray-cache.json', files.get('tensor-cache.json')!);
    files.delete('tensor-cache.json');
    const found = await check('models/Mein Modell/', [['models/lib.wasm', LIBRARY]]);
    expect(found.ok && found.facts.name).toBe('Mein-Modell');
    expect(found.ok && found.parts.model.has('tensor-cache.json')).toBe(true);
  });

  it('without sums is taken by its sizes, and one in 32 bits needs no shader-f16', async () => {
    configure({ quantization: 'q4f32_1', context_window_size: -1, sliding_window_size: 1024 });
    files.set('tensor-cache.json', bytesOf('{"records":[{"dataPath":"params_shard_0.bin","nbytes":3000}]}'));
    const found = await check('');
    expect(found.ok && found.facts).toMatchObject({
      name: 'llama-q4f32_1',
      needsF16: false,
      contextTokens: 1024,
    });
  });
});

describe('a folder of which a file is wrong is refused, and the file is named', () => {
  it.each<[what: string, spoil: () => unknown, file: string, why: RegExp]>([
    ['no configuration', () => files.delete('mlc-chat-config.json'), 'mlc-chat-config.json', /missing/],
    [
      'a configuration that is no JSON',
      () => files.set('mlc-chat-config.json', bytesOf('{')),
      'mlc-chat-config.json',
      /no JSON/,
    ],
    [
      'no context',
      () => configure({ context_window_size: 0 }),
      'mlc-chat-config.json',
      /how much the model reads/,
    ],
    ['no vocabulary', () => configure({ vocab_size: 0 }), 'mlc-chat-config.json', /no vocabulary/],
    [
      'no tokenizer named',
      () => configure({ tokenizer_files: 7 }),
      'mlc-chat-config.json',
      /no files of a tokenizer/,
    ],
    [
      'another tokenizer',
      () => configure({ tokenizer_files: ['vocab.txt'] }),
      'tokenizer.json',
      /no tokenizer that can be read/,
    ],
    ['no list of shards', () => files.delete('tensor-cache.json'), 'tensor-cache.json', /missing/],
    [
      'an empty list',
      () => files.set('tensor-cache.json', bytesOf('{"records":[]}')),
      'tensor-cache.json',
      /no shards/,
    ],
    [
      'a shard of another place',
      () => files.set('tensor-cache.json', bytesOf('{"records":[{"dataPath":"../x","nbytes":1}]}')),
      'tensor-cache.json',
      /no name/,
    ],
    ['no tokenizer', () => files.delete('tokenizer.json'), 'tokenizer.json', /missing/],
    [
      'a tokenizer that is cut',
      () => files.set('tokenizer.json', bytesOf('{"a":')),
      'tokenizer.json',
      /no JSON/,
    ],
    ['no library', () => files.delete('library.wasm'), 'library (.wasm)', /put its \.wasm file/],
    [
      'two libraries',
      () => files.set('other.wasm', LIBRARY),
      'Small-q4f16_1/other.wasm',
      /several libraries/,
    ],
    [
      'a library that is none',
      () => files.set('library.wasm', bytesOf('<html>')),
      'Small-q4f16_1/library.wasm',
      /no WebAssembly.*byte 0/,
    ],
    ['a shard that is missing', () => files.delete('params_shard_1.bin'), 'params_shard_1.bin', /missing/],
    [
      'a shard that is cut',
      () => files.set('params_shard_1.bin', files.get('params_shard_1.bin')!.slice(0, 9)),
      'params_shard_1.bin',
      /has 9 bytes, and 3001 are stated/,
    ],
    [
      'a shard with one bit wrong',
      () => files.get('params_shard_0.bin')!.set([255], 1500),
      'params_shard_0.bin',
      /\(MD5\)/,
    ],
  ])('%s', async (_, spoil, file, why) => {
    spoil();
    const found = await fault();
    expect(found.file).toBe(file);
    expect(found.why).toMatch(why);
  });
});
