/**
 * Lines that may name the cause: a single one, before the mass of its consequences. In: episodes, counts, the tables. Out: for each
 * episode the rows of what is grave and was never seen before, and of what ended, by time.
 */
import type { CountMatrix, FeatureMatrix } from '../../contracts/features';
import type { Episode } from '../../contracts/incident';
import type { LogTable, Template, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { forEachTimedRow } from '../features/timed-rows';
import { gravityOf } from './severity-weight';

/** Most signs of one episode: what comes after so many is a consequence. */
const MAX_SIGNS = 6;

export interface FirstSign {
  readonly template: number;
  /** Its first record in the episode. */
  readonly row: number;
  /** Its records in the episode. */
  readonly num: number;
  /** Of that record, or of the one before it in its file where it states no time. */
  readonly timeMs: number;
  /**
   * Whether it may give the title and the first reading: a warning or worse, and where a line tells what ended only an error or worse;
   * never that line itself, whose place in the title is decided there.
   */
  readonly mayLead: boolean;
}

/**
 * One list an episode, earliest first: templates of a warning and worse that no window before the episode holds and that stand in its
 * first confirmed window or in the one in which the outage begins, and the template of its outage.
 * @param episodes disjoint in time, in any order
 */
export function findFirstSigns(
  episodes: readonly Episode[],
  features: FeatureMatrix,
  table: LogTable,
  { templates, ofKind }: TemplateTable,
): readonly (readonly FirstSign[])[] {
  const isGrave = templates.map(({ level, text }) => gravityOf(level, text) > 1);
  const wanted = episodes.map((episode) => wantedIn(episode, features, isGrave));
  const found = episodes.map(() => new Map<number, FirstSign>());
  const any = new Set(wanted.flatMap((each) => [...each]));
  if (any.size === 0) return found.map(() => []);
  const isWanted = Uint8Array.from(ofKind, (template) => (any.has(template) ? 1 : 0));
  forEachTimedRow(table, (row, timeMs, kind) => {
    if (isWanted[kind] === 0) return;
    const template = ofKind[kind];
    const i = episodes.findIndex(({ start, end }) => start <= timeMs && timeMs < end);
    if (i < 0 || !wanted[i].has(template)) return;
    const known = found[i].get(template);
    const num = (known?.num ?? 0) + 1;
    if (known && known.timeMs <= timeMs) found[i].set(template, { ...known, num });
    else
      found[i].set(template, {
        template,
        row,
        num,
        timeMs,
        mayLead: mayLead(episodes[i], template, templates),
      });
  });
  return found.map((signs) =>
    [...signs.values()].sort((a, b) => a.timeMs - b.timeMs || a.row - b.row).slice(0, MAX_SIGNS),
  );
}

function mayLead({ outageTemplate }: Episode, template: number, templates: readonly Template[]): boolean {
  if (outageTemplate === undefined || outageTemplate === null) return true;
  const { level, text } = templates[template];
  return template !== outageTemplate && Math.max(level, levelOfWords(text)) >= LEVEL_ERROR;
}

function wantedIn(
  episode: Episode,
  { counts, grid }: FeatureMatrix,
  isGrave: readonly boolean[],
): ReadonlySet<number> {
  const windowOf = (timeMs: number) => Math.floor((timeMs - grid.startMs) / grid.windowMs);
  const wanted = columnsOf(counts, windowOf(episode.firstConfirmed));
  if (episode.outageStart !== null)
    for (const column of columnsOf(counts, windowOf(episode.outageStart))) wanted.add(column);
  for (const column of wanted) if (!isGrave[column]) wanted.delete(column);
  for (let i = counts.rowBegin[0]; i < counts.rowBegin[episode.windowBegin]; i++)
    wanted.delete(counts.column[i]);
  if (episode.outageTemplate !== undefined && episode.outageTemplate !== null)
    wanted.add(episode.outageTemplate);
  return wanted;
}

/** Templates that stand in a window; none for one outside of the grid. */
function columnsOf({ rowBegin, column, numRows }: CountMatrix, window: number): Set<number> {
  return new Set(
    window < 0 || window >= numRows ? [] : column.subarray(rowBegin[window], rowBegin[window + 1]),
  );
}
