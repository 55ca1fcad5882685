// The kernel against the plain scan: equal shapes, keys and line ends for any bytes.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PlainMentions } from '../mentions/mention-table';
import { ShapeInterner } from '../shapes/shape';
import type { IdentifierPlan } from '../types';
import { KernelMentions } from './kernel-mentions';
import { KernelShapeIndex } from './kernel-shapes';
import { LineLister } from './line-lister';
import { kernelOf, LINE_BLOCK, PLACES, withKernel } from './scan-kernel';

vi.setConfig({ testTimeout: 60_000 });

const encoder = new TextEncoder();
const codes = (text: string): number[] => [...encoder.encode(text)];

/** Bytes as they stand in messages, with much of what the rules look at. */
const byte = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...codes('0123456789')) },
  { weight: 6, arbitrary: fc.constantFrom(...codes('abcdefgxyzABF_')) },
  { weight: 5, arbitrary: fc.constantFrom(...codes('-+./:@%#~^?`\\')) },
  { weight: 4, arbitrary: fc.constantFrom(...codes('=,;:()[]{}<>"\'|')) },
  { weight: 4, arbitrary: fc.constantFrom(...codes('    \t\r\u0000\u007f\u001f')) },
  { weight: 1, arbitrary: fc.integer({ min: 128, max: 255 }) },
);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.array(byte, { maxLength: 24 }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'blk_-5417245665186616498',
        ' 00:1b:AA:cd:ee:ff',
        ' fe80::a:b',
        'ab:cd:ef',
        '10:20:30',
        'ssh2 ',
        'core.44',
        'node_-5',
        ' :: ',
        'a'.repeat(126),
        'b.'.repeat(33),
        'x '.repeat(130),
        '1'.repeat(60),
        ' '.repeat(63),
      )
      .map(codes),
  },
);
const message = fc.array(piece, { maxLength: 12 }).map((pieces) => Uint8Array.from(pieces.flat()));

function numbersOf(interner: ShapeInterner, bytes: Uint8Array, ends: readonly number[]): number[] {
  return ends.map((end, i) => interner.intern(bytes, i === 0 ? 0 : ends[i - 1], end));
}

function joined(parts: readonly Uint8Array[]): { bytes: Uint8Array; ends: number[] } {
  const ends: number[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    ends.push(length);
  }
  const bytes = new Uint8Array(length);
  for (const [i, part] of parts.entries()) bytes.set(part, ends[i] - part.length);
  return { bytes, ends };
}

function inKernel<T>(
  bytes: Uint8Array,
  use: (held: Uint8Array, kernel: NonNullable<ReturnType<typeof kernelOf>>) => T,
): T {
  return withKernel(bytes, (held) => {
    const kernel = kernelOf(held);
    if (!kernel) throw new Error('no kernel here');
    return use(held, kernel);
  });
}

