/**
 * Logins that are refused again and again, and one that is let in after them from the same address. In: lines. Out: what each of them is. A single refused
 * login is somebody's typing; so many are an attack, or a client whose secret is wrong.
 */
import { THRESHOLDS } from '../../contracts/thresholds';
import type { ReadLine } from './read-lines';

export interface RefusedLogins {
  readonly num: number;
  /** Index of the first one. */
  readonly at: number;
  /** Indices of logins that were accepted from an address that was refused before; few. */
  readonly acceptedAt: readonly number[];
}

const REFUSED =
  /\bfailed (?:password|publickey|login|keyboard-interactive)\b|\binvalid user\b|\bauthentication (?:failure|failed)\b|\b(?:login|logon|auth) (?:failed|failure|incorrect)\b|\bmaximum authentication attempts\b|\bpassword check failed\b/i;
const ACCEPTED =
  /\baccepted (?:password|publickey|keyboard-interactive)\b|\blogin (?:succeeded|successful)\b|\bsuccessful (?:login|logon)\b/i;
const ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\b/i;
const MAX_ACCEPTED = 3;

/** Null: too few to be told. */
export function refusedLogins(lines: readonly ReadLine[]): RefusedLogins | null {
  const from = new Map<string, number>();
  const acceptedAt: number[] = [];
  let num = 0;
  let first = -1;
  for (const [at, { bare }] of lines.entries()) {
    if (REFUSED.test(bare)) {
      num++;
      if (first < 0 || (!/password/i.test(lines[first].bare) && at - first < 3 && /password/i.test(bare)))
        first = at;
      const address = ADDRESS.exec(bare)?.[0];
      if (address) from.set(address, (from.get(address) ?? 0) + 1);
    } else if (ACCEPTED.test(bare) && acceptedAt.length < MAX_ACCEPTED) {
      const address = ADDRESS.exec(bare)?.[0] ?? '';
      if ((from.get(address) ?? 0) >= THRESHOLDS.refusedLogins / 2) acceptedAt.push(at);
    }
  }
  return num >= THRESHOLDS.refusedLogins ? { num, at: first, acceptedAt } : null;
}
