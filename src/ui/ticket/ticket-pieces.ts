// In: the Markdown of a ticket. Out: the same in pieces that can be rendered one by one: a whole ticket at once would hold the
// page up for longer than a click may wait.

/** A piece is cut at the next blank line after so many characters, at a heading in any case. */
const PIECE_CHARS = 1500;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Joined by line ends they are the text again. A fence, which may hold anything, is never cut. */
export function ticketPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let lines: string[] = [];
  let length = 0;
  let fence: string | null = null;
  const cut = (): void => {
    if (lines.length > 0) pieces.push(lines.join('\n'));
    lines = [];
    length = 0;
  };
  for (const line of text.split('\n')) {
    const isFree = fence === null;
    if (isFree && /^#{1,6} /.test(line)) cut();
    fence = fenceAfter(fence, line);
    lines.push(line);
    length += line.length + 1;
    if (isFree && line === '' && length > PIECE_CHARS) cut();
  }
  cut();
  return pieces;
}

/** The open fence after a line; null: none. Only as many marks of the same kind, and nothing after them, close one. */
function fenceAfter(open: string | null, line: string): string | null {
  const marks = FENCE.exec(line)?.[1] ?? null;
  if (open === null || marks === null) return open ?? marks;
  const closes = marks[0] === open[0] && marks.length >= open.length && line.trim() === marks;
  return closes ? null : open;
}
