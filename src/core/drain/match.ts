/**
 * Mined templates as plain JSON, and new shapes matched against them without learning: the same log a week later keeps
 * the template numbers of its baseline.
 */
import type { DrainSettings } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import { applyMasks } from '../ingest/masks';
import type { MinedTemplates } from './drain';
import { keyMaker } from './keys';
import { extractParameters } from './parameters';
import { hasWildcard } from './token';

/** What is saved; `version` moves when its form or its meaning changes. */
export interface MinerState {
  readonly version: 1;
  readonly settings: DrainSettings;
  /** Texts of the templates, by template number. */
  readonly templates: readonly string[];
}

export function saveMiner(mined: MinedTemplates, settings: DrainSettings): MinerState {
  return { version: 1, settings, templates: mined.templates.map(({ text }) => text) };
}

/** A template that no shape of the state fits. */
export const NO_TEMPLATE = 0xffffffff;

interface Candidate {
  readonly template: number;
  readonly key: readonly string[];
  readonly numLiteral: number;
}

/**
 * Template of each shape, NO_TEMPLATE where none holds it. Where several do, the one with the most literal text; the
 * first of those. `state` must be of version 1.
 */
export function matchShapes(shapes: ShapeTable, state: MinerState): Uint32Array {
  const keyOf = keyMaker();
  const byFirst = new Map<string, Candidate[]>();
  for (const [template, text] of state.templates.entries()) {
    const key = keyOf(text.split(' '));
    const candidate = {
      template,
      key,
      numLiteral: key.filter((token) => !hasWildcard(token)).join('').length,
    };
    const first = branchOf(key);
    byFirst.set(first, [...(byFirst.get(first) ?? []), candidate]);
  }
  const { tokens } = applyMasks(shapes.tokens, state.settings.masks);
  return Uint32Array.from(tokens, (list) => {
    const key = keyOf(list);
    const first = branchOf(key);
    const candidates = [...(byFirst.get(first) ?? []), ...(first === '' ? [] : (byFirst.get('') ?? []))];
    return bestOf(candidates, key.join(' '));
  });
}

/** The first token where it is literal; '' where it is variable or there is none. */
function branchOf(key: readonly string[]): string {
  return key.length === 0 || hasWildcard(key[0]) ? '' : key[0];
}

function bestOf(candidates: readonly Candidate[], text: string): number {
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    if (best !== null && candidate.numLiteral <= best.numLiteral) continue;
    if (extractParameters(candidate.key, text) !== null) best = candidate;
  }
  return best?.template ?? NO_TEMPLATE;
}
