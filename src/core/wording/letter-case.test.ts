import { expect, test } from 'vitest';
import { lowerFirst, upperFirst } from './letter-case';

test('only the first letter changes', () => {
  expect([upperFirst('the LSTM'), lowerFirst('The LSTM')]).toEqual(['The LSTM', 'the LSTM']);
  expect([upperFirst(''), lowerFirst('')]).toEqual(['', '']);
});
