import { describe, expect, it } from 'vitest';
import { createExtractor, extractParameters } from './parameters';

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

describe('createExtractor', () => {
  it('names the place of each wildcard: token, and which one of it', () => {
    const { places, literals, names } = createExtractor('from <IP>:<*> to <*>, <NUM>:<NUM>(<*>) <*>');
    expect(places.map(({ position, nth }) => `${position}.${nth}`)).toEqual([
      '1.0',
      '1.1',
      '3.0',
      '4.0',
      '4.1',
      '4.2',
      '5.0',
    ]);
    expect(names).toEqual(['IP', '', '', 'NUM', 'NUM', '', '']);
    expect(literals).toEqual(['from ', ':', ' to ', ', ', ':', '(', ') ', '']);
  });
});
