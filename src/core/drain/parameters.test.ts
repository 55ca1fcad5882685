import { describe, expect, it } from 'vitest';
import { extractParameters, typeOfValue } from './parameters';

const valuesOf = (template: string, message: string) => extractParameters(template.split(' '), message);

describe('extractParameters', () => {
  it.each([
    ['sent <*> bytes to <*>:<*>', 'sent 12 bytes to 10.0.0.1:80', ['12', '10.0.0.1', '80']],
    ['user=<*> gone', 'user=  gone', ['']],
    ['stopped', 'stopped', []],
    ['<*>', 'a b  c', ['a b c']],
    ['list <*> end', 'list 1, 2,\t3 end', ['1, 2, 3']],
    ['from <*> at <*>', 'from x at y at z', ['x', 'y at z']],
    ['<IP> says "<*>"', '1.2.3.4 says "no way"', ['1.2.3.4', 'no way']],
    ['block blk_<*> (<*>)', 'block blk_-17 ()', ['-17', '']],
  ])('reads %j in %j', (template, message, values) => {
    expect(valuesOf(template, message)).toEqual(values);
  });

  it.each([
    ['sent <*> bytes', 'got 12 bytes'],
    ['sent <*> bytes', 'sent 12 byte'],
    ['stopped', 'stopped now'],
    ['aba <*>ba', 'aba'],
    ['a <*> b <*> c', 'a 1 b c'],
  ])('finds that %j does not hold %j', (template, message) => {
    expect(valuesOf(template, message)).toBeNull();
  });
});

describe('typeOfValue', () => {
  it.each([
    ['10.1.2.3', 'ip'],
    ['/10.1.2.3:50010', 'ip'],
    ['fe80::1', 'ip'],
    ['12:30:45', 'text'],
    ['00:1a:2b:3c:4d:5e', 'mac'],
    ['123e4567-e89b-12d3-a456-426614174000', 'uuid'],
    ['-3.5', 'number'],
    ['99%', 'number'],
    ['15ms', 'duration'],
    ['2.5 seconds', 'duration'],
    ['64 KB', 'size'],
    ['0xdeadbeef', 'hex'],
    ['7fa3c09b12', 'hex'],
    ['blk_-160899', 'block id'],
    ['/var/log/a.log', 'path'],
    ['C:\\Temp\\x', 'path'],
    ['alice', 'text'],
  ])('%s is of type %s', (value, type) => {
    expect(typeOfValue(value)).toBe(type);
  });
});
