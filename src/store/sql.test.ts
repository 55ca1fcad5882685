import { expect, test, vi } from 'vitest';
import type { Analyzer } from './analyzer-types';
import { createFakeSql } from './fixtures/fake-sql';
import { createSql, type SqlSlot, type SqlSubject, type SqlThread } from './sql';

function open(slot: SqlSlot = { end: () => undefined }) {
  const ended: number[] = [];
  let started = 0;
  const subject: { -readonly [K in keyof SqlSubject]: SqlSubject[K] } = {
    analyzer: {} as Analyzer,
    result: {},
    linesVersion: 0,
  };
  const change: Partial<SqlThread> = {};
  const start = async (): Promise<SqlThread> => {
    const number = started++;
    return { ...createFakeSql(), ...change, end: () => void ended.push(number) };
  };
  const sql = createSql(start, () => ({ ...subject }), slot);
  return { sql, subject, change, ended, started: () => started };
}

test('the thread starts with the first query, and stays until the analysis is another one', async () => {
  const { sql, subject, ended, started } = open();
  expect(started()).toBe(0);
  await sql.run('select 1');
  await sql.run('select 2');
  expect(sql.state.getState()).toMatchObject({ ran: 'select 2', error: null, progress: null });
  expect(sql.state.getState().answer?.numRows).toBe(3);
  expect([started(), ended]).toEqual([1, []]);
  subject.linesVersion++;
  await sql.run('select 3');
  expect([started(), ended]).toEqual([2, [0]]);
  sql.end();
  await vi.waitFor(() => expect(ended).toEqual([0, 1]));
  expect(sql.state.getState()).toMatchObject({ answer: null, ran: '', draft: null });
  await expect(sql.rows(0, 1)).rejects.toThrow('no longer loaded');
});

test('another analysis that asks ends the thread of this one', async () => {
  const slot: SqlSlot = { end: () => undefined };
  const [one, two] = [open(slot), open(slot)];
  await one.sql.run('select 1');
  await two.sql.run('select 1');
  await vi.waitFor(() => expect(one.ended).toEqual([0]));
  expect(two.ended).toEqual([]);
  await one.sql.run('select 1');
  await vi.waitFor(() => expect(two.ended).toEqual([0]));
});

test('an error is shown and costs no thread; a thread that is lost is started again', async () => {
  const { sql, change, started } = open();
  await sql.run('select frm');
  expect(sql.state.getState()).toMatchObject({ answer: null, ran: 'select frm' });
  expect(sql.state.getState().error).toContain('"frm"');
  await sql.run('select 1');
  expect(started()).toBe(1);
  const lost = open();
  lost.change.isLost = () => true;
  await lost.sql.run('select frm');
  await lost.sql.run('select 1');
  expect(lost.started()).toBe(2);
  expect(change).toEqual({});
});

test('a stop is told as such, and a thread that does not listen is ended', async () => {
  vi.useFakeTimers();
  const { sql, change, ended } = open();
  const running = sql.run('select wait');
  await vi.advanceTimersByTimeAsync(1);
  sql.stop();
  await running;
  expect(sql.state.getState()).toMatchObject({ progress: null, error: 'Stopped.' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(ended).toEqual([]);

  const deaf = open();
  Object.assign(deaf.change, { stop: async () => undefined, run: () => new Promise(() => {}) });
  void deaf.sql.run('select wait');
  await vi.advanceTimersByTimeAsync(1);
  deaf.sql.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(deaf.ended).toEqual([0]);
  expect(deaf.sql.state.getState().error).toMatch(/^Stopped, with the engine/);
  expect(change).toEqual({});
  vi.useRealTimers();
});

test('without an analysis nothing is asked', async () => {
  const { sql, subject, started } = open();
  subject.analyzer = null;
  await sql.run('select 1');
  expect(sql.state.getState().error).toContain('no longer open');
  expect(started()).toBe(0);
});
