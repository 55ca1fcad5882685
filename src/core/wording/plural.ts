/** A number and its noun. In: a number, the noun for one and for many. Out: the noun that fits, or both as text. */

/** 'window' for 1, else 'windows'; the two may be longer: 'window disagrees', 'windows disagree'. */
export function plural(num: number, one: string, many = `${one}s`): string {
  return num === 1 ? one : many;
}

/** Made once: making a formatter costs a thousand times what using it does. */
const GROUPED = new Intl.NumberFormat('en-US');

/** '12,000': thousands grouped, at most three decimals. */
export function grouped(num: number): string {
  return GROUPED.format(num);
}

/** '1 window', '12,000 windows': thousands grouped, at most three decimals. */
export function countOf(num: number, one: string, many?: string): string {
  return `${grouped(num)} ${plural(num, one, many)}`;
}

/** '1 window', '12000 windows', and nothing for 0: a part of a list that leaves out what there is none of. */
export function someOf(num: number, one: string, many?: string): string {
  return num === 0 ? '' : `${num} ${plural(num, one, many)}`;
}

/** 'once', '12000 times'. */
export function timesInWords(num: number): string {
  return num === 1 ? 'once' : `${num} times`;
}
