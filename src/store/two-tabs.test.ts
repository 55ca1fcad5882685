// Two tabs of one browser: what is marked in either stays, in whatever order they mark, store and hear of each other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { memoryValues } from './fixtures/memory-values';
import { withMark, withoutMark } from './marks';
import { mergeSettings } from './merge-settings';
import { createSettingsStore, type SettingsStore } from './settings';

const mark = (...templates: string[]) => ({ templates, windows: [] });
const add = (tab: SettingsStore, text: string): void => {
  const { valid, edit } = tab.getState();
  edit({ normal: withMark(valid.normal, mark(text)) });
};
const remove = (tab: SettingsStore, text: string): void => {
  const { valid, edit } = tab.getState();
  edit({ normal: withoutMark(valid.normal, mark(text)) });
};
const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
};

test('a mark made in one tab and one made in the other, neither knowing of the other, both stay in both', async () => {
  const open = memoryValues();
  const [a, b] = [createSettingsStore(open()), createSettingsStore(open())];
  add(a, 'pool <*>');
  add(b, 'disk <*>');
  await settle();
  for (const tab of [a, b])
    expect([...tab.getState().valid.normal.templates].sort()).toEqual(['disk <*>', 'pool <*>']);
  const later = createSettingsStore(open());
  await later.getState().restore();
  expect(later.getState().valid).toEqual(a.getState().valid);
});

test('the other tab says that something came from elsewhere, and keeps what is being typed', async () => {
  const open = memoryValues();
  const [a, b] = [createSettingsStore(open()), createSettingsStore(open())];
  b.getState().edit({ seed: -1 });
  add(a, 'pool <*>');
  await settle();
  const { draft, valid, news } = b.getState();
  expect(draft.seed).toBe(-1);
  expect(valid.normal.templates).toEqual(['pool <*>']);
  expect(news).toContain('another tab');
});

test('whatever two tabs add and take away, what is there at the end is what somebody added and nobody took away after', async () => {
  const step = fc.record({
    tab: fc.nat(1),
    text: fc.constantFrom('a', 'b', 'c', 'd'),
    isAdded: fc.boolean(),
    waits: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const open = memoryValues();
      const tabs = [createSettingsStore(open()), createSettingsStore(open())];
      const last = new Map<string, boolean[]>();
      let between = 0;
      for (const { tab, text, isAdded, waits } of steps) {
        const has = tabs[tab].getState().valid.normal.templates.includes(text);
        if (isAdded !== has) last.set(text, between === 0 ? [isAdded] : [...(last.get(text) ?? []), isAdded]);
        if (isAdded) add(tabs[tab], text);
        else remove(tabs[tab], text);
        between++;
        if (waits) {
          await settle();
          between = 0;
        }
      }
      await settle();
      const [own, other] = tabs.map((tab) => tab.getState().valid.normal.templates);
      expect([...own].sort()).toEqual([...other].sort());
      // A text of which all the last changes say the same is as they say.
      for (const [text, changes] of last)
        if (new Set(changes).size === 1) expect(own.includes(text), text).toBe(changes[0]);
    }),
    { numRuns: 60 },
  );
});

test('settings that only one of the two changed are merged setting by setting', () => {
  const mine: Settings = { ...DEFAULT_SETTINGS, seed: 7, files: { 'a.log': FILE } };
  const theirs: Settings = { ...DEFAULT_SETTINGS, year: 2024, files: { 'b.log': FILE } };
  const merged = mergeSettings(DEFAULT_SETTINGS, mine, theirs);
  expect(merged).toEqual({
    ...DEFAULT_SETTINGS,
    seed: 7,
    year: 2024,
    files: { 'a.log': FILE, 'b.log': FILE },
  });
  expect(mergeSettings(mine, { ...mine, files: {} }, merged).files).toEqual({ 'b.log': FILE });
});

const FILE = { format: null, encoding: null, zone: 'UTC' };
