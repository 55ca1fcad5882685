import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citedIds, claimOf, claimsOf, splitSentences, whyUnbacked } from './claim-check';

const IDS = new Set(['E1', 'E2', 'E12']);

/** What stays of a text when only backed sentences do. */
const backed = (text: string): string[] =>
  claimsOf(text)
    .filter((claim) => whyUnbacked(claim, IDS) === null)
    .map((claim) => `${claim.text} ${claim.cites.join()}`);

describe('claim check', () => {
  it('backs sentences whose citations all exist, and says why not the rest', () => {
    const text =
      'The pool ran dry [E1]. A meteor hit [E9]. Both agree [E1, E9]. It failed [E2][E12]. So it is.';
    expect(backed(text)).toEqual(['The pool ran dry. E1', 'It failed. E2,E12']);
    expect(claimsOf(text).map((claim) => whyUnbacked(claim, IDS))).toEqual([
      null,
      { reason: 'unknown-evidence', piece: 'E9' },
      { reason: 'unknown-evidence', piece: 'E9' },
      null,
      { reason: 'uncited', piece: '' },
    ]);
  });

  it('takes an id in another form for a name of evidence, not for a citation', () => {
    expect(whyUnbacked(claimOf('Look at (E3) [E1].'), IDS)?.reason).toBe('unknown-evidence');
    expect(whyUnbacked(claimOf('See [E 9].'), IDS)?.reason).toBe('unknown-evidence');
    expect(whyUnbacked(claimOf('See (E1).'), IDS)?.reason).toBe('uncited');
    expect(whyUnbacked(claimOf('As in (E1) [E2].'), IDS)).toBeNull();
  });

  it('gives a citation after the full stop to the sentence before it', () => {
    expect(backed('It broke. [E1] It healed. [E7] Done [e2].')).toEqual(['It broke. E1', 'Done. E2']);
  });

  it('reads lists, and drops what is no sentence', () => {
    const text = '## Findings\n- Pool empty [E1].\n- Aliens [E99].\n\n1. Restart came first [E2].\n---\n[E1]';
    expect(backed(text)).toEqual(['Pool empty. E1', 'Restart came first. E2']);
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
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        for (const kept of backed(pieces.join(''))) {
          expect(kept).not.toMatch(/\bE9\b/i);
          expect(kept).toMatch(/ E\d+(,E\d+)*$/);
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
