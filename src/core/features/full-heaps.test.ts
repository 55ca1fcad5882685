import { describe, expect, it } from 'vitest';
import { judgeLog } from '../../engine/fixtures/judge-log';
import { type Collection, fullCollection, fullHeapRuns } from './full-heaps';

const UNITS = {
  K: (mb: number): string => `${Math.round(mb * 1024)}K`,
  M: (mb: number): string => `${Math.round(mb)}M`,
  'M with a part': (mb: number): string => `${mb.toFixed(1)}M`,
  G: (mb: number): string => `${(mb / 1024).toFixed(2)}G`,
};
type Form = (before: string, after: string, capacity: string) => string;

/** A full collection as each collector writes it. */
const JVM: Readonly<Record<string, Form>> = {
  serial: (b, a, c) => `GC(4) Pause Full (Allocation Failure) ${b}->${a}(${c}) 12.382ms`,
  parallel: (b, a, c) => `GC(5) Pause Full (Ergonomics) ${b}->${a}(${c}) 3.582ms`,
  G1: (b, a, c) => `GC(18) Pause Full (G1 Compaction Pause) ${b}->${a}(${c}) 2.508ms`,
  'G1 of 11': (b, a, c) => `GC(18) Pause Full (Allocation Failure) ${b}->${a}(${c}) 2.508ms`,
  shenandoah: (b, a, c) => `GC(31) Pause Full ${b}->${a}(${c}) 301.221ms`,
  'before 9': (b, a, c) => `[Full GC (Allocation Failure)  ${b}->${a}(${c}), 0.1203330 secs]`,
  'before 7': (b, a, c) => `[Full GC ${b}->${a}(${c}), 0.1203330 secs]`,
  'before 9, parallel in detail': (b, a, c) =>
    `[Full GC (Ergonomics) [PSYoungGen: 7168K->10K(14336K)] [ParOldGen: 34815K->20K(34816K)] ${b}->${a}(${c}), [Metaspace: 3000K->3000K(1056768K)], 0.12 secs] [Times: user=0.20 sys=0.00, real=0.12 secs]`,
  'before 9, CMS in detail': (b, a, c) =>
    `[Full GC (Allocation Failure) 2.312: [CMS: 34815K->20K(34816K), 0.1100000 secs] ${b}->${a}(${c}), [Metaspace: 3000K->3000K(1056768K)], 0.1201 secs]`,
};
const V8 = (b: string, a: string, c: string, mu = '0.061'): string =>
  `[9391:0x1c4ba870]   443120 ms: Mark-Compact (reduce) ${b} (${c}) -> ${a} (${c}) MB, 54.75 / 0.00 ms  (average mu = 0.181, current mu = ${mu}) allocation failure; scavenge might not succeed`;
const Z = (b: string, a: string, percent: number): string =>
  `GC(3) Garbage Collection (Allocation Stall) ${b}(99%)->${a}(${percent}%)`;

describe.each(Object.entries(JVM))('%s', (_collector, form) => {
  it.each(Object.entries(UNITS))(
    'in %s: what frees nothing is in vain, what frees much is not',
    (_unit, as) => {
      const line = (b: number, a: number, c: number): string => form(as(b), as(a), as(c));
      expect(fullCollection(line(2046, 2045, 2048))?.isInVain).toBe(true);
      expect(fullCollection(line(2046, 1960, 2048))?.isInVain).toBe(true);
      expect(fullCollection(line(2046, 1200, 2048))?.isInVain).toBe(false);
      expect(fullCollection(line(1850, 1849, 2600))?.isInVain).toBe(false);
      // Nearly full, and it freed enough to go on.
      expect(fullCollection(line(2048, 1860, 2048))?.isInVain).toBe(false);
    },
  );
});

describe('V8 and ZGC', () => {
  it.each([
    ['V8', V8('2045.1', '2044.8', '2084.1'), true],
    ['V8 before 20', V8('2045.1', '2044.8', '2084.1').replace('Mark-Compact', 'Mark-sweep'), true],
    ['V8 with time for the program', V8('40.9', '40.1', '42.9', '0.981'), false],
    ['V8 that frees', V8('2045.1', '900.2', '2084.1'), false],
    ['ZGC', Z('2046M', '2044M', 100), true],
    ['ZGC that frees', Z('2046M', '602M', 29), false],
  ])('%s', (_name, line, isInVain) => {
    expect(fullCollection(line)?.isInVain).toBe(isInVain);
  });
});

