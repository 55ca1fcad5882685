import { expect, test } from 'vitest';
import { detectFormat } from '../ingest/detect';
import { scanShard } from '../ingest/shards/shard';
import { CARRY_NONE } from '../ingest/types';
import { parseChanges } from '../investigate/changes-file';
import { DEMO, simulate } from './simulate';

const demo = simulate(DEMO);

test.each([
  ['app-server.log', 'log4j'],
  ['hdfs-datanode.log', 'hdfs'],
  ['spark-driver.log', 'spark'],
  ['openstack.log', 'openstack'],
  ['bgl-ras.log', 'bgl'],
])('%s is read as %s: every line understood, every record timed', (path, format) => {
  const bytes = new TextEncoder().encode(demo.files.find((file) => file.path === path)?.text);
  const guess = detectFormat([bytes.subarray(0, 262_144)], { name: path, zone: 'UTC', whole: false });
  const job = {
    fileIdx: 0,
    shardIdx: 0,
    begin: 0,
    end: bytes.length,
    last: true,
    plan: guess.plan,
    carry: CARRY_NONE,
    wantBytes: false,
  };
  const shard = scanShard(bytes, job);
  expect([guess.format, guess.confidence01]).toEqual([format, 1]);
  expect([shard.numUnparsed, shard.gaps]).toEqual([0, []]);
  expect(shard.timeMs.every((ms) => ms >= Date.UTC(2026, 2, 10, 9) && ms < Date.UTC(2026, 2, 10, 15))).toBe(
    true,
  );
});

test('changes.csv reads back as the changes', () => {
  const text = demo.files.find((file) => file.path === 'changes.csv')?.text ?? '';
  const { changes, problems } = parseChanges('changes.csv', text, 'UTC');
  expect(problems).toEqual([]);
  const essence = (list: typeof changes) => list.map(({ timeMs, kind, what }) => ({ timeMs, kind, what }));
  expect(essence(changes)).toEqual(essence(demo.changes));
});
