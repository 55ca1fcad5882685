// In: templates and what the user asks for. Out: their indices in the order to be shown.
import type { Template } from '../../contracts/tables';
import type { TemplateQuery, TemplateSort } from '../../store/view';

/** Ties keep the order of the ids; a template without times comes last either way. */
export function selectTemplates(templates: readonly Template[], query: TemplateQuery): readonly number[] {
  const needle = query.text.trim().toLowerCase();
  const kept = templates
    .map((_, idx) => idx)
    .filter((idx) => templates[idx].level >= query.minLevel && matches(templates[idx], idx, needle))
    .filter((idx) => isNew(templates[idx], query.newSinceMs));
  const sign = query.descending ? -1 : 1;
  return kept.sort((a, b) => {
    const x = sortKey(templates[a], a, query.sort);
    const y = sortKey(templates[b], b, query.sort);
    if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
    return sign * (x - y) || a - b;
  });
}

/** One without times is not known to be new. */
function isNew({ firstMs }: Template, sinceMs: number | null): boolean {
  return sinceMs === null || (firstMs !== null && firstMs >= sinceMs);
}

function matches(template: Template, idx: number, needle: string): boolean {
  return needle === '' || `t${idx + 1}` === needle || template.text.toLowerCase().includes(needle);
}

function sortKey(template: Template, idx: number, sort: TemplateSort): number | null {
  if (sort === 'id') return idx;
  if (sort === 'count') return template.count;
  if (sort === 'level') return template.level;
  return sort === 'first' ? template.firstMs : template.lastMs;
}
