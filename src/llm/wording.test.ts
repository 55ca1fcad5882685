import { expect, test } from 'vitest';
import { offenceOfContent, offenceOfForm, unstatedGrade } from './wording';

test('plain text has no offence of form', () => {
  for (const text of [
    'Threads wait (20 of 30); a.b fails, e.g. twice.',
    'x < y and a & b',
    'Zażółć 数据库 → down',
  ])
    expect(offenceOfForm(text)).toBeNull();
});

test('what would be shown as more than text is one', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['hidden', 'a\u0000b'],
    ['hidden', 'a\nb'],
    ['link', 'ftp://x'],
    ['link', 'data:text/html,x'],
    ['markup', '</b'],
    ['markup', 'a &#x3C; b'],
    ['markup', '[a]: b'],
    ['markup', '> quoted'],
    ['markup', 'a | :-- | b'],
    ['markup', '$$x$$'],
  ];
  for (const [reason, text] of cases) expect([offenceOfForm(text)?.reason, text]).toEqual([reason, text]);
});

test('a quoted line may say why, but not what to do or that all is well', () => {
  expect(offenceOfContent('It says "failed because full".', 'It says .')).toBeNull();
  expect(offenceOfContent('It says "please restart".', 'It says .')?.reason).toBe('instruction');
  expect(offenceOfContent('It says "all clear".', 'It says .')?.reason).toBe('verdict');
});

test('only the stated gravity may be told', () => {
  const own = 'severity critical; reading, high confidence';
  expect(unstatedGrade('A critical outage.', own, 'critical')).toBeNull();
  expect(unstatedGrade('The severity is critical.', own, 'critical')).toBeNull();
  expect(unstatedGrade('High latency in minor steps.', own, 'critical')).toBe('minor');
  expect(unstatedGrade('A low risk.', own, 'critical')).toBe('low');
  expect(unstatedGrade('Urgent.', own, 'critical')).toBe('Urgent');
});
