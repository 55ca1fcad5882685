import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { arrowWithoutEval } from './plugin';

const VALID = new URL('../../node_modules/apache-arrow/builder/valid.mjs', import.meta.url);

async function replacement() {
  const { load } = arrowWithoutEval() as { load(id: string): string | null };
  const code = load(VALID.pathname);
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code ?? '')}`);
}

it('finds the null test in the arrow that is installed', () => {
  expect(readFileSync(VALID, 'utf8')).toContain('new Function');
});

it('replaces it by one that answers alike', async () => {
  const theirs = await import(/* @vite-ignore */ VALID.href);
  const ours = await replacement();
  const nulls = [[], [null, undefined], [null, Number.NaN, 'N/A'], [0n, '']];
  const values = [null, undefined, Number.NaN, 0, 0n, '', 'N/A', 'x', false];
  for (const list of nulls) {
    const [expected, actual] = [theirs.createIsValidFunction(list), ours.createIsValidFunction(list)];
    expect(values.map((value) => actual(value))).toEqual(values.map((value) => expected(value)));
  }
});

it('leaves other files alone', () => {
  const { load } = arrowWithoutEval() as { load(id: string): string | null };
  expect(load('/x/node_modules/apache-arrow/builder/other.mjs')).toBeNull();
});
