// A text whose slots hold elements: a link, a key, text of a log. In: a text of the catalogue, what stands in its slots. Out: its parts in the order of the language.
import { Fragment, type ReactNode } from 'react';
import { partsOf, type Slots, type Text } from '../../words/t';

export function rich<K extends Text>(text: K, values: Readonly<Record<Slots<K>, ReactNode>>): ReactNode[] {
  const slots = values as Readonly<Record<string, ReactNode>>;
  return partsOf(text).map((part, i) =>
    // A slot stands in a text once, and the order of a text is fixed.
    i % 2 === 0 ? part : <Fragment key={part}>{slots[part]}</Fragment>,
  );
}
