/**
 * The user's masks over the text of shapes: every match becomes <NAME>. A pattern that cannot be read, or that could
 * run for ever (nested repetition), is named and set aside; the others see only so much text that their worst case stays
 * bounded. No clock decides, so the same settings give the same templates everywhere; a clock, where one is handed in,
 * only guards against hours of work.
 */
import type { DrainSettings } from '../../../contracts/settings';
import type { Problem } from '../../../contracts/units';
import { problem } from '../../wording/problem';
import { inspectPattern } from './mask-pattern';

export interface MaskedTokens {
  readonly tokens: readonly (readonly string[])[];
  readonly problems: readonly Problem[];
}

interface Mask {
  readonly name: string;
  readonly regex: RegExp;
  readonly maxChars: number;
  spentMs: number;
}

/** Time that one mask may take over all shapes, where there is a clock. */
const BUDGET_MS = 5_000;
const TYPED_NAME = /[^A-Z0-9_]+/g;

/**
 * @param tokens Tokens of each shape.
 * @param now Milliseconds of any clock; without it only the bounds on text and pattern hold.
 */
export function applyMasks(
  tokens: readonly (readonly string[])[],
  masks: DrainSettings['masks'],
  now: () => number = () => 0,
): MaskedTokens {
  if (masks.length === 0) return { tokens, problems: [] };
  const problems: Problem[] = [];
  let usable = masks.flatMap((mask) => {
    const made = compile(mask.name, mask.pattern);
    if ('code' in made) problems.push(made);
    return 'code' in made ? [] : [made];
  });
  const masked = tokens.map((list) => {
    let text = list.join(' ');
    const before = text;
    for (const mask of usable) {
      const start = now();
      text = replaceMatches(text, mask);
      mask.spentMs += now() - start;
    }
    if (usable.some(isOverBudget)) {
      problems.push(
        ...usable.filter(isOverBudget).map(({ name }) => setAside(name, 'took too long', 'mask-too-slow')),
      );
      usable = usable.filter((mask) => !isOverBudget(mask));
    }
    return text === before ? list : text.split(' ').filter((token) => token !== '');
  });
  return { tokens: masked, problems };
}

function isOverBudget(mask: Mask): boolean {
  return mask.spentMs > BUDGET_MS;
}

function compile(name: string, pattern: string): Mask | Problem {
  try {
    const regex = new RegExp(pattern, 'g');
    const { danger, maxChars } = inspectPattern(pattern);
    return danger === null ? { name, regex, maxChars, spentMs: 0 } : setAside(name, danger, 'mask-unsafe');
  } catch (error) {
    return setAside(name, error instanceof Error ? error.message : 'no regular expression', 'mask-invalid');
  }
}

function replaceMatches(text: string, mask: Mask): string {
  const typed = `<${
    mask.name
      .toUpperCase()
      .replaceAll(TYPED_NAME, '_')
      .replace(/^[^A-Z]+/, '') || 'MASK'
  }>`;
  const head = text.slice(0, mask.maxChars);
  return head.replace(mask.regex, (match) => (match === '' ? '' : typed)) + text.slice(mask.maxChars);
}

function setAside(name: string, why: string, code: string): Problem {
  const message = `The mask '${name}' was set aside: ${why}. The other masks were applied.`;
  return problem('warning', code, message);
}
