import { describe, expect, it } from 'vitest';
import { isNoise } from './noise';
import { signOf } from './rules';

/** How a statement of failure may be wrapped: by a level, a program, a place. */
const FORMS: readonly ((message: string) => string)[] = [
  (message) => `ERROR ${message}`,
  (message) => `ERROR: ${message}`,
  (message) => `[ERROR] ${message}`,
  (message) => `error: ${message}`,
  (message) => `FATAL: ${message}`,
  (message) => `fatal: ${message}`,
  (message) => `CRITICAL ${message}`,
  (message) => `[crit] ${message}`,
  (message) => `[emerg] 1#1: ${message}`,
  (message) => `relayd: error: ${message}`,
  (message) => `Message    : ERROR: ${message}`,
  (message) => `SEVERE: ${message}`,
];
const MESSAGES = [
  'the ledger was closed in the middle of a batch',
  'cannot open the store',
  'replica set has no primary',
];

describe('a line that states a failure', () => {
  it.each(FORMS.flatMap((form) => MESSAGES.map(form)))('is a sign of some weight: %s', (line) => {
    expect(signOf(line)?.weight).toBeGreaterThanOrEqual(6);
  });
});

/** What says that nothing failed, or names things after failures. */
const HEALTHY = [
  '0 errors',
  '41 tests passed, 0 failures, 0 errors',
  'Failures: 0',
  'errors: 0, warnings: 2',
  'no error',
  'no errors found',
  'finished without errors',
  'error: null',
  'error=none',
  'error_log=/var/log/app/error.log',
  'log_errors = On',
  'loaded module error_handler',
  'opened /var/log/nginx/error.log',
  'compiling src/error.cpp',
  'compiled src/failover/crash_handler.rs',
  'registered route GET /errors/:code',
  '--fail-on-error --max-errors 5',
  '[12/340] Building CXX object src/CMakeFiles/core.dir/error.cpp.o',
  '      Start 11: Corrupt.Header',
  ' 7/12 Test #7: Exceptions ................   Passed    1.45 sec',
  'test parse::rejects_bad_header ... ok',
  'test codec::panics_on_overflow - should panic ... ok',
  'RetryPolicyTest > gives up after fatal error PASSED',
  'connection failed, retrying in 1 s',
  'request failed, will retry',
  'attempt 2 succeeded after a failure',
  'reconnected after connection reset',
  'npm WARN deprecated error-stack-parser@1.3.6: no longer supported',
  'DeprecationWarning: the fatal argument is deprecated',
  'warning: unused variable: `err`',
  'entrypoint.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)',
  'checking for fatal.h... not found',
  'Upgrading binary nginx, note: not restarting, /run/nginx.pid does not exist',
  '/srv/files/mail/corrupt.zip: OK',
  'ok: [web-01]',
  'web-01 : ok=6 changed=2 unreachable=0 failed=0 skipped=1 rescued=0 ignored=1',
  'Liveness: http-get http://:8080/healthz #success=1 #failure=3',
];

describe('a line that only sounds like one', () => {
  it.each(HEALTHY)('says nothing that explains: %s', (line) => {
    expect(signOf(line)?.weight ?? 0).toBeLessThan(6);
    expect(['crash', 'damage', 'refused', 'exception']).not.toContain(signOf(line)?.kind);
    expect(signOf(line)?.kind).not.toBe('failed');
  });

  it.each(HEALTHY)('and neither does it behind an indent: %s', (line) => {
    expect(signOf(`    ${line.trim()}`)?.weight ?? 0).toBeLessThan(6);
  });
});

describe('frames of traces and quoted source', () => {
  it.each([
    '\tat org.example.Fatal.error(Fatal.java:31)',
    '  File "/app/errors.py", line 12, in fail',
    '#1  0x000055d0c1a3c0b1 in abort_peer (p=0x55d0c2f0e5a0) at src/peer.c:402',
    "app/controllers/errors_controller.rb:22:in `fatal'",
    '1   Parcel                        \t0x0000000104d21a3c fatalError() + 312 (Errors.swift:87)',
  ])('explain nothing: %s', (line) => {
    expect(isNoise(line)).toBe(true);
  });
});

describe('what was expected, was skipped or is only called so', () => {
  it.each([
    '4/6 error-unclosed EXPECTEDFAIL    0.01s   exit status 1',
    '6/6 huge-file      SKIP            0.00s   exit status 77',
    'HEALTHCHECK CMD curl -f http://localhost:3000/ || exit 1',
    '127.0.0.1 () {24 vars} GET /errors => generated 2 bytes in 0 msecs (HTTP/1.1 404) 0 headers',
    'reading sources... [ 25%] errors',
  ])('is no sign: %s', (line) => {
    expect(signOf(line)).toBeNull();
  });
});

