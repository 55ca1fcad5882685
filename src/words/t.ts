// The texts of the page. Each stands in the code in English, which is its key in the catalogue: a text that the catalogue lacks does not compile. A text has slots,
// '{name}', which are filled with what is known only when it is shown; the compiler asks for each of them.
import { catalogue } from './language';
import type { Catalogue } from './zh/catalogue';

export type Text = keyof Catalogue;

/** The names of the slots of a text. */
export type Slots<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;

/** A text without slots. */
export type Label = { [K in Text]: [Slots<K>] extends [never] ? K : never }[Text];

type Values<K extends string, V> = [Slots<K>] extends [never]
  ? readonly []
  : readonly [Readonly<Record<Slots<K>, V>>];

/** A text in the language of the page. */
export function t<K extends Text>(text: K, ...[values]: Values<K, string | number>): string {
  const said = inLanguage(text);
  return values === undefined ? said : filled(said, values as Readonly<Record<string, string | number>>);
}

/** A table of texts without slots, each read in the language of the moment: a table is made once, before the language is known. */
export function words<T extends Readonly<Record<string, Label>>>(
  table: T,
): { readonly [K in keyof T]: string } {
  const said = {} as { [K in keyof T]: string };
  for (const key of Object.keys(table) as (keyof T)[])
    Object.defineProperty(said, key, { enumerable: true, get: () => inLanguage(table[key]) });
  return said;
}

/** Text that comes from elsewhere, such as a table of contracts: in the language of the page where the catalogue has it, else as it is. */
export function named(text: string): string {
  return (catalogue() as Readonly<Record<string, string>> | null)?.[text] ?? text;
}

/** The text as parts, texts and names of slots by turns: 'a {b} c' -> ['a ', 'b', ' c']. */
export function partsOf(text: Text): readonly string[] {
  return inLanguage(text).split(/\{(\w+)\}/);
}

function inLanguage(text: Text): string {
  return catalogue()?.[text] ?? text;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_slot, name: string) => String(values[name]));
}
