// Which stored analyses stay: the newest ones, up to a number and a sum of bytes.

export const KEEP_NUM = 10;
export const KEEP_BYTES = 512 * 1024 * 1024;
/** A single analysis above this is not stored: it would push out all others. */
export const KEEP_BYTES_EACH = 256 * 1024 * 1024;

interface Kept {
  readonly id: string;
  readonly savedMs: number;
  readonly bytes: number;
}

/** Ids to delete so that the rest fits; the newest one always stays. */
export function idsToDelete(metas: readonly Kept[], keepNum = KEEP_NUM, keepBytes = KEEP_BYTES): string[] {
  const newestFirst = [...metas].sort((a, b) => b.savedMs - a.savedMs || a.id.localeCompare(b.id));
  let bytes = 0;
  let full = false;
  return newestFirst
    .filter((meta, i) => {
      bytes += meta.bytes;
      full ||= i >= keepNum || (i > 0 && bytes > keepBytes);
      return full;
    })
    .map((meta) => meta.id);
}
