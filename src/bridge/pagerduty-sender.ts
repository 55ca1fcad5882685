// PagerDuty, Events API v2: POST /v2/enqueue, answered by 202. In: pagerduty_alert.json. Out: an alert that is opened, acknowledged or
// resolved; its dedup_key is the incident's, so that sending twice opens one.
import type { OutgoingRequest } from '../contracts/outgoing';
import { answerOf, httpAddress, jsonOf, refusedBecause, said } from './entries';
import type { SendItem, SendResult } from './protocol';
import type { Entries, Sender, SenderAnswer } from './sender';

const ACTIONS = ['trigger', 'acknowledge', 'resolve'] as const;

export const pagerDutySender: Sender = {
  id: 'pagerduty',
  label: 'PagerDuty (Events v2)',
  takes: ['pagerduty_alert.json'],
  fields: [
    { name: 'action', label: 'What to do', isSecret: false, initial: 'trigger', options: ACTIONS },
    {
      name: 'address',
      label: 'Address',
      isSecret: false,
      initial: 'https://events.pagerduty.com/v2/enqueue',
    },
    { name: 'PAGERDUTY_KEY', label: 'Integration key (routing key)', isSecret: true },
  ],
  build,
  delivery: { kind: 'send', readAnswer },
};

function build(item: SendItem, { action = 'trigger', address = '' }: Entries): OutgoingRequest {
  if (!ACTIONS.some((each) => each === action))
    throw new Error('An alert is triggered, acknowledged or resolved.');
  const event = jsonOf(item.content);
  if (typeof event.dedup_key !== 'string') throw new Error('This export is no PagerDuty alert.');
  const isWhole = action === 'trigger';
  const body = { ...(isWhole ? event : { dedup_key: event.dedup_key }), event_action: action };
  return {
    method: 'POST',
    url: [httpAddress(address).href],
    headers: [['Content-Type', ['application/json']]],
    body: {
      kind: 'text',
      text: ['{"routing_key":"', { secret: 'PAGERDUTY_KEY' }, '",', JSON.stringify(body).slice(1)],
    },
    redacted: [],
  };
}

function readAnswer({ status, text }: SenderAnswer): SendResult {
  const { dedup_key: key, message, errors } = answerOf(text);
  if (status === 202) return { kind: 'accepted', message: `PagerDuty took it${said(key)}.`, link: null };
  return refusedBecause(status, said(message, errors));
}
