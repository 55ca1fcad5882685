import { describe, expect, it } from 'vitest';
import { changeKindOf } from './change-kinds';
import { parseChanges } from './changes-file';
import { type FixtureLine, fixtureOf } from './fixtures/short-log';
import { changesInLog, findLogChanges } from './log-changes';

const T = Date.UTC(2026, 2, 1, 14, 2);

describe('file of changes', () => {
  it('reads CSV with aliases, quotes, and either separator', () => {
    const csv =
      'Timestamp;Type;Description;Service\n2026-03-01T14:02:00Z;release;"v42; drops ""idx""";shop\n';
    const { changes, problems } = parseChanges('c.csv', csv, 'UTC');
    expect(problems).toEqual([]);
    expect(changes).toEqual([
      { timeMs: T, kind: 'deploy', what: 'v42; drops "idx"', source: 'shop', row: null },
    ]);
  });

  it('reads JSON, an array or an object that holds one', () => {
    const rows = [
      { when: '2026-03-01 14:02', change_type: 'DB schema', title: 'drop index' },
      { time: T, what: 'x', kind: 'scaling' },
    ];
    expect(parseChanges('c.json', JSON.stringify({ changes: rows.slice(0, 1) }), 'UTC').changes).toEqual([
      { timeMs: T, kind: 'migration', what: 'drop index', source: 'c.json', row: null },
    ]);
    expect(parseChanges('c.json', JSON.stringify([rows[1]]), 'UTC').changes[0].kind).toBe('scale');
  });

  it('reads times by offset, epoch and zone, over a change of the clocks', () => {
    const csv = [
      'time,what',
      '2026-03-01T16:02:00+02:00,a',
      `${T / 1000},b`,
      `${T},c`,
      '2026-07-01 12:00,summer',
      '2026-01-01 12:00,winter',
    ].join('\n');
    const { changes } = parseChanges('c.csv', csv, 'Europe/Berlin');
    expect(changes.filter((each) => each.timeMs === T).map((each) => each.what)).toEqual(['a', 'b', 'c']);
    expect(changes.find((each) => each.what === 'summer')!.timeMs).toBe(Date.UTC(2026, 6, 1, 10));
    expect(changes.find((each) => each.what === 'winter')!.timeMs).toBe(Date.UTC(2026, 0, 1, 11));
  });

  it('names each bad row by its line and keeps the good ones', () => {
    const csv =
      'time,kind,what\n"2026-03-01T14:02:00Z",deploy,"two\nlines"\nyesterday,deploy,v1\n2026-02-30T00:00:00Z,deploy,v2\n2026-03-01T15:00:00Z,,\n';
    const { changes, problems } = parseChanges('c.csv', csv, 'UTC');
    expect(changes.map((each) => each.what)).toEqual(['two\nlines']);
    expect(problems.map((each) => [each.code, each.lineNum])).toEqual([
      ['bad-change-row', 4],
      ['bad-change-row', 5],
      ['bad-change-row', 6],
    ]);
  });

  it.each([
    ['empty-file', ''],
    ['bad-changes-json', '[{"time":'],
    ['bad-changes-header', 'a,b\n1,2\n'],
  ])('says %s', (code, text) => {
    expect(parseChanges('c', text, 'UTC').problems.map((each) => each.code)).toEqual([code]);
  });
});

describe('changes in the log', () => {
  it.each([
    ['deploy', 'Deployment of release <*> finished'],
    ['migration', 'Applying migration V<*>: DROP INDEX idx_orders_customer'],
    ['migration', 'INFO [alembic] Running upgrade <*> -> <*>, add column'],
    ['config', 'SIGHUP received, reloading'],
    ['config', 'Reloading configuration from <*>'],
    ['restart', 'Received SIGTERM, shutting down'],
    ['restart', '# User requested shutdown...'],
    ['restart', 'LOG: received fast shutdown request'],
    [null, 'Shutdown hook registered for <*>'],
    ['restart', '/usr/sbin/mysqld: ready for connections. Version: <*>'],
    ['restart', 'syslogd <*>: restart.'],
    ['scale', 'Scaled up replica set web-<*> to <*>'],
    ['other', 'broker <*> elected as controller, new leader epoch <*>'],
    [null, 'Starting thread to transfer block <*> to <*>'],
    [null, 'session opened for user <*> by (uid=<*>)'],
    [null, 'Error: relation <*> does not exist'],
    [null, 'GET /deploy.js HTTP/<*> <*>'],
  ])('%s: %s', (kind, text) => {
    expect(changeKindOf(text)).toBe(kind);
  });

  const deploy: FixtureLine = {
    minute: 30,
    level: 'info',
    template: 'Deployed release <*>',
    text: 'x INFO Deployed release 42',
  };
  const routine = Array.from(
    { length: 20 },
    (_, i): FixtureLine => ({ minute: i * 20, level: 'info', template: 'Starting worker process <*>' }),
  );

  it('reports the rare, not the routine, with the message of the line', async () => {
    const { table, templates, readTexts } = fixtureOf([...routine, deploy], 80);
    const changes = await changesInLog(table, templates, readTexts);
    expect(changes).toMatchObject([{ kind: 'deploy', what: 'Deployed release 42', source: 'app', row: 20 }]);
  });

  it('takes no change from an error that mentions one in passing, its level stated or not', () => {
    const lines: FixtureLine[] = [
      {
        minute: 1,
        level: 'error',
        template: 'MISCONF Redis is configured to save RDB snapshots, writes disabled',
      },
      { minute: 20, level: '', template: 'query failed: (<*>) Deadlock found; try restarting transaction' },
      { minute: 40, level: '', template: 'Received SIGTERM, shutting down after fatal error' },
      { minute: 60, level: 'warn', template: 'Server restarting' },
    ];
    const { table, templates } = fixtureOf(lines, 80);
    expect(findLogChanges(table, templates).map((each) => each.row)).toEqual([2, 3]);
  });

  it('keeps a stop apart from the start some minutes before', () => {
    const lines: FixtureLine[] = [
      { minute: 0, level: 'info', template: 'Server ready to accept connections' },
      { minute: 4, level: 'warn', template: 'Received SIGTERM scheduling shutdown' },
    ];
    const { table, templates } = fixtureOf(lines, 80);
    expect(findLogChanges(table, templates).map((each) => each.row)).toEqual([0, 1]);
  });

  it.each([
    [8, 2],
    [1, 1],
  ])('tells of deployments that are %i minutes apart as %i', (minutes, num) => {
    const lines = ['3.7.2', '3.8.0'].map(
      (version, i): FixtureLine => ({
        minute: 5 + i * minutes,
        level: 'info',
        template: `deploying shop ${version} to node 1`,
      }),
    );
    const { table, templates } = fixtureOf(lines, 80);
    expect(findLogChanges(table, templates)).toHaveLength(num);
  });

  it('joins the lines of one event', () => {
    const lines = [0, 1, 2].map(
      (i): FixtureLine => ({ minute: 5 + i, level: 'info', template: `Server ${i} starting up` }),
    );
    const { table, templates } = fixtureOf(
      [...lines, { ...lines[0], minute: 90 }, { ...lines[0], minute: null }],
      80,
    );
    expect(findLogChanges(table, templates).map((each) => [each.row, each.numMore])).toEqual([
      [0, 2],
      [3, 0],
    ]);
  });
});
