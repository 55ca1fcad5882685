// Why a sentence of a model was taken out, in words for the person.

import type { RemovalReason } from '../../contracts/written-summary';
import { words } from '../../words/t';

export const REMOVAL_WORDS: Readonly<Record<RemovalReason, string>> = words({
  hidden: 'characters that cannot be seen',
  link: 'a link',
  markup: 'markup',
  uncited: 'cites no line',
  'unknown-evidence': 'cites a line that is not there',
  quotation: 'its quotation stands in no line that it cites',
  instruction: 'tells somebody what to do',
  verdict: 'says that all is well',
  cause: 'says what led to what',
  severity: 'another gravity than was stated',
  number: 'a number, date or time that was not stated',
  name: 'a name that was not stated',
  ungrounded: 'its words are not those of this incident',
  length: 'too long, or one too many',
});
