import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { FEATURE_COLUMNS } from './columns';
import { figuresOf } from './window-figures';

test('the figures of a window are those of its row', () => {
  const width = FEATURE_COLUMNS.length;
  const features = {
    grid: { length: 3 },
    columns: FEATURE_COLUMNS,
    values: Float32Array.from({ length: 3 * width }, (_, i) => i),
  } as unknown as FeatureMatrix;
  const { columns, values } = figuresOf(features);
  expect(values).toHaveLength(3 * columns.length);
  for (const w of [0, 2])
    columns.forEach((name, i) => {
      const place = FEATURE_COLUMNS.indexOf(name as (typeof FEATURE_COLUMNS)[number]);
      expect(values[w * columns.length + i]).toBe(w * width + place);
    });
});
