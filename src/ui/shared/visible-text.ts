// In: text from a log. Out: its parts, with everything that a terminal or a browser would obey rather than show (control
// characters, direction marks, zero-width ones) as parts of their own, to be drawn as what they are.

export interface TextPart {
  readonly text: string;
  /** 'U+202E' for a character that was made visible; null for plain text. */
  readonly code: string | null;
}

const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: variation selectors are among what has to be found.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

const NAMES: Readonly<Record<number, string>> = {
  173: 'SHY',
  1564: 'ALM',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
};

/** Tab and line feed stay plain: the caller's style shows them. */
export function visibleParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), code: null });
    parts.push(visibleMark(match[0].codePointAt(0) ?? 0));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), code: null });
  return parts;
}

function visibleMark(code: number): TextPart {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), code: name };
  if (code === 0x7f) return { text: '\u2421', code: name };
  return { text: NAMES[code] ?? name, code: name };
}
