/**
 * What is unusual and no incident. In: episodes, templates. Out: those that something speaks for, and of the others events for the timeline:
 * lines that are new or more than usual, none of them a warning, where nothing stays away, falls silent or takes longer.
 */
import type { Episode, LogEvent } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { TemplateTable } from '../../contracts/tables';
import { LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';

export function withoutHarmless(
  episodes: readonly Episode[],
  templates: TemplateTable,
): { readonly grave: readonly Episode[]; readonly events: readonly LogEvent[] } {
  const grave = episodes.filter((episode) => !isHarmless(episode, templates));
  const events = episodes
    .filter((episode) => !grave.includes(episode))
    .map(({ start, end, reasons }) => ({ start, end, text: phraseOf(reasons) }))
    .sort((a, b) => a.start - b.start);
  return { grave, events };
}

/** A reason must be at hand for it: where detectors name none, nobody can say what it was. */
function isHarmless({ severity, outageStart, reasons }: Episode, { templates }: TemplateTable): boolean {
  if (severity !== 'info' || outageStart !== null || reasons.length === 0) return false;
  return reasons.every(({ template, observed, expected, isBesideCounts }) => {
    if (isBesideCounts) return false;
    if (observed !== null && expected !== null && observed < expected) return false;
    if (template === null) return true;
    const { level, text } = templates[template];
    return level < LEVEL_WARN && levelOfWords(text) < LEVEL_WARN;
  });
}

/** The first reason that names a line, without the number of its template. */
function phraseOf(reasons: readonly Reason[]): string {
  const told = reasons.find(({ template }) => template !== null) ?? reasons[0];
  return told.text.replace(/^T\d+ (?=")/, '');
}
