import { expect, test } from 'vitest';
import { shownLine } from './data-fence';
import { checkQuotations } from './quotations';

const LINES = ['ERROR  pool <main> says "no [free] connection" after 30004 ms', 'a.b = 1.5'].map(shownLine);
const quote = (text: string) => {
  const checked = checkQuotations(text, LINES);
  return checked.ok ? checked.text : `refused ${checked.piece}`;
};

test('every kind of quotation marks becomes the plain one, around what stands in the log', () => {
  for (const [open, close] of ['""', '“”', '„“', '«»', '``', '‘’', "''"].map((pair) => [...pair]))
    expect(quote(`It says ${open}pool (main${close}.`)).toBe('refused '.concat(`${open}pool (main${close}`));
  for (const [open, close] of ['""', '“”', '„“', '``', '‘’'].map((pair) => [...pair]))
    expect(quote(`It says ${open}pool ‹main› says${close}.`)).toBe('It says "pool <main> says".');
  expect(quote("It says 'after 30004 ms'.")).toBe('It says "after 30004 ms".');
});

test('an apostrophe is no quotation mark', () => {
  expect(quote("The pool's thread isn't free.")).toBe("The pool's thread isn't free.");
  expect(quote('The pool’s thread isn’t free.')).toBe('The pool’s thread isn’t free.');
});

test('no word and no number is cut through, and none stands alone', () => {
  expect(quote('It says "says".')).toBe('It says "says".');
  for (const piece of ['ERR', '004 ms', '30004', 'b = 1', '5', 'pool says', ''])
    expect(quote(`It says "${piece}".`)).toBe(`refused "${piece}"`);
});

test('the full stop of the sentence may stand inside, and white space may differ', () => {
  expect(quote('It says "after  30004 ms."')).toBe('It says "after 30004 ms"');
});

test('what is outside is the sentence without its quotations; a mark alone is refused', () => {
  expect(checkQuotations('It says "after 30004 ms" twice.', LINES)).toMatchObject({
    outside: 'It says   twice.',
  });
  expect(quote('It says "after 30004 ms.')).toBe('refused "');
  expect(quote('It says `after.')).toBe('refused `');
});
