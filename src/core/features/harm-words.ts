/**
 * What a message tells of harm, by its words. In: words of a record. Out: whether they state that an operation failed, that something is not as
 * it should be, merely report or advise, or none of it. Decides what leads a ticket: a stated failure before a warning that advises.
 */

import { troubleOf } from './failing-words';

export type Harm = 'failure' | 'condition' | 'plain' | 'notice';

/** Factors on the weight of an event. */
export const HARM_WEIGHT: Readonly<Record<Harm, number>> = {
  failure: 1.3,
  condition: 1.15,
  plain: 1,
  notice: 0.5,
};

/** An operation that did not succeed. */
const OPERATION = new RegExp(
  [
    String.raw`\b(?:fail\w*|errors? (?:during|while|in|when|executing)|cannot|can't|could not|couldn't|unable|refused|refusing|denied|rejected|answered [45]\d\d|timed? ?-?out|abort\w*|killed|gave up|giving up|out of memory|no space)\b`,
    String.raw`\b(?:did|do|does) ?(?:not|n't) (?:\w+ )?(?:finish|complete|respond|answer|start|succeed|arrive)\b`,
  ].join('|'),
  'i',
);

/** Something is gone, or not as it should be; and what systems of other languages say of either. */
const CONDITION = new RegExp(
  [
    String.raw`\b(?:lost|unreachable|unavailable|down|not found|not allowed|exhausted|expired|corrupt\w*|crash\w*|panic\w*|deadlock\w*|stuck|hung|dead|broken|evicted|dropped)\b`,
    String.raw`\b(?:unexpectedly|no such|does not exist|doesn't exist|doesn't match|does not match|mismatch\w*|violat\w*|overload\w*|exceeded|too many|invalid|illegal|unsupported|incomplete)\b`,
    String.raw`\bnot (?:yet )?(?:ready|available|attached|mounted|connected|reachable|responding|running|initiali[sz]ed|registered|accessible|permitted|authori[sz]ed|enough|started|safe)\b`,
    String.raw`\bno (?:\w+ ){0,3}(?:available|left|answer|response|route|backend|valid host|quorum|leader|primary)\b`,
    String.raw`\b(?:did|do|does) ?(?:not|n't) (?:\w+ )?(?:contain|exist|get|receive)\b`,
    String.raw`\b(?:impossib\w*|errore|erreur|fehler\w*|fehlgeschlagen|konnte nicht|kann nicht|échec|échoué|falló|fallo|falha|no se pudo|não foi possível)(?![\p{L}])`,
  ].join('|'),
  'iu',
);

/** Advice on settings and versions, and what a program says of itself as it begins. */
const ADVICE =
  /\bdeprecat\w*|\bobsolete\b|\bwill be (?:removed|an alias)\b|\bin (?:a )?future releases?\b|\bno longer (?:supported|needed)\b|\binsecure\b|\b(?:currently )?an alias\b|\bplease (?:use|set|update|upgrade|consider|switch|move|add|check)\b|\bconsider (?:using|setting|\w+ing)\b|\b(?:not )?recommended\b|\bself[- ]signed\b|\bbackwards? compatib\w*|\b(?:default|defaulting) to\b|\busing (?:the )?default\b|\bignor(?:ing|ed)\b|\bfalling back\b/i;

/** A report of numbers: 'Found 2 instances ... and 1 on ...', 'loaded 14 rules', '3 of 5 done'. */
const COUNT =
  /(?:^\W*|, )(?:found|total|loaded|processed|read|wrote|sent|received|got|counted|scanned|checked|synced|imported|exported|collected|selected|deleted|removed|added|updated|queued)(?:\s+\w+){0,2}?[\s:=]+(?:\d|<)|^\W*(?:\d[\d.,]*|<[^>\s]*>) of (?:\d|<)/i;

/** Whether words say that something did not work. */
export function isFailure(words: string): boolean {
  return OPERATION.test(words) || CONDITION.test(words) || troubleOf(words) !== 'none';
}

/** `hasException`: a trace or a named exception stands in the record. */
export function harmOf(words: string, hasException: boolean): Harm {
  if (hasException) return 'failure';
  if (ADVICE.test(words)) return 'notice';
  if (OPERATION.test(words)) return 'failure';
  const trouble = troubleOf(words);
  if (trouble === 'failed') return 'failure';
  if (trouble === 'troubled' || CONDITION.test(words)) return 'condition';
  return COUNT.test(words) ? 'notice' : 'plain';
}