it.each([
  'GC(3) Pause Full (System.gc()) 46M->46M(48M) 5.0ms',
  'GC(3) Pause Full (Metadata GC Threshold) 46M->46M(48M) 5.0ms',
  'GC(3) Pause Full (Heap Dump Initiated GC) 46M->46M(48M) 5.0ms',
  '[Full GC (System) 46M->46M(48M), 0.1 secs]',
  'GC(20) Pause Young (Normal) (G1 Evacuation Pause) 46M->46M(48M) 0.253ms',
  'gc 14 @2.104s 3%: 0.1+1.2+0.1 ms clock, 1/2/0 ms cpu, 46->46->46 MB, 48 MB goal, 8 P',
  'GC(18) Pause Full (G1 Compaction Pause)',
  'a full GC (see the handbook) was seen',
])('tells of no full collection of a heap that ran short: %s', (line) => {
  expect(fullCollection(line)).toBeNull();
});

describe('runs', () => {
  const at = (minute: number, isInVain = true, capacityBytes = 1000): Collection => ({
    after: '',
    capacity: '',
    capacityBytes,
    isInVain,
    timeMs: minute * 60_000,
  });
  it.each<[string, readonly Collection[], readonly number[]]>([
    ['three in a row', [at(0), at(1), at(2)], [3]],
    ['two', [at(0), at(1)], []],
    ['parted by one that frees', [at(0), at(1), at(2, false), at(3), at(4)], []],
    ['of other heaps', [at(0), at(1, true, 2000), at(2, true, 4000)], []],
    ['of a heap that somebody lives with', [at(0), at(60), at(120), at(180)], []],
    ['twice', [at(0), at(1), at(2), at(3, false), at(4), at(5), at(6), at(7)], [3, 4]],
    ['without times', [at(Number.NaN), at(Number.NaN), at(Number.NaN)], [3]],
  ])('%s', (_name, collections, lengths) => {
    expect(fullHeapRuns(collections).map(({ length }) => length)).toEqual(lengths);
  });
});

const START = Date.UTC(2026, 4, 4, 8);
const stamp = (s: number): string => new Date(START + s * 1000).toISOString().replace('Z', '+0000');
const unified = (s: number, message: string): string => `[${stamp(s)}][info][gc] ${message}`;
const before9 = (s: number, message: string): string => `${stamp(s)}: ${s}.312: ${message}`;

/** Two hours of young collections; from minute 80 on full ones, one in five seconds. */
function gcLog(write: typeof unified, young: Form, full: Form, freed: number): string {
  const lines: string[] = [];
  for (let s = 0; s < 7200; s += 20)
    lines.push(write(s, young('1400M', `${300 + ((s * 7) % 90)}M`, '2048M')));
  for (let s = 4800; s < 6000; s += 5) lines.push(write(s + 1, full('2046M', `${2045 - freed}M`, '2048M')));
  return lines.sort().join('\n');
}
const LOGS: readonly (readonly [string, typeof unified, Form, Form])[] = [
  [
    'unified',
    unified,
    (b, a, c) => `GC(9) Pause Young (Normal) (G1 Evacuation Pause) ${b}->${a}(${c}) 2.1ms`,
    JVM.G1,
  ],
  [
    'before 9',
    before9,
    (b, a, c) => `[GC (Allocation Failure)  ${b}->${a}(${c}), 0.0103330 secs]`,
    JVM['before 9'],
  ],
];

describe.each(LOGS)('a log of hours, %s', (_name, write, young, full) => {
  it('is told by its heap and the cause', async () => {
    const [incident, ...others] = (
      await judgeLog([{ path: 'orders-gc.log', content: gcLog(write, young, full, 0) }])
    ).incidents;
    expect(others).toEqual([]);
    expect(incident.title).toMatch(
      /^orders-gc: heap full after 240 full collections \(2045M of 2048M left in use\)/,
    );
    expect(incident.hypotheses[0].text).toContain('The heap is full');
    expect(incident.hypotheses[0].runbook).toBe('java-heap-out-of-memory');
  });

  it('is not said to be full where its collections free', async () => {
    const { incidents } = await judgeLog([
      { path: 'orders-gc.log', content: gcLog(write, young, full, 1500) },
    ]);
    expect(incidents.map(({ title }) => title).join()).not.toContain('heap full');
  });
});

describe('a short log', () => {
  const short = (freed: number): string =>
    Array.from({ length: 40 }, (_, i) =>
      i % 2
        ? `[${i}.131s][info][gc] ${JVM.serial('46M', `${46 - freed}M`, '48M')}`
        : `[${i}.031s][info][gc] GC(2) Pause Young (Allocation Failure) 30M->12M(48M) 1.2ms`,
    ).join('\n');

  it('is read: heap and cause', async () => {
    const [incident] = (await judgeLog([{ path: 'gc.log', content: short(0) }])).incidents;
    expect(incident.title).toContain('heap full after 20 full collections (46M of 48M left in use)');
    expect(incident.hypotheses[0].runbook).toBe('java-heap-out-of-memory');
  });

  it('is left alone where its collections free', async () => {
    expect((await judgeLog([{ path: 'gc.log', content: short(30) }])).incidents).toEqual([]);
  });
});
