/** Bytes that are not UTF-8, over the shards of one file. In: scanned shards, in any order. Out: how many, and where the first is. */
import type { Problem } from '../contracts/units';
import { type FormatGuess, isDelimited, type ShardResult } from '../core/ingest/types';
import { type BrokenPiece, type BrokenText, brokenProblem } from './broken-bytes';
import type { ScannedShard } from './scan-blob';

interface ShardTally {
  readonly begin: number;
  readonly numLines: number;
  readonly midLine: boolean;
  readonly broken: BrokenPiece | null;
}

const UNKNOWN: ShardTally = { begin: 0, numLines: Number.NaN, midLine: false, broken: null };

export class BrokenTally {
  private readonly shards: ShardTally[] = [];

  /** A shard that is scanned again takes its own place. */
  add(result: ShardResult): void {
    const { broken = null } = result as Partial<ScannedShard>;
    const { begin, numLines, carryIn } = result;
    this.shards[result.shardIdx] = { begin, numLines, midLine: carryIn.midLine, broken };
  }

  /** Null: none. `style`: lines of CSV and blocks are not physical ones, so that no line is named. */
  sum(style: Parameters<typeof isDelimited>[0]): BrokenText | null {
    let [num, lines] = [0, 0];
    let first: Pick<BrokenText, 'firstByte' | 'firstLine'> | null = null;
    for (const shard of this.shards) {
      // One that could not be read: nobody knows how many lines it had.
      const { begin, numLines, midLine, broken } = shard ?? UNKNOWN;
      if (broken && !first) {
        const line = lines + broken.linesBefore + (midLine ? 0 : 1);
        const known = line >= 0 && !isDelimited(style);
        first = { firstByte: begin + broken.firstByte, firstLine: known ? line : null };
      }
      num += broken?.num ?? 0;
      lines += numLines;
    }
    // A character across the cut of a line of megabytes is taken to be whole.
    const atLeast = this.shards.some(({ midLine }) => midLine);
    return first && { num, ...first, atLeast };
  }
}

interface ReadFile {
  readonly file: { readonly name: string };
  readonly guess: FormatGuess;
  readonly broken: BrokenTally;
}

/** One for each file that holds any. */
export function brokenProblems(files: readonly ReadFile[]): Problem[] {
  return files.flatMap(({ file, broken, guess }) => {
    const found = broken.sum(guess.plan.style);
    return found ? [brokenProblem(file.name, 'utf-8', found)] : [];
  });
}
