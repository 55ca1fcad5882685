/**
 * Phrases of runbooks in the lines around an episode. In: candidates, scenes, the tables. Out: for each phrase that stands there the
 * earliest line that has it, read back and quoted as it stands. A phrase that no line has word for word was not seen.
 */
import type { Evidence } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN, type RowIdx } from '../../contracts/units';
import { forEachTimedRow } from '../features/timed-rows';
import type { Line } from './around';
import type { ReadTexts } from './evidence';
import {
  compilePhrase,
  compileText,
  matchesPhrase,
  type Phrase,
  type PhraseText,
  quotePhrase,
} from './phrases';
import type { Criteria, FoundRunbook } from './runbook-search';
import type { Scene } from './scene';

export interface Sighting {
  readonly role: 'symptom' | 'precursor' | 'contradiction';
  readonly phrase: string;
  readonly strong: boolean;
  readonly at: Line;
  readonly fileIdx: number;
  /** The words of that line, byte for byte. */
  readonly quote: string;
  /** The line. */
  readonly text: string;
}

/** A phrase of a document and a template that may hold it. */
interface Wanted {
  readonly runbook: string;
  readonly role: Sighting['role'];
  readonly phrase: Phrase;
  readonly template: number;
}

interface FoundLine extends Line {
  readonly fileIdx: number;
}

/** Kept of each template and window, so that the earliest and those near any moment are among them. */
const LINES_A_WINDOW = 4;
/** Lines that are read for a phrase whose words a wildcard may hide. */
const MAX_READ = 4;
/** Templates that are looked at for one role of one document. */
const MAX_TEMPLATES = 12;

/**
 * For each episode, by id of the candidate, what was seen of it, in order of time. `evidence`: lines of each episode at hand; of what warns or fails, their traces and fields
 * are looked at too, which templates do not hold.
 */
export async function findSightings(
  candidates: readonly (readonly FoundRunbook[])[],
  scenes: readonly Scene[],
  { table, templates }: { readonly table: LogTable; readonly templates: TemplateTable },
  readTexts: ReadTexts,
  evidence: readonly (readonly Evidence[])[] = [],
): Promise<readonly ReadonlyMap<string, readonly Sighting[]>[]> {
  const textOf = textsOf(templates);
  const wanted = scenes.map((scene, i) => {
    const records = graveRecords(evidence[i] ?? [], templates);
    return candidates[i].flatMap((each) => wantedOf(each, scene, textOf, records));
  });
  const lines = gatherLines(wanted, scenes, table, templates);
  const found: ReadonlyMap<string, readonly Sighting[]>[] = [];
  for (let i = 0; i < scenes.length; i++) {
    const rows = wanted[i].map((each) => rowsToRead(each, wanted[i], lines[i], scenes[i]));
    const unique = [...new Set(rows.flat().map(({ row }) => row as RowIdx))];
    const texts = await readTexts(unique);
    const textByRow = new Map<number, string | null>(unique.map((row, at) => [row, texts[at]]));
    found.push(seenOf(wanted[i], rows, textByRow));
  }
  return found;
}

/** The same in lines at hand, of a log that was read: by id of the candidate, in the order of the lines. */
export function sightingsIn(
  candidates: readonly FoundRunbook[],
  lines: readonly { readonly at: Line; readonly fileIdx: number; readonly text: string }[],
): ReadonlyMap<string, readonly Sighting[]> {
  const texts = lines.map(({ text }) => compileText(text));
  return new Map(
    candidates.map(({ id, criteria }) => [
      id,
      rolesOf(criteria).flatMap(({ role, phrases }) =>
        lines.flatMap(({ at, fileIdx, text }, i): Sighting[] => {
          const phrase = longestMatch(phrases, texts[i]);
          const quote = phrase && quotePhrase(phrase, text);
          return quote
            ? [{ role, phrase: phrase.text, strong: phrase.strong, at, fileIdx, quote, text }]
            : [];
        }),
      ),
    ]),
  );
}

/** Phrases of each role; without criteria none. */
function rolesOf(
  criteria: Criteria | undefined,
): readonly { readonly role: Sighting['role']; readonly phrases: readonly Phrase[] }[] {
  if (!criteria) return [];
  return [
    { role: 'symptom', phrases: criteria.symptoms.map(compilePhrase) },
    { role: 'precursor', phrases: criteria.precursors.map(compilePhrase) },
    { role: 'contradiction', phrases: criteria.rulesOut.map(compilePhrase) },
  ];
}

function textsOf({ templates }: TemplateTable): (template: number) => PhraseText {
  const known = new Map<number, PhraseText>();
  return (template) => {
    const text = known.get(template) ?? compileText(templates[template].text);
    known.set(template, text);
    return text;
  };
}

/** Whole records of what warns or fails, by template. */
function graveRecords(
  evidence: readonly Evidence[],
  { templates }: TemplateTable,
): ReadonlyMap<number, readonly PhraseText[]> {
  const records = new Map<number, readonly PhraseText[]>();
  for (const { template, text } of evidence) {
    if (template === null || (templates[template]?.level ?? 0) < LEVEL_WARN) continue;
    const lines = text.split(/\r?\n/).map((line) => ({ ...compileText(line), hasWildcard: false }));
    records.set(template, [...(records.get(template) ?? []), ...lines]);
  }
  return records;
}

