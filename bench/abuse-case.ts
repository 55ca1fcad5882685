// What an abusive input is, and what several are made of.
export interface AbuseCase {
  readonly name: string;
  /** Name of the file that is dropped. */
  readonly file: string;
  make(path: string): void;
  /** In the question, the problems, the error or the verdict. */
  readonly expected: RegExp;
  /** Has to be stopped, or asked about, within 15 s and 300 MB. */
  readonly bomb?: true;
  /** Records that the card of the file has to count. Of plain files (covers) the bytes of records and gaps have to be the file's. */
  readonly records?: number;
  readonly covers?: true;
  /** The file goes when so many MB are read. */
  readonly deleteWhileRead?: true;
}

export const LINE = '2024-03-01 10:00:00,001 INFO [main] com.example.App: request 17 done\n';
export const TOO_MUCH = /times as much|unpacks to/;

export const random = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Pieces of lines until there are so many bytes. */
export function* text(bytes: number, piece: (i: number) => string): Iterable<string> {
  for (let done = 0, i = 0; done < bytes; i++) {
    const next = piece(i);
    done += next.length;
    yield next;
  }
}
