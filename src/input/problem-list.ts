/** Problems of opening, in words. Thousands of the same kind in one dropped file become a few and a count. */
import type { Problem } from '../contracts/units';
import { problem } from '../core/wording/problem';
import type { Unpacked } from './types';

/** So many of one kind are told one by one, for each dropped file. */
const MOST_OF_A_KIND = 20;

export class ProblemList {
  readonly problems: Problem[] = [];
  private dropped = '';
  private readonly counts = new Map<string, number>();

  /** Before each dropped file. */
  begin(dropped: string): void {
    this.dropped = dropped;
    this.counts.clear();
  }

  add(found: Problem): void {
    const count = (this.counts.get(found.code) ?? 0) + 1;
    this.counts.set(found.code, count);
    if (count <= MOST_OF_A_KIND) this.problems.push(found);
  }

  tell(
    severity: Problem['severity'],
    code: string,
    message: string,
    file: string,
    byteOffset: number | null = null,
  ): void {
    this.add(problem(severity, code, message, { file, byteOffset }));
  }

  /** After each dropped file: how many were not told one by one. */
  end(): void {
    for (const [code, count] of this.counts) {
      if (count <= MOST_OF_A_KIND) continue;
      const last = this.problems.findLast((each) => each.code === code)!;
      const more = (count - MOST_OF_A_KIND).toLocaleString('en');
      const message = `${more} more files of ${this.dropped} met the same (${code}).`;
      this.problems.push(problem(last.severity, code, message, { file: this.dropped }));
    }
    this.counts.clear();
  }
}

/** What was wrong with the data of a compressed file; `size`: of the compressed data. */
export function faultProblem(
  { fault, faultOffset, blob }: Unpacked,
  kind: string,
  name: string,
  size: number,
): Problem | null {
  if (fault === null) return null;
  const kept =
    blob.size > 0
      ? `the ${blob.size.toLocaleString('en')} bytes before that are analysed`
      : 'nothing could be read from it';
  const what = {
    truncated: `${name} ends in the middle of its ${kind} data, at byte ${faultOffset} of ${size}`,
    damaged: `The ${kind} data of ${name} is damaged near byte ${faultOffset} of ${size}`,
    limit: `${name} unpacks to more than is taken from a file of its size; it was stopped at byte ${faultOffset} of ${size}`,
    size: `${name} is not of the size or at the place that its archive states, and is not trusted`,
    room: `The browser has no room for all that ${name} unpacks to; it was stopped at byte ${faultOffset} of ${size}`,
    method: `${name} is compressed in a way that is not read here`,
  }[fault];
  const codes = {
    limit: 'archive-limit',
    size: 'lying-size',
    room: 'no-room',
    method: 'unknown-compression',
  };
  const code = fault === 'truncated' || fault === 'damaged' ? `${fault}-${kind}` : codes[fault];
  const severity = blob.size > 0 ? 'warning' : 'error';
  return problem(severity, code, `${what}: ${kept}.`, { file: name, byteOffset: faultOffset });
}
