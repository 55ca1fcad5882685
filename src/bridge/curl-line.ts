// A request as a line for a person's own shell, where a browser cannot send it. In: an OutgoingRequest. Out: one curl command that
// sends the same bytes; keys are variables of that shell, a file is one that was saved beside.

import type { OutgoingBody, OutgoingRequest } from '../contracts/outgoing';
import { shellWord } from './shell-word';

/** @throws RangeError where a text cannot be an argument: a NUL in it */
export function curlLine({ method, url, headers, body }: OutgoingRequest): string {
  // Without a header of its own, curl would call any body a form.
  const isTyped = body === null || headers.some(([name]) => name.toLowerCase() === 'content-type');
  const options = [
    ['--request', method],
    ...headers.map(([name, value]) => ['--header', shellWord([`${name}: `, ...value])]),
    ...(isTyped ? [] : [['--header', 'Content-Type:']]),
    ...(body === null ? [] : [bodyOption(body)]),
    // Brackets and braces in an address are what they are.
    ['--globoff'],
    ['--url', shellWord(url)],
  ];
  return ['curl', ...options.flat()].join(' ');
}

/** --data-raw takes a text that begins with @ as it is; --data-binary takes a file as it is. */
function bodyOption(body: OutgoingBody): readonly string[] {
  return body.kind === 'text'
    ? ['--data-raw', shellWord(body.text)]
    : ['--data-binary', shellWord([`@./${savedName(body.name)}`])];
}

/** Under what name a browser saves an export: folders become a part of it. */
function savedName(name: string): string {
  return name.replaceAll('/', '_');
}
