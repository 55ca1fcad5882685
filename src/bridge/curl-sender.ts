// A curl line for the clipboard. In: any export, an address. Out: a POST of it; nothing leaves from here, so that every address can
// be reached, also one that refuses pages.

import type { OutgoingBody, OutgoingRequest } from '../contracts/outgoing';
import { curlLine } from './curl-line';
import { httpAddress } from './entries';
import type { SendItem } from './protocol';
import type { Entries, Sender } from './sender';

/** A longer argument is refused by Linux (128 KiB). */
const MAX_ARGUMENT_BYTES = 100_000;

export const curlSender: Sender = {
  id: 'curl',
  label: 'A curl line for your own shell',
  fields: [{ name: 'address', label: 'Address (https://…)', isSecret: false }],
  takes: [],
  build,
  delivery: {
    kind: 'text',
    why: 'Nothing was sent: the line does it in a shell of yours, where the file was saved if it names one.',
    textOf: curlLine,
  },
};

function build(item: SendItem, { address = '' }: Entries): OutgoingRequest {
  return {
    method: 'POST',
    url: [httpAddress(address).href],
    headers: [['Content-Type', [item.type]]],
    body: bodyOf(item),
    redacted: [],
  };
}

/** What is no argument is sent from a file. */
function bodyOf({ name, type, content }: SendItem): OutgoingBody {
  const fits = typeof content === 'string' && !content.includes('\0');
  const isShort = fits && new TextEncoder().encode(content).length <= MAX_ARGUMENT_BYTES;
  return isShort
    ? { kind: 'text', text: [content] }
    : { kind: 'file', name, blob: typeof content === 'string' ? new Blob([content], { type }) : content };
}
