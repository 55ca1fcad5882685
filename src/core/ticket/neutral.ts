/**
 * Makes log text harmless wherever it is shown. In: hostile text. Out: text whose control, bidi and invisible characters are
 * visible, and Markdown forms (fence, code span, prose) that it cannot leave, link from or mention anybody in.
 */

/** Zero-width, bidi, variation and tag characters, line separators and other format characters that hide or reorder text. */
const INVISIBLE_RANGES =
  '00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 2028-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF9-FFFB ' +
  '1D173-1D17A E0000-E0FFF';
const INVISIBLE = new RegExp(
  `[${INVISIBLE_RANGES.replace(/[0-9A-F]+/g, (code) => `\\u{${code}}`).replace(/ /g, '')}]`,
  'gu',
);
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Text with every control character but tab and newline as a picture (ESC is ␛) or code point (⟦U+202E⟧). Well formed. */
export function visible(text: string): string {
  return text.toWellFormed().replace(CONTROL, pictureOf).replace(INVISIBLE, codeOf);
}

/** The same on one line: newlines are ␤, tabs a space. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\r\n/g, '\n')).replace(/\n/g, '␤').replace(/\t/g, ' ');
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : codeOf(character);
}

function codeOf(character: string): string {
  return `⟦U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** Longest run of backticks in a text. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** Fenced code block, its fence longer than any run of backticks inside; ends without a newline. */
export function fence(text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}text\n${visible(text.replace(/\r\n/g, '\n'))}\n${marks}`;
}

/** Code span on one line; not for table cells, where a pipe would end it. */
export function code(text: string): string {
  const line = visibleLine(text);
  if (line.trim() === '') return '`(empty)`';
  const marks = '`'.repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/**
 * Prose: Markdown's marks escaped, and links, addresses and mentions broken by brackets as incident reports do
 * (https[:]//host, user[at]host), since renderers find those in plain text whatever is escaped.
 */
export function prose(text: string): string {
  return escapeMarks(text.trim())
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** The same for a piece inside a line: space at its ends is kept. */
export function escapeMarks(text: string): string {
  return defang(visibleLine(text)).replace(/[\\`*_[\]<>#|~&$]/g, '\\$&');
}

/** Links, addresses and mentions made dead, still readable; for fields that are plain text. */
export function defang(text: string): string {
  return text
    .replace(/:\/\//g, '[:]//')
    .replace(/\b(www)\./gi, '$1[.]')
    .replace(/@/g, '[at]')
    .replace(/#(?=\d)/g, '[#]')
    .replace(/\b(mailto|xmpp|javascript|data|vbscript|tel):/gi, '$1[:]');
}

/** At most `max` UTF-16 units, an ellipsis at the cut, never half a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
