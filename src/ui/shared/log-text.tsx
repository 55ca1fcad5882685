// Text from a log, as text: never HTML, invisible characters drawn, hits of a search marked.
import { memo } from 'react';
import { visibleParts } from './visible-text';

export const LogText = memo(function LogText({ text, mark = '' }: { text: string; mark?: string }) {
  return (
    <bdi className="log-text">
      {visibleParts(text).map((part, i) =>
        part.code === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
          <Marked key={i} text={part.text} mark={mark} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <span key={i} className="log-mark" title={part.code}>
            {part.text}
          </span>
        ),
      )}
    </bdi>
  );
});

function Marked({ text, mark }: { text: string; mark: string }) {
  if (mark === '') return text;
  const pieces = splitAtHits(text, mark);
  return pieces.map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
    i % 2 === 1 ? <mark key={i}>{piece}</mark> : piece,
  );
}

/** Plain pieces at even places, hits at odd ones; case does not matter. */
export function splitAtHits(text: string, mark: string): string[] {
  const haystack = text.toLowerCase();
  const needle = mark.toLowerCase();
  // Lower-casing a few characters changes their number; offsets would then be wrong.
  if (needle === '' || haystack.length !== text.length) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (let hit = haystack.indexOf(needle); hit >= 0; hit = haystack.indexOf(needle, from)) {
    pieces.push(text.slice(from, hit), text.slice(hit, hit + needle.length));
    from = hit + needle.length;
  }
  return [...pieces, text.slice(from)];
}
