// A webhook of the person's own: POST of an export as it is, answered by any 2xx. In: a JSON export or a ticket. Its server must let pages in (CORS); where
// it does not, the curl line does the same.
import type { OutgoingRequest } from '../contracts/outgoing';
import { answerOf, httpAddress, refusedBecause, said } from './entries';
import type { SendItem, SendResult } from './protocol';
import type { Entries, Sender, SenderAnswer } from './sender';

const AUTHORIZATIONS = ['none', 'bearer'] as const;

export const webhookSender: Sender = {
  id: 'webhook',
  label: 'A webhook of your own',
  takes: ['.json', '.md'],
  fields: [
    { name: 'address', label: 'Address (https://…)', isSecret: false },
    {
      name: 'authorization',
      label: 'Authorization',
      isSecret: false,
      initial: 'none',
      options: AUTHORIZATIONS,
    },
    { name: 'WEBHOOK_TOKEN', label: 'Token, where the authorization is bearer', isSecret: true },
  ],
  build,
  delivery: { kind: 'send', readAnswer },
};

function build(
  { type, content }: SendItem,
  { address = '', authorization = 'none' }: Entries,
): OutgoingRequest {
  if (!AUTHORIZATIONS.some((each) => each === authorization))
    throw new Error('The authorization is none, or bearer.');
  if (typeof content !== 'string') throw new Error('This export is no text.');
  const bearer = [['Authorization', ['Bearer ', { secret: 'WEBHOOK_TOKEN' }]]] as const;
  return {
    method: 'POST',
    url: [httpAddress(address).href],
    headers: [['Content-Type', [type]], ...(authorization === 'bearer' ? bearer : [])],
    body: { kind: 'text', text: [content] },
    redacted: [],
  };
}

function readAnswer({ status, text }: SenderAnswer): SendResult {
  const { message, error } = answerOf(text);
  return status >= 200 && status < 300
    ? { kind: 'accepted', message: `The webhook took it (HTTP ${status}).`, link: null }
    : refusedBecause(status, said(message, error));
}
