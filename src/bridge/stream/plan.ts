// What a stream is asked by. In: an address, how it is to be read, where its key goes. Out: the request as it is shown and checked, and how it
// changes when it was cut: by nothing but the position that the server itself gave.
import type { OutgoingRequest, SecretText } from '../../contracts/outgoing';
import type { StreamReading } from '../../contracts/stream';
import type { Positions } from './positions';

const STREAM_KEY = 'STREAM_KEY';
export const KEY_PLACES = [
  'no key',
  'Authorization: Bearer',
  'Authorization: Basic (base64 of user:password)',
  'a header',
  'the address',
] as const;
export type KeyPlace = (typeof KEY_PLACES)[number];

export interface StreamPlan {
  /** With http in place of ws. */
  readonly request: OutgoingRequest;
  readonly reading: StreamReading;
  readonly isSocket: boolean;
  /** Loki goes on from a time. */
  readonly goesOnByTime: boolean;
}

const ACCEPT = 'text/event-stream, application/x-ndjson, text/plain, */*;q=0.5';
/** Of a consumer's records, which the proxy gives in the form that it was made for. */
const KAFKA_ACCEPT = 'application/vnd.kafka.binary.v2+json, application/vnd.kafka.json.v2+json;q=0.9';
const KAFKA_PATH = /\/consumers\/[^/]+\/instances\/[^/]+\/records$/;
const LOKI_TAIL = /\/loki\/api\/v1\/tail$/;
const LOKI_RANGE = /\/loki\/api\/v1\/query_range$/;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

export interface StreamEntries {
  readonly address: string;
  readonly reading: StreamReading;
  readonly keyPlace: KeyPlace;
  /** Name of the header, or of the parameter in the address. */
  readonly keyName: string;
}

/** @throws Error with a sentence for the user */
export function planOf({ address, reading, keyPlace, keyName }: StreamEntries): StreamPlan {
  const text = address.trim();
  if (!/^(?:https?|wss?):\/\//i.test(text) || !URL.canParse(text))
    throw new Error('The address must begin with https://, http://, wss:// or ws://.');
  const url = new URL(text);
  const isSocket = url.protocol.startsWith('ws') || reading === 'messages' || LOKI_TAIL.test(url.pathname);
  if (isSocket && reading !== 'auto' && reading !== 'messages')
    throw new Error('What a WebSocket brings can be read as its messages only.');
  if (isSocket && keyPlace !== 'no key' && keyPlace !== 'the address')
    throw new Error(
      'A browser sends no header of ours with a WebSocket: its key can go in the address only.',
    );
  const href = url.href.replace(/^ws/, 'http').replace(/#.*$/s, '');
  const name = keyName.trim();
  if ((keyPlace === 'a header' || keyPlace === 'the address') && !HEADER_NAME.test(name.replaceAll('_', '-')))
    throw new Error('The header or parameter of the key needs a name, such as X-Api-Key.');
  const key = { secret: STREAM_KEY };
  const isKafka = KAFKA_PATH.test(url.pathname);
  const headers: (readonly [string, SecretText])[] = isSocket
    ? []
    : [['Accept', [isKafka ? KAFKA_ACCEPT : ACCEPT]]];
  if (keyPlace === 'Authorization: Bearer') headers.push(['Authorization', ['Bearer ', key]]);
  if (keyPlace === 'Authorization: Basic (base64 of user:password)')
    headers.push(['Authorization', ['Basic ', key]]);
  if (keyPlace === 'a header') headers.push([name, [key]]);
  const requestUrl: SecretText =
    keyPlace === 'the address' ? [`${href}${url.search === '' ? '?' : '&'}${name}=`, key] : [href];
  return {
    request: { method: 'GET', url: requestUrl, headers, body: null, redacted: [] },
    reading:
      reading === 'auto' ? (isSocket ? 'messages' : isKafka || isRange(url) ? 'polled' : 'auto') : reading,
    isSocket,
    goesOnByTime: LOKI_TAIL.test(url.pathname) || isRange(url),
  };
}

/** What is asked again so that nothing is missing, and no more than that. */
export function addressAgain(href: string, { goesOnByTime }: StreamPlan, { startNs }: Positions): string {
  if (!goesOnByTime || startNs === null) return href;
  const url = new URL(href);
  url.searchParams.set('start', String(startNs));
  url.searchParams.set('limit', '5000');
  return url.href;
}

/** What the person is told of being asked again. */
export function againWords({ goesOnByTime, isSocket, reading }: StreamPlan): string {
  const how = goesOnByTime
    ? 'with ‘start’ and ‘limit’ in the address: the time of the last line, which this server gave'
    : isSocket || reading === 'polled'
      ? 'as it is'
      : 'as it is, or with the header Last-Event-ID: the last one that this server gave';
  const when = reading === 'polled' ? 'asked again and again' : 'asked again when it is cut';
  return `It is ${when}, ${how}. Nothing else is sent, and no other address is asked.`;
}

function isRange({ pathname, searchParams }: URL): boolean {
  return LOKI_RANGE.test(pathname) && searchParams.get('direction') === 'forward';
}
