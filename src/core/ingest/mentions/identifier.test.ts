import { expect, test } from 'vitest';
import { createSample } from '../sample';
import type { IdentifierPlan } from '../types';
import { createMentionFinder, learnIdentifier } from './identifier';

const learn = (lines: readonly string[]): IdentifierPlan | null =>
  learnIdentifier(createSample([new TextEncoder().encode(lines.join('\n'))], '', true));
const uuid = (i: number): string => `0000${String(i).padStart(4, '0')}-aaaa-bbbb-cccc-123456789abc`;

function keysOf(plan: IdentifierPlan, line: string): string[] {
  const keys: string[] = [];
  const bytes = new TextEncoder().encode(line);
  createMentionFinder(plan, (of, begin, end) => keys.push(new TextDecoder().decode(of.subarray(begin, end))))(
    bytes,
    0,
    bytes.length,
  );
  return keys;
}

test('blocks: prefix and number, also negative', () => {
  const plan = learn(
    Array.from(
      { length: 200 },
      (_, i) => `081109 203615 1 INFO a.B: block blk_${i % 2 ? '-' : ''}${1e9 + (i >> 2)} done`,
    ),
  );
  expect(plan).toMatchObject({ identifier: 'block', prefix: 'blk_', keepPrefix: true });
  expect(keysOf(plan!, 'x blk_-12 and blk_7, blk_')).toEqual(['blk_-12', 'blk_7']);
});

test('request ids in the header, trace ids in key=value and in JSON', () => {
  const request = learn(
    Array.from({ length: 120 }, (_, i) => `2024-03-01 00:00:00 INFO [req-${uuid(i >> 2)} - -] x`),
  );
  expect(request).toMatchObject({ identifier: 'request', prefix: 'req-' });
  const trace = learn(Array.from({ length: 120 }, (_, i) => `level=info msg=x trace_id=abc${i >> 2}def n=1`));
  expect(trace).toMatchObject({ identifier: 'trace', prefix: 'trace_id=', keepPrefix: false });
  expect(keysOf(trace!, 'a trace_id=abc12def b')).toEqual(['abc12def']);
  const json = learn(Array.from({ length: 120 }, (_, i) => `{"msg":"x","requestId":"${uuid(i >> 2)}"}`));
  expect(json).toMatchObject({ identifier: 'request', prefix: 'requestId":"' });
});

test('none where ids do not repeat, are few, or stand in few lines', () => {
  expect(learn(Array.from({ length: 200 }, (_, i) => `x blk_${1e9 + i}`))).toBeNull();
  expect(learn(Array.from({ length: 200 }, (_, i) => `x blk_${1e9 + (i % 5)}`))).toBeNull();
  expect(
    learn(Array.from({ length: 200 }, (_, i) => (i % 10 ? 'nothing' : `x blk_${1e9 + (i >> 5)}`))),
  ).toBeNull();
});
