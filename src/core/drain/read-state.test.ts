import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { mergeStates } from './merge-states';
import { readMinerState } from './read-state';
import { makeMinerState } from './state';

const PATTERNS = ['user <*> left', 'disk <*> is full', 'cache is warm'];
const STATE = makeMinerState(
  PATTERNS.map((text) => ({ text, level: 'quiet', count: 2 })),
  PATTERNS.map((text) => ({ text, template: text })),
  DEFAULT_SETTINGS.drain,
);
const parsed = (): Record<string, unknown> => JSON.parse(JSON.stringify(STATE));

test('what is saved is read again as it was', () => {
  expect(readMinerState(parsed())).toEqual(JSON.parse(JSON.stringify(STATE)));
  const { patterns: _, ...older } = parsed();
  expect(readMinerState(older).patterns).toBeNull();
});

/** Every place of the value, as keys from its root. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const own = Object.entries(value).flatMap(([key, each]) => placesOf(each, [...path, key]));
  return path.length === 0 ? own : [[...path], ...own];
}

function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const copy = parsed();
  let at: Record<string, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path[path.length - 1]] = value;
  return copy;
}

test('with anything in the place of any of its parts it is refused in words, or read and put together without harm', () => {
  const places = placesOf(STATE);
  expect(places.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.anything(), (path, value) => {
      let state: ReturnType<typeof readMinerState>;
      try {
        state = readMinerState(withValue(path, value));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect((error as Error).message).toMatch(/ is | has | names /);
        return;
      }
      const names = ['a.json', 'b.json'];
      const [own, other] = [state, STATE].map((each, i) => ({ name: names[i], state: each }));
      mergeStates([own, other]);
    }),
    { numRuns: 2000 },
  );
});
