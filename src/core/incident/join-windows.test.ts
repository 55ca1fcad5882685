import { expect, test } from 'vitest';
import { goesOnUntil, joinSameTrouble, joinWindows, partByFiles } from './join-windows';

test('small holes and weak leads are bridged, large holes part episodes', () => {
  const flags = (length: number, ones: readonly number[]) =>
    Uint8Array.from({ length }, (_, w) => (ones.includes(w) ? 1 : 0));
  const confirmed = flags(40, [5, 7, 11, 16, 30]);
  expect(joinWindows({ confirmed, watch: flags(40, []) })).toEqual([
    { begin: 5, end: 12 },
    { begin: 16, end: 17 },
    { begin: 30, end: 31 },
  ]);
  expect(joinWindows({ confirmed, watch: flags(40, [13]) })[0]).toEqual({ begin: 5, end: 17 });
  const single = Array.from({ length: 13 }, (_, i) => 17 + i);
  expect(joinWindows({ confirmed, watch: flags(40, [13, ...single]) }).at(-1)).toEqual({
    begin: 30,
    end: 31,
  });
});

const leadsFrom =
  (leads: Readonly<Record<number, readonly number[]>>) => (span: { begin: number; end: number }) => {
    const found = new Map<number, number>();
    for (let w = span.begin; w < span.end; w++)
      for (const lead of leads[w] ?? []) found.set(lead, (found.get(lead) ?? 0) + 1);
    return found;
  };

test('spans are one trouble while a lead that they share keeps coming', () => {
  const spans = [
    { begin: 0, end: 1 },
    { begin: 40, end: 42 },
  ];
  const join = (leads: Record<number, number[]>) => joinSameTrouble(spans, leadsFrom(leads));
  expect(join({ 0: [7], 20: [7], 40: [7, 8] })).toEqual([{ begin: 0, end: 42 }]);
  expect(join({ 0: [7], 40: [7] })).toEqual(spans);
  expect(join({ 0: [7], 20: [8], 40: [7] })).toEqual(spans);
  expect(join({ 0: [7], 5: [7], 40: [7] })).toEqual(spans);
  const often = [8, 8, 8, 8, 8];
  expect(join({ 0: [7, ...often], 20: [7], 40: [7] })).toEqual(spans);
  expect(join({ 0: [7, 7, ...often], 20: [7], 40: [7] })).toEqual([{ begin: 0, end: 42 }]);
});

test('a warning that goes on until the outage belongs to it; one that fell silent, or that has long become usual, does not', () => {
  const spans = (begin: number) => [
    { begin: 0, end: 1 },
    { begin, end: begin + 2 },
  ];
  const until = (last: number, begin: number) => {
    const leads = Object.fromEntries(Array.from({ length: last + 1 }, (_, w) => [w, [7]]));
    return joinSameTrouble(spans(begin), leadsFrom({ ...leads, [begin]: [8] }));
  };
  expect(until(9, 10)).toEqual([{ begin: 0, end: 12 }]);
  expect(until(6, 10)).toEqual([{ begin: 0, end: 12 }]);
  expect(until(5, 10)).toEqual(spans(10));
  expect(until(39, 40)).toEqual(spans(40));
});

test('a span is cut at a hole only where no file is in trouble on both sides', () => {
  const confirmed = Uint8Array.from([1, 1, 0, 1, 0, 1]);
  const part = (files: readonly (readonly number[])[]) =>
    partByFiles({ begin: 0, end: 6 }, { confirmed }, (w) => new Set(files[w]));
  expect(part([[0], [0], [], [1], [], [1]])).toEqual([
    { begin: 0, end: 2 },
    { begin: 3, end: 6 },
  ]);
  expect(part([[0], [0], [], [1], [], [0]])).toEqual([{ begin: 0, end: 6 }]);
  expect(part([[0], [0], [], [], [], []])).toEqual([{ begin: 0, end: 6 }]);
});

test('a crisis may pause for an eighth of what it has lasted, and a short trouble for half a day of windows', () => {
  const joined = (lasted: number, quiet: number) => {
    const next = lasted + 2 * quiet + 1;
    const leads = { 0: [7], [lasted - 1]: [7], [lasted + quiet]: [7], [next]: [7] };
    const spans = [
      { begin: 0, end: lasted },
      { begin: next, end: next + 1 },
    ];
    return joinSameTrouble(spans, leadsFrom(leads)).length === 1;
  };
  expect(joined(4, 24)).toBe(true);
  expect(joined(4, 25)).toBe(false);
  expect(joined(400, 50)).toBe(true);
  expect(joined(400, 51)).toBe(false);
});

test('what an incident is about goes on while its main lead comes, with no pause that would end it', () => {
  const untilOf = (windows: readonly number[], limit = 40) => {
    const leads = Object.fromEntries([...windows, 9].map((w) => [w, [7, 7, 7, 7]]));
    return goesOnUntil({ begin: 8, end: 10 }, limit, leadsFrom({ ...leads, 30: [8] }));
  };
  expect(untilOf([])).toBe(10);
  expect(untilOf([10, 11, 12])).toBe(13);
  expect(untilOf([13])).toBe(14);
  expect(untilOf([14])).toBe(10);
  expect(untilOf([12, 15, 18])).toBe(19);
  expect(untilOf([12, 15, 18], 16)).toBe(16);
  // A lead of another trouble is not what it is about.
  expect(untilOf([12, 15, 18, 21, 24, 27])).toBe(28);
});
