/**
 * What is known of a log while it is still read. In: the builder as it grows. Out: a Preview now and then: at once when the
 * first records are there, then so seldom that making them costs little beside the reading.
 */
import { MAX_PREVIEW_TEMPLATES, type Preview } from '../contracts/preview';
import type { DrainSettings } from '../contracts/settings';
import { mineTemplates } from '../core/drain/drain';
import type { TableBuilder } from '../core/ingest/assemble';

/** Shapes that are mined for a preview: the most frequent ones, few for the first one, which has to be there at once. */
const FIRST_SHAPES = 150;
const MAX_SHAPES = 2000;
const MIN_PAUSE_MS = 300;
/** Of the time, mining for previews may take one part in so many; counts are shown in between. */
const COST_SHARE = 15;

export interface PreviewFeed {
  /** Whether it is time for the next one. */
  isDue(): boolean;
  make(bytesDone: number, bytesTotal: number): Preview;
}

export function createPreviewFeed(
  builder: TableBuilder,
  settings: DrainSettings,
  now: () => number,
): PreviewFeed {
  let nextMs = Number.NEGATIVE_INFINITY;
  let nextMiningMs = Number.NEGATIVE_INFINITY;
  let maxShapes = FIRST_SHAPES;
  let mined: ReturnType<typeof templatesOf> = { numTemplates: 0, templates: [] };
  const mine = (): void => {
    const began = now();
    mined = templatesOf(builder, settings, maxShapes);
    maxShapes = Math.min(MAX_SHAPES, maxShapes * 4);
    nextMiningMs = now() + (now() - began) * COST_SHARE;
  };
  return {
    isDue: () => now() >= nextMs && builder.preview.numRecords > 0,
    make(bytesDone, bytesTotal) {
      if (now() >= nextMiningMs) mine();
      const preview = {
        numRecords: builder.preview.numRecords,
        bytesDone,
        bytesTotal,
        files: builder.filesSoFar(),
        histogram: builder.preview.histogram(),
        ...mined,
      };
      nextMs = now() + MIN_PAUSE_MS;
      return preview;
    },
  };
}

/** Templates over the most frequent shapes; masks and edits of the user are left to the real mining. */
function templatesOf(
  builder: TableBuilder,
  settings: DrainSettings,
  maxShapes: number,
): Pick<Preview, 'numTemplates' | 'templates'> {
  const shapes = builder.frequentShapes(maxShapes);
  const table = {
    length: shapes.length,
    tokens: shapes.map((shape) => shape.tokens),
    count: Float64Array.from(shapes, (shape) => shape.count),
  };
  const { ofShape, templates } = mineTemplates(table, { ...settings, masks: [], edits: [], state: null });
  const found = templates.map(({ text }) => ({ text, count: 0, level: 0 }));
  shapes.forEach(({ count, level }, i) => {
    const template = found[ofShape[i]];
    template.count += count;
    template.level = Math.max(template.level, level);
  });
  found.sort((a, b) => b.count - a.count);
  return { numTemplates: templates.length, templates: found.slice(0, MAX_PREVIEW_TEMPLATES) };
}
