import { expect, test } from 'vitest';
import { DEFAULT_WRITER, PROVIDER_IDS } from '../contracts/written-summary';
import { none } from './none';
import { loadProvider, PROVIDERS } from './providers';

test('every provider of the settings has its row, and the default is none', async () => {
  expect(Object.keys(PROVIDERS)).toEqual([...PROVIDER_IDS]);
  for (const id of PROVIDER_IDS) {
    expect(PROVIDERS[id]).toMatchObject({ id, label: expect.stringMatching(/\w/) });
    const provider = await loadProvider({
      settings: { ...DEFAULT_WRITER, provider: id },
      exchange: null,
      local: null,
    });
    expect((await provider.available()).kind).toMatch(/^(off|ready|unavailable)$/);
  }
  expect(await loadProvider({ settings: DEFAULT_WRITER, exchange: null, local: null })).toBe(none);
});
