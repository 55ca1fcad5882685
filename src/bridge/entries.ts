// What a person fills in for a sender, checked. In: a text. Out: what a request is made of; or an Error with a sentence for that person.
import { visibleLine } from '../core/ticket/neutral';

/** @throws Error */
export function httpAddress(text: string): URL {
  const address = text.trim();
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new Error('The address must begin with https:// or http://.');
  return new URL(address);
}

/** The address with a path of the service behind it, whether or not a / ends it. @throws Error */
export function serviceAddress(text: string, path: string): string {
  const { origin, pathname } = httpAddress(text);
  return `${origin}${pathname.replace(/\/+$/, '')}${path}`;
}

/** An export that is JSON, as its object. @throws Error */
export function jsonOf(content: string | Blob): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(typeof content === 'string' ? content : '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new Error('This export is no JSON object.');
}

/** The object of an answer; empty where it is none. */
export function answerOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return jsonOf(text);
  } catch {
    return {};
  }
}

const MAX_SAID = 200;

/** ': what the other side said', on one line; '': nothing. It is hostile. */
export function said(...texts: readonly unknown[]): string {
  const all = texts
    .flat()
    .filter((each) => typeof each === 'string' && each.trim() !== '')
    .map((each) => visibleLine(String(each)).trim());
  const text = all.join('; ').slice(0, MAX_SAID);
  return text === '' ? '' : `: ${text}`;
}

/** A link that may be shown; null: none that is one. */
export function httpsLink(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\/[^\s"<>]+$/.test(value) && URL.canParse(value)
    ? value
    : null;
}

/** What every service means by a status that is no success. */
export function refusedBecause(
  status: number,
  why: string,
): { readonly kind: 'refused'; readonly message: string } {
  const meaning =
    status === 401 || status === 403
      ? 'The key was not accepted, or may not do this'
      : status === 404
        ? 'There is no such address, or the key may not see it'
        : status === 429
          ? 'It asks to wait: send again in a while'
          : status >= 500
            ? 'The server failed'
            : 'It was refused';
  return { kind: 'refused', message: `${meaning} (HTTP ${status})${why}.` };
}
