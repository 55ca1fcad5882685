import { describe, expect, it } from 'vitest';
import { quantityOf, typeOfValue, unitAtStart } from './value-type';

describe('typeOfValue', () => {
  it.each([
    ['10.1.2.3', 'ip'],
    ['/10.1.2.3:50010', 'ip'],
    ['fe80::1', 'ip'],
    ['12:30:45', 'time'],
    ['2026-03-12T12:30:45.123Z', 'time'],
    ['00:1a:2b:3c:4d:5e', 'mac'],
    ['123e4567-e89b-12d3-a456-426614174000', 'uuid'],
    ['-3.5', 'number'],
    ['99%', 'number'],
    ['1e6', 'number'],
    ['15ms', 'duration'],
    ['2.5 seconds', 'duration'],
    ['1h2m3.5s', 'duration'],
    ['64 KB', 'size'],
    ['512M', 'size'],
    ['5m', 'duration'],
    ['0xdeadbeef', 'hex'],
    ['7fa3c09b12', 'hex'],
    ['blk_-160899', 'block id'],
    ['https://a.example/x', 'url'],
    ['/var/log/a.log', 'path'],
    ['C:\\Temp\\x', 'path'],
    ['alice', 'text'],
    ['3apples', 'text'],
    ['', 'text'],
  ])('%s is of type %s', (value, type) => {
    expect(typeOfValue(value)).toBe(type);
  });
});

describe('quantityOf', () => {
  it('takes the unit of the value, else the one after it', () => {
    expect(quantityOf('15ms', 's')).toEqual({ value: 15, unit: 'ms' });
    expect(quantityOf('15', 'ms')).toEqual({ value: 15, unit: 'ms' });
    expect(quantityOf('-.5', '')).toEqual({ value: -0.5, unit: '' });
    expect(quantityOf('1m30.5s', '')).toEqual({ value: 90.5, unit: 's' });
  });

  it('leaves names and numbers longer than a double alone', () => {
    for (const value of ['x', '', '1.2.3', '-1608999687919862906', '12 apples']) {
      expect(quantityOf(value, 'ms'), value).toBeNull();
    }
  });
});

it.each([
  [' ms (active', 'ms'],
  ['ms)', 'ms'],
  [' KB, then', 'KB'],
  [' MB/s', 'MB/s'],
  ['% used', '%'],
  [' msgs', ''],
  [' of 50', ''],
  [' s3://bucket', ''],
  ['', ''],
])('the unit at the start of %j is %j', (text, unit) => {
  expect(unitAtStart(text)).toBe(unit);
});
