/**
 * The user's decisions on templates, in order, over mined or matched ones: merge, split, mark as one. In: templates by
 * text with their shapes. Out: the same map, changed, and what had no effect. Texts name templates, so that the same
 * decisions hold in the next log.
 */
import type { TemplateEdit } from '../../contracts/settings';
import type { Problem } from '../../contracts/units';
import { plural } from '../wording/plural';
import { problem } from '../wording/problem';
import { fitter } from './fits';
import { joinAll, keepRest, type TemplateGroup, type TemplateGroups } from './groups';
import { mergedText } from './merged-text';
import { shown, splitGroup } from './split-edit';

/** 'absent': the log has nothing that the edit speaks of. A sentence: why nothing came of it. */
type Outcome = 'done' | 'absent' | { readonly why: string };

/** @param texts Text of each shape, masked, tokens joined by one space. @param counts Records of each shape. */
export function applyEdits(
  groups: TemplateGroups,
  texts: readonly string[],
  counts: ArrayLike<number>,
  edits: readonly TemplateEdit[],
): Problem[] {
  const problems: Problem[] = [];
  let numAbsent = 0;
  for (const edit of edits) {
    const outcome = applyOne(groups, texts, counts, edit);
    if (outcome === 'absent') numAbsent++;
    else if (outcome !== 'done') problems.push(problem('warning', 'edit-no-effect', outcome.why));
  }
  if (numAbsent > 0) problems.push(problem('info', 'edits-absent', absentSentence(numAbsent)));
  return problems;
}

function applyOne(
  groups: TemplateGroups,
  texts: readonly string[],
  counts: ArrayLike<number>,
  edit: TemplateEdit,
): Outcome {
  if (edit.kind === 'merge') return merge(groups, edit.templates);
  if (edit.kind === 'one') return markAsOne(groups, texts, edit.text);
  const why = splitGroup(groups, texts, counts, edit);
  return why === null || why === 'absent' ? (why ?? 'done') : { why };
}

function merge(groups: TemplateGroups, templates: readonly string[]): Outcome {
  const wordings = [...new Set(templates)];
  if (wordings.length < 2) return { why: `Nothing was merged: '${shown(wordings[0])}' was named alone.` };
  const text = mergedText(wordings);
  const present = wordings.flatMap((wording) => groups.get(wording) ?? []);
  if (present.length === 0) return 'absent';
  for (const group of present) groups.delete(group.text);
  joinAll(groups, text, present);
  return 'done';
}

/** A template whose text fits the pattern comes over whole; of the others the shapes that fit. */
function markAsOne(groups: TemplateGroups, texts: readonly string[], pattern: string): Outcome {
  const fits = fitter(pattern);
  const taken: TemplateGroup[] = [];
  for (const group of [...groups.values()]) {
    if (group.text === pattern || fits(group.text)) {
      groups.delete(group.text);
      taken.push(group);
      continue;
    }
    const shapes = group.shapes.filter((shape) => fits(texts[shape]));
    if (shapes.length === 0) continue;
    taken.push({ ...group, shapes, places: [] });
    keepRest(
      groups,
      group,
      group.shapes.filter((shape) => !fits(texts[shape])),
    );
  }
  if (taken.length === 0) return 'absent';
  joinAll(groups, pattern, taken);
  return 'done';
}

function absentSentence(num: number): string {
  return `${num} template ${plural(num, 'edit names', 'edits name')} templates that this log does not have. ${plural(num, 'It is', 'They are')} kept for the logs that have them.`;
}
