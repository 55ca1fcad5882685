import { describe, expect, it } from 'vitest';
import { readLines } from './fixtures/read-line';
import { outcomeOf } from './outcome';
import { describeLines, rank } from './rank';
import { signFile } from './read-signs';
import { MODEL } from './weights';

const TEXTS = [
  ...Array.from({ length: 12 }, (_, i) => `pump ${i} turned ${i * 40} times`),
  'valve of tank 4 did not close, 12 bar is above the limit of 8 bar',
  'pump 1 halted',
  'pump 2 halted',
];

function rankOf(texts: readonly string[]) {
  const file = signFile(readLines(texts));
  return rank(file, outcomeOf(file));
}

describe('a line that no rule knows', () => {
  it('is ranked first where it says what is not as it must be, and breaks a routine', () => {
    const [first] = rankOf(TEXTS);
    expect(first.sign.at).toBe(12);
    expect(first.sign.weight).toBe(0);
    expect(first.score).toBeGreaterThan(0);
  });

  it('tells less where the log says that it works again and ends well', () => {
    const after = ['valve of tank 4 is back to normal', 'all pumps are ready', 'shift done'];
    const score = (texts: readonly string[]): number =>
      rankOf(texts).find(({ sign }) => sign.at === 12)?.score ?? Number.NEGATIVE_INFINITY;
    expect(score([...TEXTS, ...after])).toBeLessThan(score(TEXTS));
  });
});

it('has each trait once, and knows almost all of them', () => {
  const file = signFile(readLines(TEXTS));
  const traits = describeLines(file, outcomeOf(file)).map((each) => each.traits);
  for (const own of traits) expect(new Set(own).size).toBe(own.length);
  const all = [...new Set(traits.flat())];
  const known = all.filter((trait) => trait in MODEL.weights);
  expect(all.length).toBeGreaterThan(20);
  expect(known.length).toBeGreaterThan(0.8 * all.length);
});
