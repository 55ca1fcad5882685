import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ANSWER_CHARS, readAnswer } from './answer';
import { answerOf } from './fixtures/scripted-provider';

const TWO = [
  { text: 'It broke.', cites: ['E1'] },
  { text: 'It healed.', cites: ['E2', 'E3'] },
];
const JSON_TEXT = answerOf(['It broke.', 'E1'], ['It healed.', 'E2', 'E3']);

describe('an answer', () => {
  it.each([
    ['JSON', JSON_TEXT],
    ['JSON in a fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['JSON with talk around it', `Sure! Here it is: ${JSON_TEXT} Anything else?`],
    [
      'JSON after thinking',
      `<think>\nIt {"sentences":[{"text":"x","cites":["E9"]}]}?\n</think>\n${JSON_TEXT}`,
    ],
    ['prose', 'It broke [E1]. It healed. [E2, E3]'],
    ['a list', '- It broke. [E1]\n- It healed [E2][E3].'],
  ])('may be %s', (_, text) => {
    expect(readAnswer(text, true)).toEqual(TWO);
  });

  it('has a claim for each sentence; ids may be written in any way', () => {
    const text = answerOf(['It broke [E4]. It  healed.', '[e1]', 'E 2']);
    expect(readAnswer(text, true)).toEqual([
      { text: 'It broke.', cites: ['E1', 'E2', 'E4'] },
      { text: 'It healed.', cites: ['E1', 'E2'] },
    ]);
  });

  it.each([
    '',
    '   ',
    '{}',
    '[]',
    '{"sentences":[]}',
    '{"sentences":{}}',
    '{"sentences":[1,null,{"text":5,"cites":["E1"]},{"text":"x","cites":"E1"}]}',
    '{"answer":"It broke [E1]."}',
    '{"sentences":[{"text":"It bro',
    '<think> and never an end [E1].',
    '<think> {"sentences":[{"text":"x","cites":["E1"]}]}',
    '!!! --- ???',
  ])('that holds no sentence is nonsense: %s', (text) => {
    expect(readAnswer(text, true)).toBeNull();
  });

  it('that is cut off gives the sentences that are whole', () => {
    const cutAt = JSON_TEXT.indexOf('healed');
    expect(readAnswer(JSON_TEXT.slice(0, cutAt), true)).toEqual(TWO.slice(0, 1));
    expect(readAnswer('It broke [E1]. It hea', false)).toEqual(TWO.slice(0, 1));
    expect(readAnswer('It bro', false)).toBeNull();
  });

  it('never takes back a sentence while it grows', () => {
    fc.assert(
      fc.property(fc.nat(JSON_TEXT.length), (length) => {
        const soFar = readAnswer(JSON_TEXT.slice(0, length), false) ?? [];
        expect(TWO.slice(0, soFar.length)).toEqual(soFar);
      }),
    );
  });

  it('of any length and any text is read in a moment', () => {
    for (const text of ['{"sentences":['.repeat(9000), '}'.repeat(200_000), 'a. '.repeat(100_000)]) {
      const claims = readAnswer(text, true) ?? [];
      expect(claims.length).toBeLessThan(MAX_ANSWER_CHARS);
    }
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', 'E1', '\\', '. ', ',') }),
        (text) => {
          readAnswer(`{"sentences":[${text}`, true);
        },
      ),
    );
  });
});
