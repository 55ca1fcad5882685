import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaims, citedIds, splitSentences } from './claim-check';

const IDS = ['E1', 'E2', 'E12'];

describe('claim check', () => {
  it('keeps sentences whose citations all exist and removes the rest', () => {
    const text = 'The pool ran dry [E1]. A meteor hit [E9]. Both agree [E1, E9]. Requests failed [E2][E12].';
    expect(checkClaims(text, IDS)).toEqual({
      text: 'The pool ran dry [E1]. Requests failed [E2][E12].',
      removed: ['A meteor hit [E9].', 'Both agree [E1, E9].'],
    });
  });

  it('removes uncited sentences unless told otherwise, and false ids always', () => {
    const text = 'It was Tuesday. Look at (E3). See [E 1]. Fine [E1].';
    expect(checkClaims(text, IDS).text).toBe('Fine [E1].');
    expect(checkClaims(text, IDS, true).text).toBe('It was Tuesday. See [E 1]. Fine [E1].');
  });

  it('gives a citation after the full stop to the sentence before it', () => {
    expect(checkClaims('It broke. [E1] It healed. [E7] Done [e2].', IDS).text).toBe(
      'It broke. [E1] Done [e2].',
    );
  });

  it('keeps lists and drops their false items', () => {
    const text = '## Findings\n- Pool empty [E1].\n- Aliens [E99].\n\n1. Restart came first [E2].';
    expect(checkClaims(text, IDS).text).toBe('- Pool empty [E1].\n\n1. Restart came first [E2].');
  });

  it('does not split at abbreviations, numbers and file names', () => {
    expect(
      splitSentences('In app.log at 3.5 s, e.g. twice, it failed [E1]. Then vs. before [E2]. End'),
    ).toEqual(['In app.log at 3.5 s, e.g. twice, it failed [E1].', 'Then vs. before [E2].', 'End']);
  });

  it('reads every way of citing', () => {
    expect(citedIds('a [E1] b [e2, E12] c [E1;3]')).toEqual(['E1', 'E2', 'E12', 'E3']);
  });

  it('never lets an unknown id through', () => {
    const piece = fc.constantFrom(
      'E1',
      '[E1]',
      '[E9]',
      '[E2, E9]',
      'E9',
      '(E9)',
      '. ',
      '! ',
      '\n',
      ' ',
      'words',
      '- ',
      '"',
      '[',
      ']',
      'e9',
      '[E1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, keepUncited) => {
        const { text } = checkClaims(pieces.join(''), IDS, keepUncited);
        expect(citedIds(text).filter((id) => !IDS.includes(id))).toEqual([]);
        expect(text).not.toMatch(/\bE9\b/i);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
