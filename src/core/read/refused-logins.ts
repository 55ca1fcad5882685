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

/** A request of a user, or one that sends something, as servers write it: user, method, path, status. */
const REQUEST =
  /^\S{1,80} \S{1,80} (\S{1,80}) \[[^\]]{10,40}\] "([A-Z]{3,7}) (\S{1,300}) HTTP\/[\d.]{1,3}" (\d{3}) /;

/** Logins that are refused again and again, as lines of logins tell or, where none does, as requests that are answered by 401. Null: too few to be told. */
export function refusedLogins(lines: readonly ReadLine[]): RefusedLogins | null {
  return refusedByWords(lines) ?? refusedRequests(lines);
}

/** Requests to one path with the name of a user, or by POST, that were all answered by 401: a client that is asked for its password first is let in with the next. */
function refusedRequests(lines: readonly ReadLine[]): RefusedLogins | null {
  const paths = new Map<string, { num: number; at: number }>();
  const letIn = new Set<string>();
  for (const [at, { raw }] of lines.entries()) {
    const [, user, method, path, status] = REQUEST.exec(raw) ?? [];
    if (path === undefined) continue;
    const [own] = path.split('?', 1);
    if (status !== '401') {
      if (status < '400') letIn.add(own);
      continue;
    }
    if (user === '-' && method !== 'POST') continue;
    const before = paths.get(own);
    paths.set(own, { num: (before?.num ?? 0) + 1, at: before?.at ?? at });
  }
  const refused = [...paths].filter(([path]) => !letIn.has(path)).map(([, each]) => each);
  const most = refused.reduce((one, each) => (each.num > one.num ? each : one), { num: 0, at: -1 });
  return most.num >= THRESHOLDS.refusedLogins ? { ...most, acceptedAt: [] } : null;
}

function refusedByWords(lines: readonly ReadLine[]): RefusedLogins | null {
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
