// Why a stream cannot go on, or a connection of it has ended. In: what was met. Out: an Error whose message is a sentence for the user.

/** Trying again would bring the same. */
export class StreamFault extends Error {}

/** The key was not accepted. */
export class KeyRefused extends StreamFault {}

/** It may go on after a while. */
export class Interrupted extends Error {
  /** The server asks for so long a wait; null: it asks for none. */
  readonly waitMs: number | null;
  constructor(message: string, waitMs: number | null = null) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** Whoever was asked said nothing. */
export class Silent extends Interrupted {}

const REDIRECTS = 'It redirects to another address, which was not asked: type that address instead.';

/** @param status 0: a browser hides that of a redirect */
export function statusFault(status: number, waitMs: number | null, isFirst: boolean): Error {
  if (status === 0 || (status >= 300 && status < 400)) return new StreamFault(REDIRECTS);
  if (status === 401 || status === 403)
    return new KeyRefused(`The key was not accepted, or may not read this (HTTP ${status}).`);
  if (status === 404 || status === 410)
    return new StreamFault(`There is no such stream at this address (HTTP ${status}).`);
  if (status === 426)
    return new StreamFault('The server wants a WebSocket there (HTTP 426): write ws:// or wss://.');
  if (status === 429) {
    const wait = waitMs === null ? 'a while' : `${Math.ceil(waitMs / 1000)} s`;
    const text = `The server asks to wait ${wait} (HTTP 429).`;
    return isFirst ? new StreamFault(text) : new Interrupted(text, waitMs ?? 30_000);
  }
  if (status >= 500) {
    const text = `The server failed (HTTP ${status}).`;
    return isFirst ? new StreamFault(text) : new Interrupted(text, waitMs);
  }
  return new StreamFault(`The server refused the request (HTTP ${status}).`);
}

const HTML = /^\s*(?:<!doctype html|<html|<head|<body)/i;
const SAMPLE_BYTES = 1024;

/** What is no text of a log is no stream of lines. @throws StreamFault */
export function checkText(first: Uint8Array): void {
  const head = first.subarray(0, SAMPLE_BYTES);
  if (head.includes(0))
    throw new StreamFault('What came is binary, or not in UTF-8: it is no stream of lines.');
  const text = new TextDecoder().decode(head);
  if (HTML.test(text))
    throw new StreamFault(
      'What came is a web page (HTML), such as a sign-in page: it is no stream of lines.',
    );
  // The last character may be cut.
  const numBad = text.slice(0, -1).split('\ufffd').length - 1;
  if (numBad > text.length / 10)
    throw new StreamFault('What came is binary, or not in UTF-8: it is no stream of lines.');
}
