// miner_state.json of an analysis. In: its tables. Out: templates with what matching needs, as core/drain/state.ts says.
import type { LevelClass } from '../contracts/settings';
import { withoutSavedTemplates } from '../core/baseline/saved/prepend';
import { UNMATCHED } from '../core/drain/groups';
import { levelClassOf, type MinerState, makeMinerState } from '../core/drain/state';
import { applyMasks } from '../core/ingest/shapes/masks';
import type { Tables } from './tables';

export function minerStateOf({
  result,
  table,
  templates: all,
}: Pick<Tables, 'result' | 'table' | 'templates'>): MinerState {
  const templates = withoutSavedTemplates(all);
  const { drain } = result.settings;
  const isLearnt = (text: string): boolean => text !== UNMATCHED || drain.state === null || drain.state.learn;
  const saved = templates.templates
    .map(({ text, count, level }, i) => ({ text, count, level: classAt(templates.levelClass, i, level) }))
    .filter(({ text }) => isLearnt(text));
  const textOfShape = new Map<number, string>();
  for (let kind = 0; kind < table.kinds.length; kind++)
    textOfShape.set(table.kinds.shape[kind], templates.templates[templates.ofKind[kind]].text);
  const { tokens } = applyMasks(table.shapes.tokens, drain.masks);
  const patterns = tokens.flatMap((list, shape) => {
    const template = textOfShape.get(shape);
    return template !== undefined && isLearnt(template) ? [{ text: list.join(' '), template }] : [];
  });
  return makeMinerState(saved, patterns, drain);
}

function classAt(classes: readonly LevelClass[] | undefined, template: number, level: number): LevelClass {
  return classes === undefined ? levelClassOf(level) : classes[template];
}
