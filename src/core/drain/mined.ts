/** What mining gives: templates by their texts, and the template of each shape. */
import type { Problem } from '../../contracts/units';
import type { SavedPlace } from './groups';

export interface MinedTemplate {
  readonly tokens: readonly string[];
  /** Tokens joined by one space. */
  readonly text: string;
}

export interface MinedTemplates {
  /** Template of each shape. */
  readonly ofShape: Uint32Array;
  /** In order of their first shape; those of a saved state come first, in its order. */
  readonly templates: readonly MinedTemplate[];
  /** Masks that were set aside, edits that had no effect. */
  readonly problems: readonly Problem[];
  /** Ids that each template has to keep from a saved state; absent: none has. */
  readonly places?: readonly (readonly SavedPlace[])[];
}
