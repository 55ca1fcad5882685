import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOfPacked } from './fixtures/packed-shapes';
import { ShapeInterner } from './shape';

const encoder = new TextEncoder();

function internAll(messages: readonly (string | Uint8Array)[], interner = new ShapeInterner()): number[] {
  return messages.map((message) => {
    const bytes = typeof message === 'string' ? encoder.encode(message) : message;
    return interner.intern(bytes, 0, bytes.length);
  });
}

function shapeOf(message: string): string {
  const interner = new ShapeInterner();
  internAll([message], interner);
  return tokensOfPacked(interner.take())[0].join(' ');
}

describe('ShapeInterner', () => {
  it.each([
    ['served blk_-99 to /10.0.0.1:50010', 'served blk_<*> to /<*>:<*>'],
    ['key=12, name=alpha;load=0.7', 'key=<*>, name=alpha;load=<*>'],
    ['took -5 or +5 or 5 ms.', 'took <*> or <*> or <*> ms.'],
    ['offset 5.', 'offset <*>.'],
    ['caused by gate....0 and door....0', 'caused by gate....<*> and door....<*>'],
    ['(id 7f3a-44) [0x1F] "v2"', '(id <*>) [<*>] "v2"'],
    ['  tabs\tand   spaces ', 'tabs and spaces'],
    ['/var/run/app12/x.sock missing', '/<*> missing'],
    ['job-17 task_9_m core.44 face-12 a-7 node_-5', 'job-<*> task_<*> core.<*> <*> <*> node_<*>'],
    ['ssh2 utf8: log4j.x deadbeef1 web12', 'ssh2 utf8: log4j.x <*> <*>'],
    ['/var/run/app/x.sock missing', '/var/run/app/x.sock missing'],
    ['lease for 00:1b:AA:cd:ee:ff ok', 'lease for <*> ok'],
    ['from [fe80::a:b]:80 at 10:20:30', 'from [<*>]:<*> at <*>:<*>:<*>'],
    ['add:face std::dead::beef bad:cafe:x', 'add:face std::dead::beef bad:cafe:x'],
    ["can't read", "can't read"],
    ['', ''],
  ])('masks %j as %j', (message, shape) => {
    expect(shapeOf(message)).toBe(shape);
  });

  it('numbers shapes by first occurrence and counts them', () => {
    const interner = new ShapeInterner();
    expect(internAll(['up 1', 'down', 'up 22', 'down', 'up x'], interner)).toEqual([0, 1, 0, 1, 2]);
    const batch = interner.take();
    expect([...batch.count]).toEqual([2, 2, 1]);
    expect(interner.size).toBe(0);
    expect(internAll(['fresh'], interner)).toEqual([0]);
  });

  it('makes two messages one shape exactly when their tokens are equal', () => {
    const byte = fc.constantFrom(...[...'ab1 -+./:::="g'].map((char) => char.charCodeAt(0)), 0xc3, 0xff, 9);
    const message = fc.uint8Array({ maxLength: 14 }).chain((any) =>
      fc.oneof(
        fc.constant(any),
        fc.array(byte, { maxLength: 12 }).map((list) => Uint8Array.from(list)),
      ),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
        const interner = new ShapeInterner();
        const ids = internAll(messages, interner);
        const tokens = tokensOfPacked(interner.take());
        // Different broken bytes may decode to the same U+FFFD: one text, two shapes.
        const texts = tokens.map((list) => JSON.stringify(list)).filter((text) => !text.includes('\ufffd'));
        expect(new Set(texts).size).toBe(texts.length);
        messages.forEach((bytes, i) => {
          const alone = new ShapeInterner();
          alone.intern(bytes, 0, bytes.length);
          expect(tokensOfPacked(alone.take())[0]).toEqual(tokens[ids[i]]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('reads only its own range', () => {
    const bytes = encoder.encode('1abc -');
    const interner = new ShapeInterner();
    interner.intern(bytes, 1, 6);
    expect(tokensOfPacked(interner.take())).toEqual([['abc', '-']]);
  });

  it('ends long messages in one wildcard', () => {
    expect(shapeOf(`${'w '.repeat(256)}x`)).toBe(`${'w '.repeat(256)}<*>`);
    expect(shapeOf(`data ${'z'.repeat(200)} end`)).toBe('data <*> end');
    expect(shapeOf('q'.repeat(100_000))).toBe('<*>');
  });

  it('becomes coarser beyond the cap and counts it', () => {
    const interner = new ShapeInterner({ maxShapes: 8 });
    const words = Array.from({ length: 40 }, (_, i) => String.fromCharCode(97 + (i % 26), 97 + i / 26));
    internAll(
      words.map((word) => `one two three ${word}`),
      interner,
    );
    expect(interner.numCapped).toBe(32);
    expect(interner.size).toBe(9);
    internAll(
      words.map((word) => `${word} two three four`),
      interner,
    );
    const packed = interner.take();
    const tokens = tokensOfPacked(packed);
    expect(tokens).toHaveLength(10);
    expect(tokens.slice(8)).toEqual([['one', 'two', 'three', '<*>'], ['<*>']]);
    expect(packed.count.reduce((sum, n) => sum + n)).toBe(80);
  });

  it('bounds the text it keeps', () => {
    const interner = new ShapeInterner({ maxBytes: 1000 });
    internAll(
      Array.from({ length: 500 }, (_, i) => `a ${'bcdefghij'[i % 9].repeat((i % 90) + 1)} c d`),
      interner,
    );
    expect(interner.numCapped).toBeGreaterThan(0);
    expect(interner.size).toBeLessThan(100);
  });
});