describe('what kinds of tools say', () => {
  it.each([
    ['ORA-01653: unable to extend table S.T by 8192 in tablespace U', 'error'],
    ['SQLSTATE[42S02]: Base table or view not found', 'missing'],
    ['SQLSTATE[23000]: a row breaks a constraint', 'error'],
    ['MPI_ERR_TRUNCATE: message truncated', 'error'],
    ['etcdserver: no space', 'damage'],
    ['The Print Spooler service terminated unexpectedly.', 'crash'],
    ['IEF450I INVPOST POST - ABEND=S0C7 U0000', 'crash'],
    ['** ARCHIVE FAILED **', 'failed'],
    ['not ok 4 prints kilobytes', 'test'],
    ['bind() to 0.0.0.0:80 failed (98: Address already in use)', 'network'],
    ['3 scenarios passed, 1 failed, 0 skipped', 'count'],
    ['4 scenarios passed, 0 failed, 0 skipped', 'passed'],
    ['import.sh: mono exited with 1; nothing imported', 'failed'],
    ['nightly-check: rc=1', 'failed'],
    ['stopped: database disk image is malformed', 'damage'],
    ['run.sh: line 14: TARGET: unbound variable', 'error'],
    ['Could not get lock /var/lib/app/lock. It is held by process 123', 'error'],
    ['Done. PASS=38 WARN=0 ERROR=1 SKIP=2 TOTAL=41', 'failed'],
    ['3 of 41 ERROR creating sql table model mart.fct_orders', 'test'],
    ['  Warning  FailedMount  4s (x11 over 6m)  kubelet  configmap "reports" not found', 'missing'],
    ['  Warning  BackOff  4s (x11 over 6m)  kubelet  the container was restarted', 'error'],
  ])('%s', (line, kind) => {
    expect(signOf(line)?.kind).toBe(kind);
  });

  it('counts what a report gives as its reason', () => {
    const bare = signOf('Connection refused')?.weight ?? 0;
    expect(signOf('Reason: Connection refused')?.weight).toBeGreaterThan(bare);
  });
});

it('looks at hostile lines in bounded time and says something or nothing', () => {
  for (const piece of ['error ', 'a=1 ', '": "', '((((', '[1/2] ', 'x.y.z:', '* ', 'Warning  A  '])
    expect(() => signOf(piece.repeat(2000).slice(0, 2000))).not.toThrow();
});

describe('a word of failure within a name', () => {
  it.each([
    'install python3-async-timeout:all <none> 4.0.2-1',
    'status half-configured python3-async-timeout:all 4.0.2-1',
    'Unpacking libgpg-error0:amd64 (1.46-1) ...',
    'upgraded fail2ban.noarch and error-prone-annotations to 2.11',
    'GET /static/img/timed-out.png took 3 ms',
    'added connect-timeout 1.9.0 and p-timeout@6',
    'read-timeout: 30 s, connect-timeout=5',
    'installed async-timeout for python3',
  ])('%s: nothing failed', (line) => {
    expect(signOf(line)).toBeNull();
  });

  it.each([
    'python3-async-timeout:all failed to install',
    'read-timeout: timed out after 30 s on node-7',
    'connection to db-primary-1 timed out',
    'java.net.SocketTimeoutException: Read timed out',
    'db-timeout while waiting for pool',
    'request-timeout for /api/orders',
    'pool: read-timeout on socket 4',
  ])('%s: still', (line) => {
    expect(signOf(line)).not.toBeNull();
  });
});

/** What a program says of the signal that ended it, by the signal's number or name. */
const SAYS_SIGNAL: readonly ((signal: string) => string)[] = [
  (signal) => `Killed with signal ${signal} (by pid=10596 uid=0 code=kill)`,
  (signal) => `worker 3 terminated by signal ${signal}`,
  (signal) => `exiting on signal ${signal}`,
];

describe('what was asked to stop did not crash', () => {
  it.each(SAYS_SIGNAL.flatMap((say) => ['1', '2', '15'].map(say)))('%s', (bare) => {
    expect(signOf(bare)?.kind).not.toBe('crash');
  });

  it.each(SAYS_SIGNAL.slice(0, 2).flatMap((say) => ['6', '9', '11'].map(say)))('%s: it did', (bare) => {
    expect(signOf(bare)?.kind).toBe('crash');
  });
});

describe('what other runners and servers say', () => {
  it.each([
    ['✘ [fail]: ten in the evening is a night shift', 'test'],
    ['1 test failed', 'count'],
    ['Found one Java-level deadlock:', 'crash'],
    ['Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.', 'access'],
    ['relayd exiting due to fatal errors!', 'failed'],
    ['stopping because of 2 previous errors', 'failed'],
  ])('%s', (bare, kind) => {
    expect(signOf(bare)?.kind).toBe(kind);
  });

  it.each(['0 tests failed', '- Expected  - 1', '+ Received  + 1', '+ expected - actual'])(
    '%s: nothing',
    (bare) => {
      expect(signOf(bare)?.weight ?? 0).toBeLessThan(4);
    },
  );
});
