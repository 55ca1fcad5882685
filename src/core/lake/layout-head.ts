/** A learnt layout (ingest/layout) -> the head of its lines: each step as one piece that may be missing. */
import type { Layout } from '../ingest/layout/layout';
import { type LayoutStep, statesLevel } from '../ingest/layout/steps';
import { LEVEL_WORDS } from '../ingest/level-words';
import { BLANKS, inAnyCase, literal } from './pattern';
import type { Head, NoHead, Piece } from './piece';
import { timePatterns } from './time-pattern';

const END = '(?:[ \\t]+|$)';
const IN_BRACKETS = '(?:\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\]|\\([^()]*\\)|<[^<>]*>)';
const TOKEN = '(?:\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\]|\\([^()]*\\)|[^ \\t]+)';
/** Lone marks, which are no tokens. */
const LONE = "(?:[!%&')*+,:;<=>?\\\\\\]^`{|}~-]{1,3}[ \\t]+)*";
const WORDS = inAnyCase(Object.keys(LEVEL_WORDS));
const MARKS = '[^ \\tA-Za-z0-9\\[]';
/** A level word, bare or in what it may wear. */
const LEVEL = `(?:\\[ ?(?:${WORDS}) ?\\]:?|${MARKS}{0,2}(?:${WORDS})${MARKS}{0,3}${END})`;
/** Of a text that ends in a level. */
const LAST_WORD = '([A-Za-z]+[1-5]?)[^A-Za-z0-9]*$';

export function layoutHeads(format: string, layout: Layout): readonly (Head | NoHead)[] {
  const none = (why: string): NoHead[] => [{ format, why }];
  const times = timePatterns(layout.time);
  if (times.length === 0) return none('its times state no date, or in a notation that no expression reads');
  if (
    layout.http ||
    layout.statusColumn !== undefined ||
    layout.levelColumn ||
    layout.klog ||
    layout.messageIds ||
    layout.grades
  )
    return none('its level stands in a column of the message');
  if (layout.signature !== null || layout.beforeLevel) return none('its file mixes systems');
  if (layout.tail) return none('its messages end in the name of the logger');
  if (layout.steps.filter(statesLevel).length > 1)
    return none("its programs' levels stand behind the platform's");
  const steps = layout.steps.map(stepPiece);
  if (steps.some((step) => step === null)) return none('its head is no fixed order of words');
  const hasLevel = layout.steps.some(statesLevel);
  const read = (isStrict: boolean) =>
    layout.before.flatMap((count) =>
      times.map((time) => ({
        format,
        time,
        pieces: [
          { source: ' {0,4}' },
          ...beforePieces(layout, count),
          { source: '[\\[("<]?' },
          { source: time.source, role: 'time' as const },
          { source: '[\\])">]?[,;:]?' },
          ...(steps as Piece[]).map((piece) => (isStrict ? whole(piece) : piece)),
          { source: BLANKS },
        ],
        statesLevel: hasLevel || count > 0,
        defaultLevel: 0,
        statuses: layout.statuses === true,
      })),
    );
  // Beside other formats that begin with the same time, only a line that has all of the head is of this one.
  return [...read(false), ...(steps.length > 0 ? read(true) : [])];
}

/** A piece that has to be there. */
const whole = (piece: Piece): Piece =>
  /^\(\?:.*\)\?$/.test(piece.source) ? { ...piece, source: piece.source.slice(0, -1) } : piece;

/** Words or fields before the time; one of them may state a level, another the source. */
function beforePieces({ mark, sourceBefore }: Layout, count: number): Piece[] {
  const end = mark === undefined ? '[ \\t]+' : `[ \\t]*${literal(mark)}[ \\t]*`;
  const word = mark === undefined ? '[^ \\t]+' : `[^${literal(mark[0])}]*?`;
  return Array.from({ length: count }, (_, i) => ({
    source: `${word}${end}`,
    role: i === sourceBefore ? ('component' as const) : ('level' as const),
    inner:
      i === sourceBefore
        ? '^[\\[(]?([^ \\t\\])|;]+)'
        : '^[^A-Za-z0-9]{0,2}([A-Za-z]+[1-5]?)[^A-Za-z0-9]{0,3}[ \\t]*$',
  }));
}

