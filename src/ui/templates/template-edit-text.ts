// Edits in words, and what a pattern would take in. In: edits, templates. Out: sentences and counts.

import type { TemplateEdit } from '../../contracts/settings';
import type { Template } from '../../contracts/tables';
import { fitter } from '../../core/drain/fits';
import { mergedText } from '../../core/drain/merged-text';
import { splitAtWildcards } from '../../core/drain/token';
import { t } from '../../words/t';

/** What an edit does, and the text that it leads to or starts from. */
export function describeEdit(edit: TemplateEdit): { readonly what: string; readonly text: string } {
  if (edit.kind === 'one') return { what: t('As one'), text: edit.text };
  if (edit.kind === 'split')
    return { what: t('Split at word {position}', { position: edit.position + 1 }), text: edit.template };
  return {
    what: t('Merged from {length}', { length: edit.templates.length }),
    text: mergedText(edit.templates),
  };
}

/** Templates that are wholly of a pattern, and their records. */
export function countFitting(
  templates: readonly Template[],
  pattern: string,
): { readonly numTemplates: number; readonly numRecords: number } {
  const fits = fitter(pattern);
  let numTemplates = 0;
  let numRecords = 0;
  for (const { text, count } of templates) {
    if (text !== pattern && !fits(text)) continue;
    numTemplates++;
    numRecords += count;
  }
  return { numTemplates, numRecords };
}

export interface WildcardWord {
  /** Token of the text, from 0. */
  readonly position: number;
  readonly token: string;
  /** The tokens beside it; '' at an end. */
  readonly before: string;
  readonly after: string;
}

/** The tokens of a text that hold wildcards. */
export function wildcardWords(text: string): readonly WildcardWord[] {
  const tokens = text.split(' ');
  return tokens.flatMap((token, position) =>
    splitAtWildcards(token).length === 1
      ? []
      : [{ position, token, before: tokens[position - 1] ?? '', after: tokens[position + 1] ?? '' }],
  );
}

/** A pattern as the miner writes texts: one blank between words, none at the ends. */
export function tidyPattern(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