describe('shapes', () => {
  it('get the numbers, tokens and counts of the plain scan', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 30 }), (messages) => {
        const { bytes, ends } = joined([...messages, Uint8Array.of(46)]);
        const plain = new ShapeInterner();
        const wanted = { numbers: numbersOf(plain, bytes, ends), batch: plain.take() };
        const found = inKernel(bytes, (held, kernel) => {
          const interner = new ShapeInterner({}, new KernelShapeIndex(kernel));
          return { numbers: numbersOf(interner, held, ends), batch: interner.take() };
        });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it('tell two messages apart exactly when the plain scan does', () => {
    // Near misses: one message, and the same with one byte changed, dropped or doubled.
    const near = fc.tuple(message, fc.nat(), byte, fc.nat(2)).map(([base, place, other, how]) => {
      const at = base.length === 0 ? 0 : place % base.length;
      const middle = how === 0 ? [other] : how === 1 ? [] : [base[at] ?? other, base[at] ?? other];
      return [base, Uint8Array.from([...base.subarray(0, at), ...middle, ...base.subarray(at + 1)])];
    });
    fc.assert(
      fc.property(near, (pair) => {
        const { bytes, ends } = joined([...pair, Uint8Array.of(46)]);
        const wanted = numbersOf(new ShapeInterner(), bytes, ends);
        const found = inKernel(bytes, (held, kernel) =>
          numbersOf(new ShapeInterner({}, new KernelShapeIndex(kernel)), held, ends),
        );
        expect(found).toEqual(wanted);
      }),
      { numRuns: 3000 },
    );
  });

  it('are the same for messages of other buffers, long messages and capped ones', () => {
    const words = Array.from({ length: 3000 }, (_, i) =>
      i.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[+d]),
    );
    const parts = [
      ...words.map((word) => encoder.encode(`one two ${word} four`)),
      ...words.map((word) => encoder.encode(`${word}\tone  two three`)),
      encoder.encode('q'.repeat(100_000)),
      encoder.encode(`w ${'ab 12 '.repeat(20_000)}`),
      encoder.encode(`${'w '.repeat(255)}x`),
      encoder.encode(`${'w '.repeat(256)}x`),
    ];
    for (const limits of [{}, { maxShapes: 500 }, { maxBytes: 9000 }]) {
      const run = (interner: ShapeInterner) => ({
        numbers: parts.map((part) => interner.intern(part, 0, part.length)),
        batch: interner.take(),
        capped: interner.numCapped,
        again: parts.slice(0, 9).map((part) => interner.intern(part, 0, part.length)),
      });
      const found = inKernel(Uint8Array.of(1), (_, kernel) =>
        run(new ShapeInterner(limits, new KernelShapeIndex(kernel))),
      );
      expect(found).toEqual(run(new ShapeInterner(limits)));
    }
  });

  it('take no memory and no time of an earlier shard into the next', () => {
    const [first, second] = ['up 1 ready', 'down 2 ready'].map((text) => encoder.encode(text));
    const number = (bytes: Uint8Array): number =>
      inKernel(bytes, (held, kernel) =>
        new ShapeInterner({}, new KernelShapeIndex(kernel)).intern(held, 0, held.length),
      );
    expect([number(first), number(second), number(first)]).toEqual([0, 0, 0]);
  });
});

describe('keys', () => {
  const plans: IdentifierPlan[] = [
    { identifier: 'block', prefix: 'blk_', charset: 'digits', min: 1, keepPrefix: true },
    { identifier: 'request', prefix: 'fa-', charset: 'uuid', min: 3, keepPrefix: true },
    { identifier: 'x', prefix: 'a_', charset: 'digits', min: 2, keepPrefix: true },
    { identifier: 'trace', prefix: 'id=', charset: 'hex', min: 2, keepPrefix: false },
    { identifier: 'job', prefix: 'job_id: "', charset: 'word', min: 4, keepPrefix: false },
  ];
  const text = fc.array(
    fc.constantFrom(
      ...[
        'blk_',
        'fa-',
        'a_',
        'id=',
        'job_id: "',
        '-',
        '_',
        ' ',
        'a',
        'f',
        '12',
        '7',
        'b',
        '="',
        'é',
        '345678',
      ],
      'blk_-1608999687919862906',
      'fa-fa-12',
    ),
    { maxLength: 40 },
  );

  it.each(plans)('after $prefix are those of the plain scan', (plan) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 20 }), (rows) => {
        const { bytes, ends } = joined([
          ...rows.map(([list]) => encoder.encode(list.join(''))),
          Uint8Array.of(10),
        ]);
        const plain = new PlainMentions(plan);
        const found = inKernel(bytes, (held, kernel) => {
          const table = new KernelMentions(kernel, plan);
          rows.forEach(([, before, behind], i) => {
            const rowBegin = i === 0 ? 0 : ends[i - 1];
            const begin = Math.min(rowBegin + before, ends[i]);
            const end = Math.max(begin, ends[i] - behind);
            plain.add(bytes, begin, end);
            table.add(held, begin, end);
          });
          return table.take();
        });
        expect(found).toEqual(plain.take());
      }),
      { numRuns: 400 },
    );
  });

  it('are found in many rows, many to a row, and beyond the first room for them', () => {
    const parts = Array.from({ length: 40_000 }, (_, i) =>
      encoder.encode(`at blk_${(i * 7919) % 30_011} end\n`),
    );
    parts.push(encoder.encode(Array.from({ length: 3000 }, (_, i) => `blk_${i % 1500}`).join(' ')));
    const { bytes, ends } = joined(parts);
    const plain = new PlainMentions(plans[0]);
    const found = inKernel(bytes, (held, kernel) => {
      const table = new KernelMentions(kernel, plans[0]);
      ends.forEach((end, i) => {
        plain.add(bytes, i === 0 ? 0 : ends[i - 1], end);
        table.add(held, i === 0 ? 0 : ends[i - 1], end);
      });
      return table.take();
    });
    expect(found).toEqual(plain.take());
  });
});

