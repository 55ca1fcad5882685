// How far a stream was read, as its protocol says it. In: the positions of what comes. Out: whether it came before; what to ask for when it was cut.
// All of it was given by the server, and goes back to that server alone.

/** Entries of one store can come a little out of order: so far back is asked for again. */
const OVERLAP_NS = 5_000_000_000n;
const MOST_KNOWN = 50_000;
const MAX_ID_CHARS = 200;
const EVENT_ID = /^[!-~](?:[ -~]*[!-~])?$/;

export class Positions {
  /** Of the last event that stated one which a header can hold. */
  lastEventId: string | null = null;
  /** Latest time that an entry of a store stated. */
  lastNs: bigint | null = null;
  /** Since it was cut. */
  numRepeated = 0;
  private readonly known = new Set<string>();
  private readonly offsets = new Map<string, number>();
  private isAgain = false;

  /** The next connection begins. */
  begin(): void {
    this.numRepeated = 0;
    this.isAgain = this.lastEventId !== null || this.lastNs !== null;
  }

  /** An event of this id is new. Ids are looked at until the first new one, since servers may use one twice. */
  isNewEvent(id: string): boolean {
    if (this.isAgain && this.isKnown(id)) return false;
    this.isAgain = false;
    this.remember(id);
    if (id.length <= MAX_ID_CHARS && EVENT_ID.test(id)) this.lastEventId = id;
    return true;
  }

  /** An entry of this time and text is new. */
  isNewEntry(ns: bigint, text: string): boolean {
    const key = `${ns} ${text}`;
    if (this.isAgain && this.lastNs !== null && ns <= this.lastNs && this.isKnown(key)) return false;
    this.remember(key);
    if (this.lastNs === null || ns > this.lastNs) this.lastNs = ns;
    return true;
  }

  /** Where to go on, in nanoseconds; null: no entry has come. */
  get startNs(): bigint | null {
    return this.lastNs === null ? null : this.lastNs - OVERLAP_NS;
  }

  /** Negative: it came before; else how many were passed over since the one before it in its part. */
  takeOffset(part: string, offset: number): number {
    const last = this.offsets.get(part);
    if (last !== undefined && offset <= last) {
      this.numRepeated++;
      return -1;
    }
    this.offsets.set(part, offset);
    return last === undefined ? 0 : offset - last - 1;
  }

  private isKnown(key: string): boolean {
    const isKnown = this.known.has(key);
    if (isKnown) this.numRepeated++;
    return isKnown;
  }

  private remember(key: string): void {
    this.known.add(key);
    if (this.known.size <= MOST_KNOWN) return;
    // Sets give what was added first at first.
    const [oldest] = this.known;
    this.known.delete(oldest);
  }
}
