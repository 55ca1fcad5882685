// What a summary never says, whatever it cites: how to act, that all is well, what led to what, and what would be shown as more than
// text. In: a sentence. Out: the first piece that offends, with its reason. English: the language that was asked for.

import type { RemovalReason } from '../contracts/written-summary';
import { visibleLine } from '../core/ticket/neutral';

const HTML = /<\/?[a-z!?][^>]*>?|&(?:[a-z]+|#x?[0-9a-f]+);/i;
const MARKDOWN = /!?\[[^\]]*\]\s*[([]|^\s*\[[^\]]+\]:|^\s*(?:#{1,6}\s|>|\|)|```|~~~|\$\$|\\\(|\|\s*:?-{2,}/;
const LINK =
  /\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*|\b(?:mailto|javascript|data|vbscript|tel|file):\S*|[\w.+-]+@[\w-]+\.\S*/i;
const COMMANDS =
  /^(?:please|kindly|run|execute|restart|reboot|stop|start|kill|delete|drop|remove|disable|enable|open|visit|click|follow|download|install|upload|send|forward|post|call|tell|contact|e?-?mail|notify|page|grant|revoke|rotate|reset|set|update|upgrade|roll|revert|deploy|apply|check|verify|ensure|make|use|try|ignore|close|resolve|mark|do|don['’]t|never|always)\b/i;
const ADVICE =
  /\b(?:you|your|we|should|must|ought|needs? to|have to|has to|please|recommend\w*|advis\w+|suggest\w*|instructions?|as an? (?:ai|assistant|language model))\b/i;
const ALL_WELL =
  /\b(?:false alarm|false positive|harmless|benign|expected behaviou?r|no (?:\p{L}+ ){0,2}(?:incident|problem|issue|outage|impact|danger|concern|action|error)s?|nothing (?:\p{L}+ )?(?:wrong|bad|to do|to worry|happened)|(?:can|may|could) be (?:safely )?(?:ignored|closed|dismissed)|safe to|(?:is|are|was|were|all|everything) (?:now )?(?:healthy|fine|normal|resolved|fixed|ok|okay|well|good|secure|safe)|all clear|ignor\w+)\b/iu;
const CAUSE =
  /\b(?:caus\w+|because|due to|owing to|thanks to|led to|leads? to|result(?:ed|s|ing)? (?:in|from)|as a result|trigger\w*|responsible|blam\w+|fault of|therefore|hence|thus|consequen\w+|culprit)\b/i;
const GRADE =
  /\b(?:critical|severe|major|minor|emergency|catastroph\w+|negligible|trivial|(?:low|high|medium)(?=\s+(?:severity|priority|urgency|confidence|risk)))\b/gi;

export interface Offence {
  readonly reason: RemovalReason;
  readonly piece: string;
}

/** Anything that is not plain, visible text. */
export function offenceOfForm(text: string): Offence | null {
  if (visibleLine(text) !== text) return { reason: 'hidden', piece: visibleLine(text) };
  return first('link', LINK, text) ?? first('markup', HTML, text) ?? first('markup', MARKDOWN, text);
}

/** @param outside the sentence without its quotations: a line may say 'because' */
export function offenceOfContent(text: string, outside: string): Offence | null {
  return (
    first('instruction', COMMANDS, text) ??
    first('instruction', ADVICE, text) ??
    first('verdict', ALL_WELL, text) ??
    first('cause', CAUSE, outside)
  );
}

/** A word of gravity that was not stated, or the incident's severity told as another. Null: none. */
export function unstatedGrade(text: string, own: string, severity: string | null): string | null {
  const stated = own.toLowerCase();
  const words = [...text.toLowerCase().matchAll(GRADE)].map(([word]) => word);
  const foreign = words.find((word) => !new RegExp(`\\b${word}\\b`).test(stated));
  if (foreign !== undefined) return foreign;
  const speaksOfIt = /\b(?:severity|priority|urgency|urgent)\b/i.exec(text);
  return speaksOfIt && (severity === null || !text.toLowerCase().includes(severity)) ? speaksOfIt[0] : null;
}

function first(reason: RemovalReason, pattern: RegExp, text: string): Offence | null {
  const piece = pattern.exec(text)?.[0];
  return piece === undefined ? null : { reason, piece: piece.trim() };
}