it('lists the line ends of the plain scan', () => {
  const line = fc.array(fc.constantFrom(10, 10, 97, 0x0b, 0x8a, 13), { maxLength: 300 });
  fc.assert(
    fc.property(line, fc.nat(300), (list, from) => {
      const bytes = Uint8Array.from([...list, 97]);
      const listed = (of: Uint8Array): number[] => {
        const lister = new LineLister(of);
        return [...lister.ends.subarray(0, lister.list(Math.min(from, of.length), of.length))];
      };
      expect(inKernel(bytes, listed)).toEqual(listed(bytes));
    }),
  );
  const feeds = new Uint8Array(LINE_BLOCK).fill(10);
  expect(inKernel(feeds, (held) => new LineLister(held).list(0, held.length))).toBe(LINE_BLOCK);
});

it('is reached at the addresses that it was compiled with', () => {
  const source = readFileSync(fileURLToPath(new URL('./memory.as.ts', import.meta.url)), 'utf8');
  for (const [name, address] of Object.entries(PLACES)) {
    const stated = new RegExp(`export const ${name}: usize = (0x[0-9a-f]+);`).exec(source)?.[1];
    expect([name, Number(stated)]).toEqual([name, address]);
  }
});

it('gives the bytes back when a scan throws', () => {
  const failing = (): never =>
    withKernel(Uint8Array.of(1), () => {
      throw new Error('broken');
    });
  expect(failing).toThrow('broken');
  expect(inKernel(Uint8Array.of(2), (held) => held[0])).toBe(2);
});

it('is not used again once it fails', async () => {
  vi.resetModules();
  const fresh = await import('./scan-kernel');
  const seen: boolean[] = [];
  const scan = (held: Uint8Array): number => {
    seen.push(fresh.kernelOf(held) !== null);
    if (seen.length === 1) throw new WebAssembly.RuntimeError('unreachable');
    return held[0];
  };
  expect([fresh.withKernel(Uint8Array.of(7), scan), fresh.withKernel(Uint8Array.of(8), scan)]).toEqual([
    7, 8,
  ]);
  expect(seen).toEqual([true, false, false]);
});

it.each(['Module', 'Instance'] as const)('is done without where WebAssembly.%s fails', async (name) => {
  vi.resetModules();
  const failure = new WebAssembly.CompileError('refused');
  const refused = vi.fn(function refuse() {
    throw failure;
  });
  vi.stubGlobal('WebAssembly', {
    Module: WebAssembly.Module,
    Instance: WebAssembly.Instance,
    RuntimeError: WebAssembly.RuntimeError,
    [name]: refused,
  });
  try {
    const fresh = await import('./scan-kernel');
    expect(fresh.withKernel(Uint8Array.of(9), (held) => [held[0], fresh.kernelOf(held)])).toEqual([9, null]);
    expect(refused).toHaveBeenCalledTimes(1);
  } finally {
    vi.unstubAllGlobals();
  }
});

it('says of a shard whether it is ASCII, wherever the one byte that is not stands', () => {
  // What an earlier shard left behind the end does not count.
  withKernel(new Uint8Array(500).fill(200), () => {});
  for (let length = 1; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(65);
    withKernel(bytes, (held) => {
      const isAscii = (): number | undefined => kernelOf(held)?.wasm.isAscii(length);
      expect(isAscii()).toBe(1);
      for (let at = 0; at < length; at++) {
        held[at] = 128;
        expect(isAscii()).toBe(0);
        held[at] = 65;
      }
    });
  }
});
