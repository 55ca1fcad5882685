import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedGguf } from './fixtures/make-gguf';
import { checkGguf } from './gguf';

const WHOLE = scriptedGguf('{"sentences":[]}');
const blobOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);
const check = (bytes: Uint8Array<ArrayBuffer>) => checkGguf(blobOf(bytes));

/** The same with other bytes at a place. */
function withBytes(at: number, ...bytes: number[]): Uint8Array<ArrayBuffer> {
  const other = WHOLE.slice();
  other.set(bytes, at);
  return other;
}

/** Where a text of the header begins. */
function placeOf(text: string): number {
  return new TextDecoder('latin1').decode(WHOLE).indexOf(text);
}

async function fault(bytes: Uint8Array<ArrayBuffer>) {
  const found = await check(bytes);
  if (found.ok) throw new Error('it was taken');
  return found;
}

describe('a whole file', () => {
  it('is told by its header', async () => {
    expect(await check(WHOLE)).toEqual({
      ok: true,
      facts: {
        title: 'harbinger-test-script',
        architecture: 'llama',
        contextTokens: 4096,
        numVocabulary: expect.any(Number),
        numTensors: 21,
        hasTemplate: true,
      },
    });
  });

  it('may be of version 2, aligned otherwise, and have bytes behind its end', async () => {
    expect((await check(scriptedGguf('x', { version: 2, alignment: 64 }))).ok).toBe(true);
    expect((await check(new Uint8Array([...WHOLE, ...new Uint8Array(99)]))).ok).toBe(true);
  });

  it('has a hostile title on one visible line', async () => {
    const found = await check(scriptedGguf('x', { title: `\u202Eevil\n# ${'x'.repeat(300)}` }));
    const title = found.ok ? found.facts.title : '';
    expect(title).not.toMatch(/[\n\u202E]/);
    expect(title.length).toBeLessThanOrEqual(80);
  });
});

describe('what is no whole model is refused by name, with its byte and what to do', () => {
  const tensorAt = placeOf('output.weight') + 'output.weight'.length;
  it.each<[what: string, bytes: Uint8Array<ArrayBuffer>, code: string, words: RegExp]>([
    ['nothing', new Uint8Array(0), 'cut', /0 bytes/],
    [
      'junk',
      new Uint8Array(5000).map((_, i) => (i * 37) % 251),
      'not-gguf',
      /does not begin with GGUF at byte 0/,
    ],
    [
      'a log',
      new TextEncoder().encode('2026-01-01 12:00:00 INFO started\n'.repeat(9)),
      'not-gguf',
      /no model/,
    ],
    ['a format of before', withBytes(0, ...new TextEncoder().encode('tjgg')), 'version', /before GGUF/],
    ['version 1', withBytes(4, 1), 'version', /version 1 \(byte 4\)/],
    ['version 4', withBytes(4, 4), 'version', /version 4 \(byte 4\), and 2 and 3 can be read/],
    ['the other byte order', withBytes(4, 0, 0, 0, 3), 'byte-order', /other byte order \(byte 4\)/],
    ['a million million tensors', withBytes(8, 0, 0, 0, 0, 0, 1), 'damaged', /tensors \(byte 8\)/],
    ['no tensors', withBytes(8, 0), 'empty', /no weights/],
    ['too many header values', withBytes(16, 0, 0, 0, 0, 1), 'damaged', /header values \(byte 16\)/],
    ['a text longer than the file', withBytes(24, 0, 0, 0, 0, 0, 1), 'damaged', /begins at byte 24/],
    ['no vocabulary', scriptedGguf('x', { hasVocabulary: false }), 'no-vocabulary', /no vocabulary/],
    ['no context', scriptedGguf('x', { contextTokens: 0 }), 'no-context', /how much it reads/],
    ['one of five parts', scriptedGguf('x', { numParts: 5 }), 'parts', /one of 5 parts\. Join them/],
    ['a model of embeddings', scriptedGguf('x', { architecture: 'nomic-bert' }), 'no-writer', /nomic-bert/],
    ['an alignment of 12', scriptedGguf('x', { alignment: 12 }), 'damaged', /alignment of 12/],
    ['nine dimensions', withBytes(tensorAt, 9), 'damaged', /output\.weight has 9 dimensions/],
    ['an unknown type', withBytes(tensorAt + 20, 99), 'unknown-type', /type 99/],
    ['a tensor that begins between', withBytes(tensorAt + 24, 7), 'damaged', /no multiple of 32/],
    ['a tensor far behind the end', withBytes(tensorAt + 27, 64), 'cut', /would end at byte/],
    ['rows that are no whole blocks', withBytes(tensorAt + 20, 12), 'damaged', /no multiple of 256/],
  ])('%s', async (_, bytes, code, words) => {
    const found = await fault(bytes);
    expect(found.code).toBe(code);
    expect(found.why).toMatch(words);
    expect(found.why).toMatch(/\.$/);
  });

  it('cut anywhere, it is cut, and where it ends is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: WHOLE.length - 1 }), async (end) => {
        const found = await fault(WHOLE.slice(0, end));
        expect(found).toMatchObject({ code: 'cut', byteOffset: end });
        expect(found.why).toMatch(/Copy or download it again\.$/);
      }),
      { numRuns: 150, examples: [[23], [24], [WHOLE.length >> 1], [WHOLE.length - 1]] },
    );
  });

  it('with any bytes of its header changed, it is taken or refused, and never throws', async () => {
    const header = placeOf('blk.1.ffn_down.weight') + 40;
    const change = fc.tuple(
      fc.integer({ min: 0, max: header }),
      fc.uint8Array({ minLength: 1, maxLength: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(change, async ([at, bytes]) => {
        const found = await check(withBytes(at, ...bytes));
        expect(found.ok || found.why.length > 10).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
