/**
 * Rows of a table in JSON: '["2024-05-14T09:00:00Z", "INFO", "text"]' below "columns", or '[{"field": "@timestamp", "value": ...}]'. In: rows
 * and the names of their columns. Out: the same as objects, parsed or as JSON.
 */
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import type { Scratch } from '../scratch';
import type { JsonObject } from './json-columns';
import { skipSpace } from './json-split';
import { createJsonWalker, skipValue } from './json-walk';

const MAX_HEAD = 65_536;

/** Names that a container states for the columns of its rows; []: none. */
export function rowNamesIn(bytes: Uint8Array, begin: number, lead: number): string[] {
  const head = decodeRange(bytes, begin, Math.min(lead, begin + MAX_HEAD));
  const found = /"(?:columns|schema|fields)"\s*:\s*(\[[\s\S]*?\])\s*[,}]/.exec(head);
  try {
    const columns: unknown[] = found ? JSON.parse(found[1]) : [];
    return columns.map((column, i) => nameOf(column) ?? `${i}`);
  } catch {
    return [];
  }
}

function nameOf(column: unknown): string | null {
  if (typeof column === 'string') return column;
  if (column === null || typeof column !== 'object') return null;
  const { name, ColumnName, field } = column as Record<string, unknown>;
  const named = [name, ColumnName, field].find((text) => typeof text === 'string');
  return (named as string | undefined) ?? null;
}

export function objectOfRow(row: readonly unknown[], names: readonly string[]): JsonObject {
  return Object.fromEntries(
    row.map((cell, i) => {
      const { field, value } = (cell ?? {}) as Record<string, unknown>;
      return typeof field === 'string' && value !== undefined ? [field, value] : [names[i] ?? `${i}`, cell];
    }),
  );
}

/** Makes the row bytes[begin, end) an object in `out`; false: it is no list. */
export type AppendRow = (out: Scratch, bytes: Uint8Array, begin: number, end: number) => boolean;

export function createAppendRow(names: readonly string[]): AppendRow {
  const keys = names.map((name) => new TextEncoder().encode(JSON.stringify(name)));
  const cell = createJsonWalker([
    { path: 'field', role: 'source' },
    { path: 'value', role: 'message' },
  ]);
  return (out, bytes, begin, end) => {
    if (bytes[begin] !== OPEN_BRACKET) return false;
    out.push(OPEN_BRACE);
    let at = skipSpace(bytes, begin + 1, end);
    for (let i = 0; at < end && bytes[at] !== CLOSE_BRACKET; i++) {
      const stop = skipValue(bytes, at, end);
      if (stop < 0) return false;
      if (i > 0) out.push(COMMA);
      const { slots } = cell;
      const isNamed = bytes[at] === OPEN_BRACE && cell.walk(bytes, at, stop) && Math.min(...slots.begin) >= 0;
      if (isNamed) {
        out.append(bytes, slots.begin[0] - 1, slots.end[0] + 1);
        out.push(COLON);
        const quote = slots.type[1] === QUOTE ? 1 : 0;
        out.append(bytes, slots.begin[1] - quote, slots.end[1] + quote);
      } else {
        const key = keys[i] ?? new TextEncoder().encode(`"${i}"`);
        out.append(key, 0, key.length);
        out.push(COLON);
        out.append(bytes, at, stop);
      }
      at = skipSpace(bytes, stop, end);
      if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1, end);
    }
    out.push(CLOSE_BRACE);
    return bytes[at] === CLOSE_BRACKET;
  };
}
