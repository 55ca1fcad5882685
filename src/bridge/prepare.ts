// The last look at a request before it is shown and sent. In: an OutgoingRequest from the page, the keys. Out: exactly what would leave,
// and what is shown of it; or why the bridge does not send such a thing. The page may have been taken over: nothing is believed.

import type { OutgoingBody, OutgoingRequest } from '../contracts/outgoing';
import { isLocalHost } from './local-host';
import type { Approval } from './protocol';
import { fillSecrets, KEY_NAME, secretNames, showSecrets } from './secret-text';

export interface Key {
  readonly value: string;
  /** 'https://api.example.com': where the person lets it go, and nowhere else. */
  readonly origin: string;
}
/** By name; they live in the bridge's memory only. */
export type Keys = ReadonlyMap<string, Key>;

export interface Prepared {
  readonly method: OutgoingRequest['method'];
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What is approved and what is sent are these bytes. */
  readonly body: Uint8Array<ArrayBuffer> | Blob | null;
  readonly approval: Approval;
}

export type Preparation =
  | { readonly ok: true; readonly prepared: Prepared }
  /** A sentence for the user; no key is in it. */
  | { readonly ok: false; readonly why: string };

const METHODS: readonly string[] = ['GET', 'POST', 'PUT'];
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t -~]+$/;

export function prepare(request: OutgoingRequest, keys: Keys): Preparation {
  try {
    return { ok: true, prepared: prepared(request, keys) };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  }
}

function prepared(request: OutgoingRequest, keys: Keys): Prepared {
  const { method, headers, body, redacted } = request;
  if (!METHODS.includes(method)) throw new Error(`The bridge does not send ${String(method)} requests.`);
  if (method === 'GET' && body !== null) throw new Error('A GET request carries no body.');
  for (const name of namesIn(request))
    if (!KEY_NAME.test(name)) throw new Error('A key of the request has no proper name.');
  const values = new Map([...keys].map(([name, { value }]) => [name, value]));
  const url = addressOf(fillSecrets(request.url, values));
  for (const name of namesIn(request)) {
    const origin = keys.get(name)?.origin;
    if (origin !== undefined && origin !== url.origin)
      throw new Error(`${name} was given for ${origin}, not for ${url.origin}.`);
  }
  const filled = headers.map(([name, value]) => headerOf(name, fillSecrets(value, values)));
  const bytes = bytesOf(body, values);
  const numBytes = bytes === null ? 0 : bytes instanceof Blob ? bytes.size : bytes.length;
  const approval = { method, address: shownAddress(request, url), numBytes, redacted };
  return { method, url: url.href, headers: filled, body: bytes, approval };
}

function namesIn({ url, headers, body }: OutgoingRequest): readonly string[] {
  const texts = [url, ...headers.map(([, value]) => value), ...(body?.kind === 'text' ? [body.text] : [])];
  return texts.flatMap(secretNames);
}

function addressOf(text: string): URL {
  if (!URL.canParse(text)) throw new Error('The address is not complete: it must begin with https://.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new Error('A name or password in the address is not sent.');
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:') throw new Error(`Addresses of the kind ${url.protocol} are not sent to.`);
  if (!isLocalHost(url.hostname))
    throw new Error(
      `${url.hostname} is not on this machine or in a private network: only https:// is safe there.`,
    );
  return url;
}

/** Whatever a key hides of the path, the host is shown. */
function shownAddress({ url }: OutgoingRequest, { href, origin }: URL): string {
  if (secretNames(url).length === 0) return href;
  const shown = showSecrets(url);
  return shown.startsWith(`${origin}/`)
    ? shown
    : `${origin}/${showSecrets(url.filter((piece) => typeof piece !== 'string'))}`;
}

function headerOf(name: string, value: string): readonly [string, string] {
  if (!HEADER_NAME.test(name)) throw new Error('A header of the request has no proper name.');
  if (!HEADER_VALUE.test(value)) throw new Error(`The header ${name} holds a character that no header has.`);
  return [name, value];
}

function bytesOf(body: OutgoingBody | null, values: ReadonlyMap<string, string>): Prepared['body'] {
  if (body === null) return null;
  return body.kind === 'file' ? body.blob : new TextEncoder().encode(fillSecrets(body.text, values));
}
