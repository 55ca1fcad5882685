/**
 * The first part of a ticket: one screen, in the order in which it is read, whatever the form that it leaves in. In: an incident and its analysis.
 * Out: blocks of pieces of text; a piece is words or code, raw. What is not known is left out.
 */
import type { AnswerEvent, Statement } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { timeBeside } from '../wording/clock';
import { countOf } from '../wording/plural';
import { readInPart } from '../wording/read-in-part';
import { leadInFull, spanSentence } from './facts';
import { visibleLine } from './neutral';

/** Characters of the first part in Markdown: what fits on one screen. */
const MAX_FIRST_PART = 2500;

export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

export interface Block {
  readonly label: string;
  /** 'line': one item beside the label; else a list below it. */
  readonly form: 'line' | 'list' | 'steps';
  readonly items: readonly (readonly Piece[])[];
}

/** As many of the items as fit, with `measure` as the length of what is made of the blocks; the most needed stay. */
export function firstPart(
  incident: Incident,
  result: AnalysisResult,
  measure: (blocks: readonly Block[]) => number,
): readonly Block[] {
  let blocks = blocksOf(incident, result);
  while (measure(blocks) > MAX_FIRST_PART) {
    const shorter = shortened(blocks);
    if (shorter === null) break;
    blocks = shorter;
  }
  return blocks;
}

/** All of them, whatever their length. */
export function blocksOf(incident: Incident, result: AnalysisResult): readonly Block[] {
  const { answer } = incident;
  const blocks: readonly Block[] =
    answer === undefined
      ? withoutAnswer(incident, result)
      : [
          line('Impact', answer.impact === null ? [] : [answer.impact]),
          line('When', answer.when),
          line('Where', answer.where),
          { label: 'What happened', form: 'list', items: eventItems(answer.whatHappened) },
          causeBlock(incident),
          line('Ruled out', answer.ruledOut),
          { label: 'Do now', form: 'steps', items: answer.doNow.map((step) => piecesOf(step, [])) },
          {
            label: 'Open',
            form: 'list',
            items: answer.open.map(({ text, evidence }) => piecesOf(text, evidence)),
          },
        ];
  const part = readInPart(result.problems);
  const known = part === null ? [] : [line('Read in part', [{ text: part, evidence: [] }])];
  return [...known, ...blocks].filter(({ items }) => items.length > 0);
}

/** Of an analysis that was stored before answers were made. */
function withoutAnswer(incident: Incident, result: AnalysisResult): readonly Block[] {
  const [first] = incident.hypotheses;
  return [
    line('When', [{ text: spanSentence(incident), evidence: [] }]),
    line('Lead time', [{ text: leadInFull(incident, result), evidence: [] }]),
    ...(first ? [line(`Likely cause (${first.confidence})`, [first])] : []),
  ];
}

function line(label: string, statements: readonly Statement[]): Block {
  const items = statements.flatMap(({ text, evidence }, i) => [
    ...(i === 0 ? [] : [{ text: '; ', isCode: false }]),
    ...piecesOf(text.replace(/\.$/, ''), evidence),
  ]);
  return { label, form: 'line', items: items.length === 0 ? [] : [items] };
}

/** A date stands beside a time that is on another day than the one before. */
function eventItems(events: readonly AnswerEvent[]): readonly (readonly Piece[])[] {
  let dayMs: number | null = events[0]?.timeMs ?? null;
  return events.map(({ timeMs, component, what, num, evidence }) => {
    const time = timeMs === null ? '' : `${timeBeside(timeMs, dayMs)} `;
    if (timeMs !== null) dayMs = timeMs;
    const by = component === '' || what.startsWith(component) ? '' : `${component}: `;
    const times = num > 1 ? ` (${countOf(num, 'time')})` : '';
    return piecesOf(`${time}${by}${what}${times}`, [evidence], 'words only');
  });
}

function causeBlock({ answer }: Incident): Block {
  const cause = answer?.cause;
  if (!cause) return line('Likely cause', []);
  const why = cause.whyNotHigher ? ` Why not higher: ${cause.whyNotHigher}` : '';
  return {
    label: `Likely cause (${cause.confidence})`,
    form: 'line',
    items: [[...piecesOf(cause.text, cause.evidence), ...(why === '' ? [] : piecesOf(why, []))]],
  };
}

/** Words and code spans of inline Markdown, citations behind; log text has no code spans of its own. */
function piecesOf(
  text: string,
  evidence: readonly string[],
  form: 'with code' | 'words only' = 'with code',
): readonly Piece[] {
  if (text.trim() === '') return piecesOf('(empty)', evidence, form);
  const parts = form === 'words only' ? [text] : visibleLine(text).split(/(`[^`\n]+`)/);
  const pieces = parts
    .filter((part) => part !== '')
    .map((part) =>
      /^`[^`]+`$/.test(part) && form === 'with code'
        ? { text: part.slice(1, -1), isCode: true }
        : { text: part, isCode: false },
    );
  const cites = evidence.map((id) => ` [${id}]`).join('');
  return cites === '' ? pieces : [...pieces, { text: cites, isCode: false }];
}

/** What is left out first, and how many of its items always stay. */
const LEAVE_OUT: readonly (readonly [label: string, least: number])[] = [
  ['Ruled out', 0],
  ['Open', 1],
  ['Do now', 2],
  ['What happened', 4],
  ['Open', 0],
  ['Do now', 1],
];
/** Characters of one item where leaving out is not enough. */
const MAX_ITEM = 220;

function shortened(blocks: readonly Block[]): readonly Block[] | null {
  for (const [label, least] of LEAVE_OUT) {
    const at = blocks.findIndex((block) => block.label === label);
    if (at < 0 || blocks[at].items.length <= least) continue;
    const items = label === 'What happened' ? withoutMiddle(blocks[at].items) : blocks[at].items.slice(0, -1);
    return blocks
      .map((block, i) => (i === at ? { ...block, items } : block))
      .filter(({ items: left }) => left.length > 0);
  }
  const long = blocks.flatMap(({ items }) => items.flat()).find((piece) => piece.text.length > MAX_ITEM);
  if (long === undefined) return null;
  const cut = (piece: Piece): Piece => (piece === long ? { ...piece, text: wordsWithin(piece.text) } : piece);
  return blocks.map((block) => ({ ...block, items: block.items.map((item) => item.map(cut)) }));
}

/** The first events and the last ones tell most. */
function withoutMiddle<T>(items: readonly T[]): readonly T[] {
  const middle = Math.ceil(items.length / 2);
  return items.filter((_, i) => i !== middle);
}

function wordsWithin(text: string): string {
  const cut = text.slice(0, MAX_ITEM);
  const space = cut.lastIndexOf(' ');
  return (space > 0 ? cut.slice(0, space) : cut).toWellFormed();
}
