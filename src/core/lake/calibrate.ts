/**
 * The matcher against what the page has mined. In: texts of templates, and shapes with the text that mining gave each. Out: a tree under which
 * they agree as far as can be, and the share of the records whose shapes do.
 */
import { withoutWildcards } from '../drain/token';
import {
  createMatcher,
  exactPattern,
  type LakePattern,
  type LakeShape,
  type MatchNode,
  matchTree,
  patternOf,
} from './matcher';

export interface Calibrated {
  readonly tree: MatchNode;
  readonly numPatterns: number;
  /** Shapes that are named one by one, as their template's text would not have found them. */
  readonly numExact: number;
  /** Share of records, by the counts of their shapes, that get the page's template: by texts alone, and with the shapes named. */
  readonly byTexts01: number;
  readonly matched01: number;
  /** Indices of texts for which literals and length stand in. */
  readonly shortened: readonly number[];
}

/** Named shapes at most: a query has to stay one that an engine parses. */
const MAX_EXACT = 2000;
const MAX_ROUNDS = 4;
/** What stands for a masked value when a shape is tried as a message. */
const SAMPLE = '7';

export function calibrate(texts: readonly string[], shapes: readonly LakeShape[]): Calibrated {
  const known = shapes.filter((shape): shape is LakeShape & { text: number } => shape.text !== null);
  const ofText = texts.map((): (readonly string[])[] => []);
  for (const { tokens, text } of known) ofText[text].push(tokens);
  const patterns = texts
    .flatMap((text, i) =>
      // What has no word of its own would match whatever nobody has seen: just its shapes do.
      withoutWildcards(text).trim() === ''
        ? ofText[i].map((tokens) => exactPattern(tokens, i))
        : [patternOf(text, i, ofText[i])],
    )
    .sort(bySpecificity);
  const byCount = [...known].sort((a, b) => b.count - a.count);
  const exact = new Map<LakeShape, LakePattern>();
  let tree = matchTree(patterns);
  let wrong = disagreeing(tree, byCount);
  const byTexts01 = shareWithout(wrong, shapes);
  for (let round = 0; round < MAX_ROUNDS && wrong.length > 0; round++) {
    const before = exact.size;
    for (const shape of wrong)
      if (exact.size < MAX_EXACT && !exact.has(shape))
        exact.set(shape, exactPattern(shape.tokens, shape.text));
    if (exact.size === before) break;
    tree = matchTree([...[...exact.values()].sort(bySpecificity), ...patterns]);
    wrong = disagreeing(tree, byCount);
  }
  return {
    tree,
    numPatterns: patterns.length,
    numExact: exact.size,
    byTexts01,
    matched01: shareWithout(wrong, shapes),
    shortened: patterns.filter(({ minLength }) => minLength > 0).map(({ text }) => text),
  };
}

const bySpecificity = (a: LakePattern, b: LakePattern): number =>
  b.numLiteral - a.numLiteral || a.text - b.text;

/** A message of the shape. */
export function messageOfShape(tokens: readonly string[]): string {
  return tokens.join(' ').replaceAll('<*>', SAMPLE);
}

function disagreeing(tree: MatchNode, shapes: readonly (LakeShape & { text: number })[]) {
  const match = createMatcher(tree);
  return shapes.filter(({ tokens, text }) => match(messageOfShape(tokens)) !== text);
}

function shareWithout(wrong: readonly LakeShape[], all: readonly LakeShape[]): number {
  const sum = (shapes: readonly LakeShape[]): number => shapes.reduce((total, { count }) => total + count, 0);
  const total = sum(all);
  const noText = sum(all.filter(({ text }) => text === null));
  return total === 0 ? 1 : 1 - (sum(wrong) + noText) / total;
}
