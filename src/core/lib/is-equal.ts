/** Whether two values say the same. In: plain data: objects, lists, typed arrays. Out: by value; NaN equals NaN. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (isIndexed(a) && isIndexed(b)) return sameItems(a, b);
  const keys = Object.keys(a);
  const other = b as Record<string, unknown>;
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isEqual((a as Record<string, unknown>)[key], other[key]));
}

const isIndexed = (value: object): value is ArrayLike<unknown> & object =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false;
  return true;
}
