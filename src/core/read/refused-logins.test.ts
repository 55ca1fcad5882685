import { describe, expect, it } from 'vitest';
import { readLine } from './fixtures/read-line';
import type { ReadLine } from './read-lines';
import { refusedLogins } from './refused-logins';

const line = (raw: string) => readLine(raw.replace(/^\S+\[\d+\]: /, ''), 0, raw);

/** Lines that a server may write of one attempt, by the process that serves it. */
const KINDS: readonly ((pid: number) => string)[] = [
  (pid) => `sshd[${pid}]: Invalid user admin from 203.0.113.7 port ${pid}`,
  (pid) => `sshd[${pid}]: pam_unix(sshd:auth): authentication failure; rhost=203.0.113.7`,
  (pid) => `sshd[${pid}]: Failed password for invalid user admin from 203.0.113.7 port ${pid} ssh2`,
  (pid) => `sshd[${pid}]: error: maximum authentication attempts exceeded for admin from 203.0.113.7`,
];
const SUBSETS = Array.from({ length: 15 }, (_, i) => KINDS.filter((_kind, k) => (i + 1) & (1 << k)));

describe('one attempt counts once, whatever is written of it', () => {
  it.each(SUBSETS.map((kinds) => [kinds.map((kind) => kind(1)).join(' | '), kinds] as const))(
    '%s',
    (_name, kinds) => {
      const lines = Array.from({ length: 30 }, (_, pid) => kinds.map((kind) => line(kind(100 + pid)))).flat();
      expect(refusedLogins(lines)?.num).toBe(30);
      expect(refusedLogins([...lines].reverse())?.num).toBe(30);
    },
  );

  it('several within one connection count each', () => {
    const lines = Array.from({ length: 10 }, (_, pid) =>
      [0, 1, 2].map(() => line(KINDS[2](100 + pid))),
    ).flat();
    expect(refusedLogins(lines)?.num).toBe(30);
  });

  it('a repeated message counts as often as it says', () => {
    const lines = Array.from({ length: 10 }, (_, pid) =>
      line(
        `sshd[${pid}]: message repeated 3 times: [ Failed password for root from 203.0.113.7 port 22 ssh2]`,
      ),
    );
    expect(refusedLogins(lines)?.num).toBe(30);
  });

  it('few are somebody typing', () => {
    expect(refusedLogins([1, 2, 3].map((pid) => line(KINDS[2](pid))))).toBeNull();
  });

  it('one let in from an address that was refused often is named', () => {
    const lines = Array.from({ length: 30 }, (_, pid) => line(KINDS[2](pid)));
    const known = [...lines, line('sshd[99]: Accepted password for admin from 203.0.113.7 port 1 ssh2')];
    expect(refusedLogins(known)?.acceptedAt).toEqual([30]);
    const other = [...lines, line('sshd[99]: Accepted password for admin from 198.51.100.9 port 1 ssh2')];
    expect(refusedLogins(other)?.acceptedAt).toEqual([]);
  });
});

describe('requests that are answered by 401', () => {
  const request = (user: string, method: string, status: number, path = '/admin/'): ReadLine =>
    line(
      `203.0.113.7 - ${user} [30/Nov/2026:20:10:59 +0000] "${method} ${path} HTTP/1.1" ${status} 179 "-" "curl/8"`,
    );
  const many = (...each: readonly ReadLine[]): readonly ReadLine[] =>
    Array.from({ length: 30 }, () => each).flat();

  it.each([
    ['of a user', 'deploy', 'GET'],
    ['that send a form', '-', 'POST'],
  ])('again and again %s are refused logins', (_name, user, method) => {
    const lines = many(request('-', 'GET', 200, '/'), request(user, method, 401));
    expect(refusedLogins(lines)).toEqual({ num: 30, at: 1, acceptedAt: [] });
  });

  it.each([
    ['a client that is asked first', [request('deploy', 'GET', 401), request('deploy', 'GET', 200)]],
    ['a probe without a name', [request('-', 'GET', 401)]],
    ['another refusal', [request('deploy', 'GET', 403)]],
  ])('%s: none', (_name, lines) => {
    expect(refusedLogins(many(...lines))).toBeNull();
  });

  it('few are somebody who mistypes, and many paths are many', () => {
    expect(refusedLogins([request('ada', 'GET', 401), request('ada', 'GET', 401)])).toBeNull();
    expect(
      refusedLogins(Array.from({ length: 30 }, (_, i) => request('ada', 'GET', 401, `/${i}`))),
    ).toBeNull();
  });
});
