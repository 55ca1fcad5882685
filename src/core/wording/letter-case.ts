/** A phrase that begins a sentence, or goes on with one. In: text. Out: the same, its first letter raised or lowered. */

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
