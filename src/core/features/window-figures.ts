/** What a window looked like to the detectors, for the user. In: features. Out: the few columns that the page shows. */
import type { FeatureColumn } from '../../contracts/export-tables';
import type { FeatureMatrix, WindowFigures } from '../../contracts/features';

/** Records, errors and warnings are in the levels that the page has already. */
const SHOWN = [
  'distinct_templates',
  'new_templates',
  'vanished_templates',
  'entropy_bits',
  'gap_max_ms',
] as const satisfies readonly FeatureColumn[];

export function figuresOf({ grid, columns, values }: FeatureMatrix): WindowFigures {
  const places = SHOWN.map((name) => columns.indexOf(name));
  const shown = new Float32Array(grid.length * SHOWN.length);
  for (let w = 0; w < grid.length; w++)
    places.forEach((place, i) => {
      shown[w * SHOWN.length + i] = values[w * columns.length + place];
    });
  return { columns: SHOWN, values: shown };
}
