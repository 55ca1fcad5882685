/**
 * Logins that are refused again and again, and one that is let in after them from the same address. In: lines. Out: what each of them is. A single refused
 * login is somebody's typing; so many are an attack, or a client whose secret is wrong.
 */
import { THRESHOLDS } from '../../contracts/thresholds';
import { ACCEPTED, addressIn, REFUSED } from '../features/login-words';
import type { ReadLine } from './read-lines';

export interface RefusedLogins {
  readonly num: number;
  /** Index of the first one. */
  readonly at: number;
  /** Indices of logins that were accepted from an address that was refused before; few. */
  readonly acceptedAt: readonly number[];
}

/** What one connection has in all its lines: the process that serves it. */
const SESSION = /^.{0,100}?\b([\w.-]{1,40}\[\d{1,7}\]):/;
/** 'message repeated 3 times: [ Failed password ...]'. */
const REPEATED = /\bmessage repeated (\d{1,4}) times\b/;
const MAX_ACCEPTED = 3;

/** Null: too few to be told. */
export function refusedLogins(lines: readonly ReadLine[]): RefusedLogins | null {
  const from = new Map<string, number>();
  const sessions = new Map<string, number[]>();
  const acceptedAt: number[] = [];
  let first = -1;
  for (const [at, { bare, raw }] of lines.entries()) {
    const what = REFUSED.findIndex((pattern) => pattern.test(bare));
    if (what >= 0) {
      const isTelling = what === 0 && (first < 0 || (!REFUSED[0].test(lines[first].bare) && at - first < 3));
      if (first < 0 || isTelling) first = at;
      const session = SESSION.exec(raw)?.[1] ?? `line ${at}`;
      const counts = sessions.get(session) ?? REFUSED.map(() => 0);
      counts[what] += Number(REPEATED.exec(bare)?.[1] ?? 1);
      sessions.set(session, counts);
      const address = addressIn(bare);
      if (address !== '') from.set(address, (from.get(address) ?? 0) + 1);
    } else if (ACCEPTED.test(bare) && acceptedAt.length < MAX_ACCEPTED) {
      const address = addressIn(bare);
      if ((from.get(address) ?? 0) >= THRESHOLDS.refusedLogins / 2) acceptedAt.push(at);
    }
  }
  const num = [...sessions.values()].reduce((sum, counts) => sum + Math.max(...counts), 0);
  return num >= THRESHOLDS.refusedLogins ? { num, at: first, acceptedAt } : null;
}
