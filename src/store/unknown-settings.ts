// Keys of a settings file that no setting has. In: what is known, the parsed file. Out: the first of them, as an error.

export interface SettingsError {
  /** 'drain.masks.0.pattern'; '' for the whole. */
  readonly path: string;
  readonly message: string;
}

export const UNKNOWN = 'unknown setting';
/** Most files that settings may speak of. */
const MAX_FILES = 100_000;

/** The first key that no setting has. Before anything is copied: a file may hold a million of them, and the page would stop meanwhile. */
export function firstUnknown(
  known: object,
  value: Record<string, unknown>,
  path: string,
): SettingsError | null {
  let num = 0;
  for (const key in value) {
    const place = `${path}${key}`;
    if (path === 'files.') {
      if (++num > MAX_FILES) return { path: 'files', message: `must name at most ${MAX_FILES} files` };
    } else if (!Object.hasOwn(known, key)) {
      // A baseline is of one kind or another, each with keys of its own; a saved state is checked where it is opened.
      if (/^(baseline|drain\.state)\./.test(place)) continue;
      return { path: place, message: `${UNKNOWN} ${place}` };
    } else {
      const [each, inner] = [(known as Record<string, unknown>)[key], value[key]];
      const wrong = isObject(each) && isObject(inner) ? firstUnknown(each, inner, `${place}.`) : null;
      if (wrong !== null) return wrong;
    }
  }
  return null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
