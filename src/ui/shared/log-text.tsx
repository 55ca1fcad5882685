// Text from a log, as text: never HTML, invisible characters drawn, hits of a search marked.
import { memo, type ReactNode } from 'react';
import { visibleParts } from './visible-text';

interface LogTextProps {
  readonly text: string;
  /** Marked wherever it stands, whatever its case. */
  readonly mark?: string;
  /** Begin and end of what is marked in the text, in pairs, ascending. */
  readonly marks?: readonly number[];
}

export const LogText = memo(function LogText({ text, mark = '', marks = hitsOf(text, mark) }: LogTextProps) {
  return (
    <bdi className="log-text">
      {splitAtMarks(text, marks).map((piece, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
        i % 2 === 1 ? <mark key={i}>{visible(piece)}</mark> : visible(piece),
      )}
    </bdi>
  );
});

function visible(text: string): ReactNode {
  const parts = visibleParts(text);
  if (parts.length === 1 && parts[0].code === null) return parts[0].text;
  return parts.map((part, i) =>
    part.code === null ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <span key={i} className="log-mark" title={part.code}>
        {part.text}
      </span>
    ),
  );
}

/** Begin and end of each place of a text, in pairs; case does not matter. */
export function hitsOf(text: string, mark: string): number[] {
  const hits: number[] = [];
  if (mark === '') return hits;
  const haystack = text.toLowerCase();
  const needle = mark.toLowerCase();
  // Lower-casing a few characters changes their number; offsets would then be wrong.
  if (haystack.length !== text.length) return hits;
  for (let hit = haystack.indexOf(needle); hit >= 0; hit = haystack.indexOf(needle, hit + needle.length))
    hits.push(hit, hit + needle.length);
  return hits;
}

/** Plain pieces at even places, marked ones at odd ones. */
export function splitAtMarks(text: string, marks: readonly number[]): string[] {
  if (marks.length === 0) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (let i = 0; i + 1 < marks.length && marks[i] < text.length; i += 2) {
    pieces.push(text.slice(from, marks[i]), text.slice(marks[i], marks[i + 1]));
    from = marks[i + 1];
  }
  return [...pieces, text.slice(from)];
}
