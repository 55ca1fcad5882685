// Whether a sentence speaks of this incident at all. In: text, what was stated. Out: whether enough of its words are words of the log
// or of the facts, so that a story of another matter, or in another language, does not pass for a reading of them.

/** Of the words that tell something. */
const MIN_SHARE01 = 0.5;
const MIN_LETTERS = 4;
/** Letters that two forms of a word have in common. */
const STEM = 5;
/** Words of telling, which say nothing of the matter themselves. */
const NEUTRAL = new Set(
  (
    'about above across after again against almost already also although among another appear appeared appears around before began ' +
    'begin begins behind being below between both came come comes continue continued continues during each earlier either event ' +
    'every first followed follows found from further have having hold holds however incident into itself just keep keeps last later ' +
    'least less like line lines many mention mentions minute minutes more most much near name names next only onto other others over ' +
    'part parts quote report reports reported same says saying second seconds seen several show showed shown shows since soon some ' +
    'start started starts state states still such than that their them then there these they third this those through time times ' +
    'together toward towards turn under until upon very well were what when where which while whose will window windows with within ' +
    'without would'
  ).split(' '),
);

export function isGrounded(text: string, stated: string): boolean {
  const telling = wordsOf(text).filter((word) => !NEUTRAL.has(word));
  if (telling.length === 0) return true;
  const stems = new Set(wordsOf(stated).map(stemOf));
  const known = telling.filter((word) => stems.has(stemOf(word)));
  return known.length >= MIN_SHARE01 * telling.length;
}

/** Lower case; names that are grown together count as their parts too. */
function wordsOf(text: string): readonly string[] {
  const apart = text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
  return (`${text} ${apart}`.toLowerCase().match(/\p{L}+/gu) ?? []).filter(
    (word) => word.length >= MIN_LETTERS,
  );
}

function stemOf(word: string): string {
  return word.slice(0, STEM);
}