/** Null: it cannot be expressed. */
function stepPiece(step: LayoutStep): Piece | null {
  switch (step.step) {
    case 'zone':
      return { source: `(?:${BLANKS}[A-Z]{2,5}${END})?` };
    case 'level':
      return step.joint || step.quiet
        ? null
        : { source: behindTokens(step.max, LEVEL, LONE), role: 'level', inner: LAST_WORD };
    case 'letter-behind':
    case 'sign':
    case 'verbosity':
      return null;
    case 'letter':
      return {
        source: `(?:${BLANKS}(?:[A-Z][!>]?${END}|(?:\\[[A-Z]\\]|\\([A-Z]\\)|<[A-Z]>)[ \\t]*))?`,
        role: 'letter',
        inner: '([A-Z])',
      };
    case 'hex-id':
      return { source: `(?:${BLANKS}[0-9A-Fa-f]{${step.width}}${END})?` };
    case 'close':
      return {
        source: '(?:[^\\[\\]]{0,120}\\]:?)?',
        ...(step.source && { role: 'component', inner: '^[ \\t]*([^\\]]*)' }),
      };
    case 'bracket':
      if (step.level || step.numbers) return null;
      return {
        source: `(?:${BLANKS}${IN_BRACKETS}:?)?`,
        ...(step.source && { role: 'component', inner: '([^ \\t\\[\\](){}<>]+)' }),
      };
    case 'number':
      return { source: `(?:${BLANKS}[0-9]+${END})?` };
    case 'punct':
      return { source: `(?:${BLANKS}[!%&')*+,:;<=>?\\\\\\]^\`{|}~-]{1,3}${END})?` };
    case 'name':
      return {
        source: `(?:${BLANKS}(?:-[ \\t]{2,}|[A-Za-z][A-Za-z0-9_.$@/#:-]*${END}))?`,
        ...(step.source && { role: 'component', inner: '([A-Za-z][^ \\t]*)' }),
      };
    case 'colon-name':
      return {
        source: `(?:${BLANKS}(?::|[A-Za-z_][^ \\t]{0,118}[:|])${END})?`,
        role: 'component',
        inner: '([A-Za-z_][^ \\t]*)[:|]',
      };
    case 'to-mark':
      return {
        source: behindTokens(step.max, `${literal(String.fromCharCode(step.mark))}${END}`),
        ...(step.source >= 0 && { role: 'component', inner: sourceOfTokens(step.source) }),
      };
    case 'fields':
      return step.message === undefined && step.zone === undefined ? fieldsPiece(step) : null;
  }
}

/** What is looked for behind at most `max` tokens, the fewest that do. */
function behindTokens(max: number, sought: string, between = ''): string {
  return `(?:${BLANKS}${between}(?:${TOKEN}[ \\t]+${between}){0,${max}}?${sought})?`;
}

const sourceOfTokens = (idx: number): string => `^${BLANKS}(?:${TOKEN}[ \\t]+){${idx}}(${TOKEN})`;

/** One piece: of its columns only the level is taken out. */
function fieldsPiece({ mark, count, level }: Extract<LayoutStep, { step: 'fields' }>): Piece {
  const char = literal(String.fromCharCode(mark));
  const column = `[^${char}]*${char}`;
  const source = `(?:(?:${BLANKS}${char})?(?:${column}){${count}})?`;
  if (level < 0) return { source };
  return {
    source,
    role: 'level',
    inner: `^(?:${BLANKS}${char})?(?:${column}){${level}}[^A-Za-z0-9${char}]{0,3}([A-Za-z]+[1-5]?)`,
  };
}
