/**
 * Search over runbooks, post-mortems and the user's notes. In: weighted parts of a question (templates, evidence lines). Out:
 * hits, best first: literal symptom phrases on top, BM25+ (Lv and Zhai, CIKM 2011; minisearch) over fields below.
 */
import MiniSearch from 'minisearch';
import { compilePhrase, compileText, matchesPhrase, type Phrase } from '../core/investigate/phrases';
import type {
  Criteria,
  FoundRunbook,
  PhraseMatch,
  QueryPart,
  RunbookSearch,
} from '../core/investigate/runbook-search';
import { processTerm, tokenise } from '../core/investigate/tokens';
import type { RunbookDocument } from './document';

const FIELDS = ['symptoms', 'title', 'tags', 'body'] as const;
const FIELD_WEIGHT = { symptoms: 3, title: 2, tags: 1.5, body: 1 };
/** Of a fully specific phrase in a part of weight 1. */
const PHRASE_SCORE = 100;
/** Letters and digits from which on a phrase is fully specific. */
const FULL_LETTERS = 20;
/** What the next phrase of the same document adds, of the one before. */
const FURTHER_SHARE = 0.6;
/** Of the document that is nearest by words alone; the others in proportion. A good phrase outweighs any words. */
const WORD_SCORE = 40;
/** Hits below this share of the best one are noise, unless a symptom of theirs stands there. */
const MIN_SHARE = 0.3;
const MAX_HITS = 16;
const MAX_MATCHED_WORDS = 6;
/** A term that many parts hold counts at most this. */
const MAX_TERM_WEIGHT = 2;
/** Evidence lines are longer than this only with stack traces, whose first lines say it. */
const MAX_PART_LENGTH = 2000;

interface IndexedDocument {
  readonly document: RunbookDocument;
  readonly phrases: readonly Phrase[];
}

/** An index over documents; later ones with the id of an earlier one take its place (a note read again). */
export function buildRunbookSearch(documents: readonly RunbookDocument[]): RunbookSearch {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const indexed = new Map<string, IndexedDocument>();
  for (const [id, document] of byId) indexed.set(id, { document, phrases: phrasesOf(document) });
  const index = new MiniSearch<Record<string, string>>({
    fields: [...FIELDS],
    tokenize: tokenise,
    processTerm,
  });
  index.addAll([...byId.values()].map(fieldsOf));
  const rarity = phraseRarity(documents);
  return (parts) => searchIndex(index, indexed, rarity, parts);
}

/** Symptoms, and behind them what merely leads to the document. */
function phrasesOf({ symptoms, routine, precursors }: RunbookDocument): readonly Phrase[] {
  const weak = [...routine, ...precursors].map((text) => ({ ...compilePhrase(text), strong: false }));
  return [...symptoms.map(compilePhrase), ...weak];
}

function fieldsOf(document: RunbookDocument): Record<string, string> {
  return {
    id: document.id,
    symptoms: [...document.symptoms, ...document.routine, ...document.precursors].join('\n'),
    title: document.title,
    tags: [...document.tags, ...document.services].join('\n'),
    body: document.body,
  };
}

/** 1 for a phrase that one document lists, less for one that several share. */
function phraseRarity(documents: readonly RunbookDocument[]): ReadonlyMap<string, number> {
  const num = new Map<string, number>();
  for (const { kind, symptoms } of documents) {
    if (kind === 'postmortem') continue;
    for (const phrase of new Set(symptoms.map((each) => each.toLowerCase())))
      num.set(phrase, (num.get(phrase) ?? 0) + 1);
  }
  return new Map([...num].map(([phrase, count]) => [phrase, 1 / count]));
}

function searchIndex(
  index: MiniSearch<Record<string, string>>,
  indexed: ReadonlyMap<string, IndexedDocument>,
  rarity: ReadonlyMap<string, number>,
  parts: readonly QueryPart[],
): readonly FoundRunbook[] {
  const words = wordHits(index, parts);
  const texts = parts.map((part) => compileText(part.text.slice(0, MAX_PART_LENGTH)));
  const hits: FoundRunbook[] = [];
  for (const [id, { document, phrases }] of indexed) {
    const found = phrases.flatMap((phrase) =>
      texts.flatMap((text, part): PhraseMatch[] =>
        matchesPhrase(phrase, text) ? [{ phrase: phrase.text, part, strong: phrase.strong }] : [],
      ),
    );
    const byWords = words.get(id);
    if (found.length === 0 && !byWords) continue;
    const score = (phraseScore(found, parts, rarity) + (byWords?.score ?? 0)) * kindWeight(document);
    hits.push(toHit(document, score, found, byWords?.terms ?? []));
  }
  hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const isWorthIt = (hit: FoundRunbook): boolean =>
    hit.score >= MIN_SHARE * hits[0].score || hit.phrases.some(({ strong }) => strong);
  return hits.filter(isWorthIt).slice(0, MAX_HITS);
}

