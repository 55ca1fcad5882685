import { expect, test, vi } from 'vitest';
import { pinKeyOf } from '../contracts/pins';
import type { FileSummary } from '../contracts/tables';
import { pinnedRows } from '../core/lib/pinned-rows';
import { memoryValues } from './fixtures/memory-values';
import { createPinsStore } from './pins';

const FILES = [
  { name: 'a.log', xxh64: 'aa', rowBegin: 0, rowEnd: 10 },
  { name: 'b.log', xxh64: null, rowBegin: 10, rowEnd: 20 },
] as unknown as FileSummary[];

test('pins and notes are there after a visit, at the same line of the same bytes, wherever the file stands', async () => {
  const tab = memoryValues();
  const values = tab();
  const first = createPinsStore(values).getState();
  first.togglePin(pinKeyOf(FILES[0]), 3);
  first.setNote('aa', 3, 'begins here');
  first.togglePin(pinKeyOf(FILES[1]), 4);
  first.togglePin('aa', 5);
  first.togglePin('aa', 5);
  first.saveFilter({ name: 'mine', terms: ['level:error'] });
  first.saveFilter({ name: 'mine', terms: ['level:warn'] });
  await vi.waitFor(async () =>
    expect(await values.get('pins')).toMatchObject({ filters: [{ terms: ['level:warn'] }] }),
  );
  const later = createPinsStore(tab());
  await later.getState().restore();
  const { pins, filters } = later.getState();
  expect([...pinnedRows(pins, FILES)]).toEqual([
    [3, 'begins here'],
    [14, ''],
  ]);
  const [a, b] = FILES;
  expect([
    ...pinnedRows(pins, [
      { ...b, rowBegin: 0, rowEnd: 10 },
      { ...a, name: 'renamed', rowBegin: 10, rowEnd: 20 },
    ]),
  ]).toEqual([
    [4, ''],
    [13, 'begins here'],
  ]);
  expect(filters).toEqual([{ name: 'mine', terms: ['level:warn'] }]);
  later.getState().removeFilter('mine');
  expect(later.getState().filters).toEqual([]);
});

test('what was kept by another hand is checked, and a storage that refuses loses nothing of the visit', async () => {
  const store = createPinsStore({
    get: async () => ({ pins: [{ file: 'x' }, { file: 'aa', recordIdx: 1, note: '' }, 7], filters: 'none' }),
    update: async () => Promise.reject(new Error('no')),
    onChange: () => undefined,
  });
  await store.getState().restore();
  expect(store.getState()).toMatchObject({ pins: [{ recordIdx: 1 }], filters: [] });
  store.getState().togglePin('aa', 2);
  expect(store.getState().pins).toHaveLength(2);
});

test('pins of two tabs are joined', async () => {
  const tab = memoryValues();
  const [here, there] = [createPinsStore(tab()), createPinsStore(tab())];
  here.getState().togglePin('aa', 1);
  await vi.waitFor(() => expect(there.getState().pins).toHaveLength(1));
  there.getState().togglePin('aa', 2);
  here.getState().setNote('aa', 1, 'first');
  for (const { getState } of [here, there])
    await vi.waitFor(() =>
      expect(getState().pins).toEqual([
        { file: 'aa', recordIdx: 1, note: 'first' },
        { file: 'aa', recordIdx: 2, note: '' },
      ]),
    );
});

test('what the browser refuses to keep is said, stays on screen, and is kept with the next change that it takes', async () => {
  const values = memoryValues()();
  let hasRoom = false;
  const store = createPinsStore({
    ...values,
    update: (key, change) =>
      hasRoom ? values.update(key, change) : Promise.reject(new DOMException('', 'QuotaExceededError')),
  });
  const { togglePin, setNote } = store.getState();
  togglePin('aa', 3);
  setNote('aa', 3, 'begins here');
  await vi.waitFor(() => expect(store.getState().notice).toContain('has no room left'));
  hasRoom = true;
  togglePin('aa', 7);
  await vi.waitFor(() => expect(store.getState().notice).toBeNull());
  const pins = [
    { file: 'aa', recordIdx: 3, note: 'begins here' },
    { file: 'aa', recordIdx: 7, note: '' },
  ];
  expect(store.getState().pins).toEqual(pins);
  expect(await values.get('pins')).toMatchObject({ pins });
});
