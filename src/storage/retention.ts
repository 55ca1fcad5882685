// Which stored analyses stay: the newest ones, up to a number, a sum of bytes, and what the browser has room for.

const MIB = 2 ** 20;
const KEEP_NUM = 10;
const KEEP_BYTES = 2048 * MIB;
/** A single analysis above this is not stored: it would push out all others. */
const KEEP_BYTES_EACH = 1024 * MIB;
/** A database takes somewhat more than what is put into it. */
const OVERHEAD = 1.1;
const SPARE_BYTES = 8 * MIB;

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

/**
 * Ids to delete, oldest first, before `bytes` more are written, where the browser leaves `freeBytes`.
 * @throws Error with the reason when it does not fit even then.
 */
export function idsInTheWay(metas: readonly Kept[], bytes: number, freeBytes: number): string[] {
  if (bytes > KEEP_BYTES_EACH)
    throw new Error(`it takes ${inMb(bytes)}, and the history keeps at most ${inMb(KEEP_BYTES_EACH)} of one`);
  const needed = bytes * OVERHEAD + SPARE_BYTES;
  const ids: string[] = [];
  let free = freeBytes;
  for (const meta of [...metas].sort((a, b) => a.savedMs - b.savedMs)) {
    if (free >= needed) break;
    ids.push(meta.id);
    free += meta.bytes;
  }
  if (free < needed)
    throw new Error(`it takes ${inMb(bytes)}, and the browser leaves this page ${inMb(Math.max(0, free))}`);
  return ids;
}

function inMb(bytes: number): string {
  return `${Math.round(bytes / MIB).toLocaleString('en')} MiB`;
}
