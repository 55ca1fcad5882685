/** What the brackets behind the time hold, in which nearly every line goes on. In: positions behind what is known. Out: their texts, and whether these name sources or state levels. */
import { COLON, OPEN_BRACKET } from '../../lib/ascii';
import { skipBlanks, skipBracket } from '../../lib/bytes';
import { levelOfWord } from '../level';
import { isNameColumn, share } from './columns';
import { type Cursor, textOf } from './cursor';
import { isBracketNames } from './learn-level';

/** A long log repeats its names. */
const MIN_LONG = 40;

/** Texts of the brackets that the lines go on with; '' where there is none. */
export function bracketTexts({ bytes, at: from, end }: Cursor): string[] {
  return from.map((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    return textOf(bytes, at + 1, Math.max(at + 1, skipBracket(bytes, at, end[i]) - 1)).trim();
  });
}

/** Whether they name the source; without a level only a colon behind them tells. */
export const isBracketSource = (cursor: Cursor, texts: readonly string[], hasLevel: boolean): boolean =>
  isColonBracket(cursor, texts) ||
  (hasLevel &&
    (isBracketName(texts) ||
      isBracketNames(texts.map((text) => `[${text}]`)) ||
      isShortBracketName(cursor, texts)));

/** '[nav2_controller]: ' in nearly every line, no numbers of processes: what stands before a colon names the source. */
function isColonBracket({ bytes, at: from, end }: Cursor, texts: readonly string[]): boolean {
  const colons = from.filter((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    return bytes[skipBracket(bytes, at, end[i])] === COLON;
  });
  return colons.length > from.length * 0.9 && share(texts, (text) => SHORT_IDENTIFIER.test(text)) > 0.9;
}

const SHORT_IDENTIFIER = /^[A-Za-z_][\w.$/-]{1,79}$/;
/** Numbers that Python's levels have, more than one of them, information among them. */
export const areLevelNumbers = (texts: readonly string[]): boolean =>
  share(texts, (text) => /^(?:[1-5]0|[123]?5)$/.test(text)) > 0.95 &&
  new Set(texts).size > 1 &&
  share(texts, (text) => text === '20') > MIN_INFORMATION;
const MIN_INFORMATION = 0.15;

/** 'CRITICAL', by capitals no name. */
export function isLoudLevel(text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  return /^[A-Z]+$/.test(text) && levelOfWord(bytes, 0, bytes.length, false) > 0;
}

/** A short log repeats few of its names: square brackets behind the level, of names without numbers, more than one, and no threads. */
function isShortBracketName({ bytes, at: from, end }: Cursor, texts: readonly string[]): boolean {
  const isSquare = from.every((begin, i) => bytes[skipBlanks(bytes, begin, end[i])] === OPEN_BRACKET);
  return (
    isSquare &&
    texts.length < MIN_LONG &&
    new Set(texts).size > 1 &&
    share(texts, (text) => /^[A-Za-z_.][A-Za-z_.$/:]*[A-Za-z]$/.test(text)) > 0.9 &&
    share(texts, (text) => text === 'main' || text === 'Thread') < 0.5
  );
}

/** Dotted names in brackets ('[o.e.n.Node ]'), not threads. */
const isBracketName = (names: readonly string[]): boolean =>
  isNameColumn(names) && share(names, (name) => /^[a-z]\w*(\.\w+)+$/i.test(name)) > 0.8;
