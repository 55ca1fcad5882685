/**
 * Whether a log speaks of a product at all. In: names of files and sources, templates. Out: a question that answers for a
 * runbook's `requires`. A phrase that many products log is no sign of one of them.
 */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { hasWord } from '../lib/has-word';

/** True when one of the words stands in the log as a whole word, whatever its case; true for no words at all. */
export type NamesProduct = (words: readonly string[]) => boolean;

/** Looks in names of files, in sources and in templates; built when first asked, each word is looked for once. */
export function productsOf(table: LogTable, { templates }: TemplateTable): NamesProduct {
  let all: string | null = null;
  const known = new Map<string, boolean>();
  const isNamed = (word: string): boolean => {
    all ??= [
      ...table.files.map((file) => file.name),
      ...table.sources,
      ...templates.map((template) => template.text),
    ]
      .join('\n')
      .toLowerCase();
    const found = known.get(word) ?? hasWord(all, word.toLowerCase(), LETTER);
    known.set(word, found);
    return found;
  };
  return (words) => words.length === 0 || words.some(isNamed);
}

/** Digits and underscores end a word, as in `redis6` and `nova_api`; letters do not. */
const LETTER = /\p{L}/u;
