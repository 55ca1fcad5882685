/** Where DuckDB says that an error is. In: its message, with the line and a pointer below it, and the whole text. Out: the place in that text. */
export interface SqlPlace {
  /** From 1. */
  readonly lineNum: number;
  /** From 1, UTF-16 units. */
  readonly column: number;
  /** Place in the whole text, from 0, UTF-16 units. */
  readonly at: number;
}

/** Null: the message does not say, or is of another text. */
export function placeOfError(message: string, sql: string): SqlPlace | null {
  const [, lineText, shown, pointer] = /^LINE (\d+): (.*)\n( *)\^/m.exec(message) ?? [];
  if (lineText === undefined) return null;
  const lines = sql.split('\n');
  const line = lines[Number(lineText) - 1];
  if (line === undefined) return null;
  // Of a long line DuckDB shows a part, with dots where it was cut.
  const isCut = shown.startsWith('...');
  const part = shown.slice(isCut ? 3 : 0, shown.endsWith('...') ? -3 : undefined);
  const from = Math.max(0, line.indexOf(part.trim()) - (part.length - part.trimStart().length));
  const inPart = pointer.length - `LINE ${lineText}: `.length - (isCut ? 3 : 0);
  const column = Math.min(line.length, from + Math.max(0, inPart));
  const before = lines.slice(0, Number(lineText) - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { lineNum: Number(lineText), column: column + 1, at: before + column };
}
