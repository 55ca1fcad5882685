import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { THRESHOLD_ROWS, THRESHOLDS } from './thresholds';

const SRC = join(import.meta.dirname, '..');
const names = Object.keys(THRESHOLD_ROWS) as (keyof typeof THRESHOLD_ROWS)[];

test('each value lies within its range, and the values alone are the same', () => {
  for (const name of names) {
    const { value, range, unit } = THRESHOLD_ROWS[name];
    expect(range[0], name).toBeLessThan(range[1]);
    expect(value, name).toBeGreaterThanOrEqual(range[0]);
    expect(value, name).toBeLessThanOrEqual(range[1]);
    expect(unit, name).not.toBe('');
    expect(THRESHOLDS[name]).toBe(value);
  }
});

test('a share says so in its name', () => {
  for (const name of names)
    if (name.endsWith('01')) expect(THRESHOLD_ROWS[name].range[1]).toBeLessThanOrEqual(1);
});

test('each row says why', () => {
  const lines = readFileSync(join(SRC, 'contracts', 'thresholds.ts'), 'utf8').split('\n');
  const silent = names.filter((name) => {
    const at = lines.findIndex((line) => line.startsWith(`  ${name}: row(`));
    return at < 1 || !/\*\/$/.test(lines[at - 1]);
  });
  expect(silent).toEqual([]);
});

test('each is read by the program: a row that nobody asks is a lie', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith('thresholds.ts'),
  );
  const text = files
    .map((path) => readFileSync(join(SRC, path), 'utf8'))
    .filter((code) => /contracts\/thresholds'|\.\/thresholds'/.test(code))
    .join('\n');
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});
