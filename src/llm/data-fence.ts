// Log text as data in a prompt. In: hostile text. Out: one line that cannot end the fence, open a tag, cite, or speak a chat
// template's control words; and the fence around such lines.
import { cut, visibleLine } from '../core/ticket/neutral';

const OPEN = '<<<DATA';
const CLOSE = 'DATA>>>';
/** One character for one, so that a place in the line is the same place in the log. */
const HARMLESS: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '[': '(',
  ']': ')',
  '`': "'",
  '"': "'",
  '“': "'",
  '”': "'",
  '„': "'",
  '«': '‹',
  '»': '›',
};

/** Text on one line, hidden characters made visible as in the ticket, white space never more than one space. */
export function shownLine(text: string): string {
  return visibleLine(text).replace(/\s+/g, ' ').trim();
}

/** A shown line with every mark replaced that means something to the prompt or to its answer; of the same length. */
export function harmless(line: string): string {
  return line.replace(/[<>[\]`"“”„«»]/g, (mark) => HARMLESS[mark]);
}

/** 'label| text'; the label is ours, the text hostile. */
export function dataLine(label: string, text: string, maxChars: number): string {
  return text === '' ? label : `${label}| ${cut(harmless(text), maxChars)}`;
}

export function fenced(lines: readonly string[]): string {
  return [OPEN, ...lines, CLOSE].join('\n');
}
