// What of a model's answer may stand in a ticket. In: its claims, what was stated to it. Out: the sentences that keep to it, and the
// others with the reason. Suppose that the model obeys the log: nothing it writes may act, link, or tell what the pipeline did not.

import type { RemovalReason, RemovedSentence, WrittenSentence } from '../contracts/written-summary';
import { type Claim, whyUnbacked } from '../core/ticket/claim-check';
import { isGrounded } from './grounding';
import { unstatedName } from './names';
import { quantitiesIn, statedKeys } from './quantities';
import { checkQuotations } from './quotations';
import type { Stated } from './request';
import { type Offence, offenceOfContent, offenceOfForm, unstatedGrade } from './wording';

export const MAX_SENTENCES = 12;
const MAX_SENTENCE_CHARS = 400;
/** Words that a sentence needs beside its quotations. */
const MIN_OWN_WORDS = 2;

export interface Checked {
  readonly sentences: readonly WrittenSentence[];
  readonly removed: readonly RemovedSentence[];
}

export function checkAnswer(claims: readonly Claim[], stated: Stated): Checked {
  const sentences: WrittenSentence[] = [];
  const removed: RemovedSentence[] = [];
  for (const claim of claims) {
    const checked = sentences.length < MAX_SENTENCES ? checkClaim(claim, stated) : offence('length', '');
    if ('reason' in checked) removed.push({ text: claim.text, ...checked });
    else sentences.push(checked);
  }
  return { sentences, removed };
}

function checkClaim(claim: Claim, stated: Stated): WrittenSentence | Offence {
  const { text, cites } = claim;
  if (text.length > MAX_SENTENCE_CHARS) return offence('length', '');
  const unbacked = offenceOfForm(text) ?? whyUnbacked(claim, new Set(stated.evidence.keys()));
  if (unbacked !== null) return unbacked;
  const quoted = checkQuotations(
    text,
    cites.map((id) => stated.evidence.get(id)!),
  );
  if (!quoted.ok) return offence('quotation', quoted.piece);
  const said = offenceOfContent(text, quoted.outside) ?? whyUnstated(text, quoted.outside, stated);
  return said ?? { text: quoted.text, evidence: cites };
}

function whyUnstated(text: string, outside: string, stated: Stated): Offence | null {
  const { own, log, evidence, severity } = stated;
  const grade = unstatedGrade(text, own, severity);
  if (grade !== null) return offence('severity', grade);
  const keys = statedKeys(own);
  const number = quantitiesIn(outside).find(({ key }) => !keys.has(key));
  if (number !== undefined) return offence('number', number.piece);
  const all = [own, log, ...evidence.values()].join('\n');
  const name = unstatedName(outside, all);
  if (name !== null) return offence('name', name);
  const numWords = outside.match(/\p{L}+/gu)?.length ?? 0;
  return numWords < MIN_OWN_WORDS || !isGrounded(outside, all) ? offence('ungrounded', '') : null;
}

function offence(reason: RemovalReason, piece: string): Offence {
  return { reason, piece };
}
