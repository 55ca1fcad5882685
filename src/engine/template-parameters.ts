// Values of one template's wildcards, read back from its lines. In: the tables of an analysis. Out: values per wildcard,
// and how often the template occurs over the time of the log. Records are read in large slices, at most MAX_READ of them.
import type { TemplateParameters } from '../contracts/parameters';
import type { OnProgress } from '../contracts/units';
import { createExtractor } from '../core/drain/parameters';
import { ValueSummary } from '../core/drain/value-summary';
import { unitAtStart } from '../core/drain/value-type';
import { rowsOfTemplate } from '../core/lib/line-query';
import { spreadOver } from '../core/lib/spread';
import { UnreadTally } from '../input/checked-text';
import { type OnUnread, readRows, recordRange } from '../input/read-rows';
import { countOverTime } from './histogram';
import type { Tables } from './tables';

/** Most records that are read for one template. */
const MAX_READ = 200_000;
/** Records that are in memory at a time. */
const CHUNK_ROWS = 8192;

/**
 * Same tables, same answer. Records whose file is not at hand, or can no longer be read, are left out of numRead.
 * @throws RangeError for a template that does not exist.
 */
export async function readParameters(
  { table, templates, text }: Pick<Tables, 'table' | 'templates' | 'text'>,
  template: number,
  onProgress: OnProgress,
  maxRead = MAX_READ,
): Promise<TemplateParameters> {
  const known = templates.templates[template];
  if (known === undefined) throw new RangeError(`There is no template ${template}.`);
  const all = rowsOfTemplate(table, templates, template);
  const rows = spreadOver(all, maxRead);
  const tally = createTally(known.text);
  const unread = new UnreadTally();
  for (let begin = 0; begin < rows.length; begin += CHUNK_ROWS) {
    const end = Math.min(begin + CHUNK_ROWS, rows.length);
    const chunk = rows.subarray(begin, end);
    const onUnread: OnUnread = (at, why) =>
      unread.add(table.files[recordRange(table, chunk[at]).fileIdx].name, why);
    for (const parts of await readRows(text, chunk, 0, onUnread)) if (parts) tally.add(parts.message);
    onProgress({ stage: 'drain', detail: '', done: end, total: rows.length, unit: 'lines' });
  }
  const overTime = countOverTime(table, templates, all);
  return { template, numRecords: all.length, overTime, ...tally.figures(), unread: unread.parts() };
}

/** Takes message after message; says what each wildcard held. */
export function createTally(templateText: string) {
  const { literals, places, extract } = createExtractor(templateText);
  const summaries = places.map((_, i) => new ValueSummary(literals[i]));
  const literalUnits = places.map((_, i) => unitAtStart(literals[i + 1]));
  let numRead = 0;
  let numUnmatched = 0;
  const add = (message: string): void => {
    numRead++;
    const values = extract(message);
    if (values === null) numUnmatched++;
    else for (const [i, value] of values.entries()) summaries[i].add(value, unitAfter(values, i));
  };
  /** '<*> <*>' may be a number and its unit. */
  const unitAfter = (values: readonly string[], i: number): string =>
    literals[i + 1] === ' ' ? unitAtStart(values[i + 1] ?? '') : literalUnits[i];
  const figures = (): Pick<TemplateParameters, 'numRead' | 'numUnmatched' | 'wildcards'> => ({
    numRead,
    numUnmatched,
    wildcards: places.map((place, i) => ({ ...place, ...summaries[i].figures() })),
  });
  return { add, figures };
}
