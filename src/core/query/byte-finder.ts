// Places of a literal in bytes, whatever the case of its ASCII letters, without making text of them (Boyer, Moore, Horspool 1980).

export interface ByteFinder {
  readonly length: number;
  /** First place at or after `from` whose bytes, all before `end`, are the literal; -1: there is none. */
  next(bytes: Uint8Array, from: number, end: number): number;
}

/** @param literal ASCII, in lower case, one character or more */
export function byteFinder(literal: string): ByteFinder {
  const small = Uint8Array.from(literal, (letter) => letter.charCodeAt(0));
  const large = Uint8Array.from(literal.toUpperCase(), (letter) => letter.charCodeAt(0));
  const { length } = small;
  const last = length - 1;
  const skip = new Uint16Array(256).fill(length);
  for (let i = 0; i < last; i++) {
    skip[small[i]] = last - i;
    skip[large[i]] = last - i;
  }
  const afterHit = skip[small[last]];
  skip[small[last]] = 0;
  skip[large[last]] = 0;
  const holds = (bytes: Uint8Array, end: number): boolean => {
    for (let i = last - 1, at = end - 1; i >= 0; i--, at--)
      if (bytes[at] !== small[i] && bytes[at] !== large[i]) return false;
    return true;
  };
  return {
    length,
    next(bytes, from, end) {
      for (let at = from + last; at < end; ) {
        const step = skip[bytes[at]];
        if (step !== 0) at += step;
        else if (holds(bytes, at)) return at - last;
        else at += afterHit;
      }
      return -1;
    },
  };
}