/** A post-mortem is found by its phrases alone, a candidate without criteria by what the search matched. */
function wantedOf(
  { id, criteria }: FoundRunbook,
  scene: Scene,
  textOf: (template: number) => PhraseText,
  records: ReadonlyMap<number, readonly PhraseText[]>,
): Wanted[] {
  return rolesOf(criteria).flatMap(({ role, phrases }) => {
    const isNews = (template: number) => role === 'contradiction' || !scene.isRoutine(template);
    // What stands in a value may be anything, so that it has to mean one thing.
    const strong = phrases.filter((phrase) => phrase.strong);
    const inRecord = (template: number): Phrase | null =>
      role === 'contradiction'
        ? null
        : (records.get(template) ?? []).reduce<Phrase | null>(
            (found, line) => found ?? longestMatch(strong, line),
            null,
          );
    return scene.nearby
      .filter(isNews)
      .flatMap((template) => {
        const phrase = longestMatch(phrases, textOf(template)) ?? inRecord(template);
        return phrase ? [{ runbook: id, role, phrase, template }] : [];
      })
      .slice(0, MAX_TEMPLATES);
  });
}

/** Of the phrases in a text the one that says most: a text is one sign, however many phrases it holds. */
function longestMatch(phrases: readonly Phrase[], text: PhraseText): Phrase | null {
  const found = phrases.filter((phrase) => matchesPhrase(phrase, text));
  const sayingMost = (a: Phrase, b: Phrase) =>
    Number(b.strong) - Number(a.strong) || b.text.length - a.text.length;
  return found.sort(sayingMost)[0] ?? null;
}

/** One pass over the rows serves all episodes. */
function gatherLines(
  wanted: readonly (readonly Wanted[])[],
  scenes: readonly Scene[],
  table: LogTable,
  { ofKind }: TemplateTable,
): readonly ReadonlyMap<number, readonly FoundLine[]>[] {
  const sets = wanted.map((each) => new Set(each.map(({ template }) => template)));
  const any = new Set(sets.flatMap((each) => [...each]));
  const found = scenes.map(() => new Map<number, FoundLine[]>());
  if (any.size === 0) return found;
  const isWanted = Uint8Array.from(ofKind, (template) => (any.has(template) ? 1 : 0));
  const numIn = new Map<string, number>();
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    if (isWanted[kind] === 0) return;
    const template = ofKind[kind];
    scenes.forEach((scene, i) => {
      if (timeMs < scene.horizonMs || timeMs >= scene.endMs || !sets[i].has(template)) return;
      const key = `${i} ${template} ${Math.floor(timeMs / scene.windowMs)}`;
      const num = numIn.get(key) ?? 0;
      if (num >= LINES_A_WINDOW) return;
      numIn.set(key, num + 1);
      const known = found[i].get(template) ?? [];
      known.push({ row, timeMs, template, fileIdx });
      found[i].set(template, known);
    });
  });
  for (const map of found)
    for (const lines of map.values()) lines.sort((a, b) => a.timeMs - b.timeMs || a.row - b.row);
  return found;
}

/** Lines that may be the sighting, earliest first; of what speaks against a document those near its first sign. */
function rowsToRead(
  { role, runbook, template }: Wanted,
  all: readonly Wanted[],
  linesOf: ReadonlyMap<number, readonly FoundLine[]>,
  scene: Scene,
): readonly FoundLine[] {
  const lines = linesOf.get(template) ?? [];
  if (role === 'symptom') return lines.filter(({ timeMs }) => timeMs >= scene.signsMs).slice(0, MAX_READ);
  if (role === 'precursor') return lines.slice(0, MAX_READ);
  const firstMs = Math.min(
    ...all
      .filter((each) => each.runbook === runbook && each.role === 'symptom')
      .flatMap((each) => (linesOf.get(each.template) ?? []).filter(({ timeMs }) => timeMs >= scene.signsMs))
      .map(({ timeMs }) => timeMs),
  );
  const distance = ({ timeMs }: FoundLine) => Math.abs(timeMs - firstMs);
  return lines
    .filter((line) => distance(line) <= THRESHOLDS.contradictionMinutes * 60_000)
    .sort((a, b) => distance(a) - distance(b) || a.row - b.row)
    .slice(0, MAX_READ);
}

function seenOf(
  wanted: readonly Wanted[],
  rows: readonly (readonly FoundLine[])[],
  textByRow: ReadonlyMap<number, string | null>,
): ReadonlyMap<string, readonly Sighting[]> {
  const seen = new Map<string, Sighting[]>();
  wanted.forEach(({ runbook, role, phrase }, i) => {
    const sightings = rows[i].flatMap((line): Sighting[] => {
      const text = textByRow.get(line.row) ?? '';
      const quote = quotePhrase(phrase, text);
      if (quote === null) return [];
      const { fileIdx, ...at } = line;
      return [{ role, phrase: phrase.text, strong: phrase.strong, at, fileIdx, quote, text }];
    });
    seen.set(runbook, [...(seen.get(runbook) ?? []), ...sightings]);
  });
  for (const each of seen.values()) each.sort((a, b) => a.at.timeMs - b.at.timeMs || a.at.row - b.at.row);
  return seen;
}
