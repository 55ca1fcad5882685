// In: the value of drain.state. Out: what is wrong with it, in words. By hand: there may be tens of thousands of templates,
// and the settings are checked at every key stroke.
import { isLevelClass, MAX_SAVED_TEMPLATES } from '../core/drain/state';

const known = new WeakSet<object>();

/** Null: it is SavedTemplates; `areEdits` checks its edits. A value that held once is not walked through again. */
export function whatIsWrongWithSaved(value: unknown, areEdits: (value: unknown) => boolean): string | null {
  if (typeof value !== 'object' || value === null) return 'must be an object or null';
  if (known.has(value)) return null;
  const wrong = inspect(value as Record<string, unknown>, areEdits);
  if (wrong === null) known.add(value);
  return wrong;
}

function inspect(
  { name, templates, exact, edits, learn, ...rest }: Record<string, unknown>,
  areEdits: (value: unknown) => boolean,
): string | null {
  const [unknownKey] = Object.keys(rest);
  if (unknownKey !== undefined) return `holds ${unknownKey}, which is not known`;
  if (typeof name !== 'string') return 'must have a name';
  if (typeof learn !== 'boolean') return 'must say by learn, true or false, whether new lines are mined';
  if (!Array.isArray(templates)) return 'must have a list of templates';
  if (templates.length > MAX_SAVED_TEMPLATES)
    return `must hold at most ${MAX_SAVED_TEMPLATES.toLocaleString('en')} templates`;
  if (!templates.every(isTemplate))
    return 'has a template without a text or number of words, or of a level that is not known';
  if (!areEdits(edits)) return 'has edits that are none';
  const isExact = (entry: unknown): boolean => isExactPair(entry, templates.length);
  return Array.isArray(exact) && exact.every(isExact) ? null : 'has an exact line pattern without a template';
}

function isTemplate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { text, level, words } = value as Record<string, unknown>;
  return typeof text === 'string' && isLevelClass(level) && (words === null || isRange(words));
}

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return false;
  const [fewest, most] = value as number[];
  return fewest >= 0 && fewest <= most;
}

function isExactPair(value: unknown, numTemplates: number): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [pattern, template] = value as unknown[];
  return (
    typeof pattern === 'string' &&
    Number.isInteger(template) &&
    (template as number) >= 0 &&
    (template as number) < numTemplates
  );
}
