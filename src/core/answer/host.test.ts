import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../contracts/incident';
import type { RowIdx } from '../../contracts/units';
import { hostOf } from './host';

const line = (text: string, source = 'app.log'): Evidence => ({
  id: 'E1',
  row: 0 as RowIdx,
  source,
  lineNum: 1,
  timeMs: null,
  text,
  why: '',
  template: null,
});

describe('the host that lines were written on', () => {
  it.each([
    ['Jun  9 06:06:20 combo sshd[1]: failed', 'combo'],
    ['<13>Jun  9 06:06:20 web-3 sshd: failed', 'web-3'],
    ['2024-03-01T10:00:00Z db.example app: failed', 'db.example'],
  ])('%s: %s', (text, host) => expect(hostOf([line(text)], true)).toBe(host));

  it.each(['ERROR', 'warn', 'Info', 'CRITICAL', 'W', 'fatal', 'LOG', 'notice'])(
    'a level in its place is none: %s',
    (level) => expect(hostOf([line(`2024-03-01T10:00:00Z ${level} http: token was refused`)], true)).toBe(''),
  );

  it('a file of a host names it, one of several parts does not', () => {
    const lines = [line('what happened', 'node1.log')];
    expect(hostOf(lines, false)).toBe('node1');
    expect(hostOf(lines, true)).toBe('');
  });
});
