/**
 * Which wordings come first at another place. In: their order on both sides. Out: those that have to be taken out so that the others follow one
 * another alike, the one that has passed most others first, with how many. The same whichever side is called the first.
 */

/** More are not looked at: the work grows with the square. */
const MAX_ORDERED = 2000;
/** Two lines of two threads that change places are no news. */
const MIN_PASSED = 3;

/** @param places place of each wording on the first and the second side, each a permutation. @param tieOf text that decides among equals */
export function movedOf(
  places: readonly (readonly [number, number])[],
  tieOf: (i: number) => string,
): readonly { readonly idx: number; readonly numPassed: number }[] {
  const n = Math.min(places.length, MAX_ORDERED);
  const hasPassed = (i: number, j: number): boolean =>
    (places[i][0] - places[j][0]) * (places[i][1] - places[j][1]) < 0;
  const passed = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (hasPassed(i, j)) {
        passed[i]++;
        passed[j]++;
      }
  const taken = new Uint8Array(n);
  const found: { idx: number; numPassed: number }[] = [];
  for (;;) {
    let most = -1;
    for (let i = 0; i < n; i++) {
      if (taken[i]) continue;
      if (most < 0 || passed[i] > passed[most] || (passed[i] === passed[most] && tieOf(i) < tieOf(most)))
        most = i;
    }
    if (most < 0 || passed[most] < MIN_PASSED) return found;
    found.push({ idx: most, numPassed: passed[most] });
    taken[most] = 1;
    for (let i = 0; i < n; i++) if (!taken[i] && hasPassed(i, most)) passed[i]--;
  }
}
