// Threads that an analysis asks and that may end without an answer. In: that one has ended, and why. Out: what waits for it fails, so that
// a detector abstains and an export says why, where otherwise they would wait for ever.
import type { OptionalHelper } from '../contracts/threads';

export interface Losses {
  /** All that waits for this helper, now or later, fails with this sentence. */
  tell(helper: OptionalHelper, why: string): void;
  /** There are others in the place of the one that was lost. */
  forget(helper: OptionalHelper): void;
  /** The answer, or the loss of who would give it. */
  orLost<T>(helper: OptionalHelper, answer: Promise<T>): Promise<T>;
}

export function createLosses(): Losses {
  const known = new Map<OptionalHelper, { lost: Promise<never>; reject: (error: Error) => void }>();
  const of = (helper: OptionalHelper) => {
    const before = known.get(helper);
    if (before) return before;
    let reject: (error: Error) => void = () => {};
    const lost = new Promise<never>((_, no) => {
      reject = no;
    });
    // Where nobody waits, it is no error.
    lost.catch(() => undefined);
    const made = { lost, reject };
    known.set(helper, made);
    return made;
  };
  return {
    forget: (helper) => void known.delete(helper),
    tell: (helper, why) => of(helper).reject(new Error(why)),
    orLost: (helper, answer) => Promise.race([answer, of(helper).lost]),
  };
}
