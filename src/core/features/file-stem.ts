/** What files that go on from each other have in common. In: a file, or its name. Out: its words without what changes by rotation. */
import type { FileSummary } from '../../contracts/tables';

/** stemOf the log that a file is a part of, where its place tells; else of the file itself. */
export function stemOfFile({ name, place }: Pick<FileSummary, 'name' | 'place'>): string {
  return stemOf(place?.rotation?.log ?? name);
}

/** Words of the name that hold no digit (rotation, dates, process ids), without the ending of an archive: 'web/app.log.2.gz' -> 'app log'. */
export function stemOf(name: string): string {
  const words = name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => !/\p{N}/u.test(word) && !PACKED.has(word)).join(' ');
}

const PACKED = new Set(['', 'gz', 'zst', 'xz', 'bz2', 'old', 'prev', 'previous']);