/** A runbook before the post-mortem that tells the same; the user's own note before both. */
function kindWeight(document: RunbookDocument): number {
  return document.kind === 'note' ? 1.15 : document.kind === 'postmortem' ? 0.7 : 1;
}

interface WordHit {
  readonly score: number;
  readonly terms: readonly string[];
}

/** BM25+ of one weighted query made of all parts. */
function wordHits(
  index: MiniSearch<Record<string, string>>,
  parts: readonly QueryPart[],
): ReadonlyMap<string, WordHit> {
  const weights = new Map<string, number>();
  for (const part of parts) {
    const terms = new Set(tokenise(part.text.slice(0, MAX_PART_LENGTH)).map(processTerm));
    // A long line is not more of a question than a short one.
    const weight = part.weight / Math.sqrt(Math.max(4, terms.size) / 4);
    for (const term of terms) {
      if (term) weights.set(term, Math.min(MAX_TERM_WEIGHT, (weights.get(term) ?? 0) + weight));
    }
  }
  const results = index.search([...weights.keys()].join(' '), {
    tokenize: (query) => query.split(' '),
    processTerm: (term) => term,
    boost: FIELD_WEIGHT,
    boostTerm: (term) => weights.get(term) ?? 0,
  });
  const most = results[0]?.score ?? 1;
  return new Map(
    results.map(({ id, score, queryTerms }) => [
      String(id),
      { score: (WORD_SCORE * score) / most, terms: queryTerms },
    ]),
  );
}

/** Each phrase counts once, in its best part; further phrases add less and less. */
function phraseScore(
  found: readonly PhraseMatch[],
  parts: readonly QueryPart[],
  rarity: ReadonlyMap<string, number>,
): number {
  const best = new Map<string, number>();
  for (const { phrase, part, strong } of found) {
    const letters = phrase.replace(/[^\p{L}\p{N}]/gu, '').length;
    const specific =
      Math.min(1, letters / FULL_LETTERS) * (strong ? 1 : 0.5) * (rarity.get(phrase.toLowerCase()) ?? 1);
    best.set(
      phrase,
      Math.max(best.get(phrase) ?? 0, specific * Math.min(1, 0.25 + 0.75 * parts[part].weight)),
    );
  }
  const sorted = [...best.values()].sort((a, b) => b - a);
  return PHRASE_SCORE * sorted.reduce((sum, value, i) => sum + value * FURTHER_SHARE ** i, 0);
}

function toHit(
  document: RunbookDocument,
  score: number,
  phrases: readonly PhraseMatch[],
  terms: readonly string[],
): FoundRunbook {
  const matched = [
    ...new Set([...phrases.map((match) => match.phrase), ...terms.slice(0, MAX_MATCHED_WORDS)]),
  ];
  const { id, kind, title, actions, claim, after, requires } = document;
  const criteria = criteriaOf(document);
  return { id, kind, title, score, matched, actions, phrases, criteria, claim, after, requires };
}

/** Tag of documents about attacks. */
const ATTACK = 'attack';
/** Tags of what programs depend on. */
const DEPENDENCIES = ['storage', 'disk', 'database', 'network', 'queue', 'dns', 'hardware'];

function criteriaOf(document: RunbookDocument): Criteria {
  const { symptoms, precursors, rulesOut, consequenceOf, tells, needsChange, tags, severity } = document;
  const isAttack = tags.includes(ATTACK);
  const isDependency = tags.some((tag) => DEPENDENCIES.includes(tag)) && tells === 'why';
  return {
    symptoms,
    precursors,
    rulesOut,
    consequenceOf,
    tells,
    needsChange,
    isAttack,
    isDependency,
    severity,
  };
}
