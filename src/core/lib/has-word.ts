/** Whether a text holds a word that nothing goes on from, before or behind. `isPart`: characters that are part of a word. */
export function hasWord(text: string, word: string, isPart: RegExp): boolean {
  const goesOn = (char: string | undefined): boolean => char !== undefined && isPart.test(char);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!goesOn(text[at - 1]) && !goesOn(text[at + word.length])) return true;
  return false;
}
