// Alerts that leave by themselves while a log is followed. A person arms one address once and sees every byte but the places that are named; from
// then on the page may fill those, so often an hour. In: messages of the page. Out: what came of each. It ends with the bridge.
import type { OutgoingRequest } from '../contracts/outgoing';
import { visibleLine } from '../core/ticket/neutral';
import { countOf } from '../core/wording/plural';
import type { ArmEntries } from './face';
import { filledIn } from './fill-in';
import type { Prepared } from './prepare';
import type { Alarm, SendItem, ToBridge } from './protocol';
import type { Sender } from './sender';
import { senderOf } from './senders';
import type { DoorParts } from './streams';
import { failed } from './transport';

const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 60;
/** Those that take an alert as JSON, and which of them know its end. */
const ARMED_BY: Readonly<Record<string, { readonly resolves: boolean }>> = {
  pagerduty: { resolves: true },
  webhook: { resolves: false },
};
const PLACES = {
  key: '‹key of the incident›',
  summary: '‹title of the incident›',
  severity: '‹severity›',
  source: '‹name of the log›',
  time: '‹time in the log›',
};

interface ArmedAlert {
  readonly sender: Sender;
  readonly address: string;
  readonly mostAnHour: number;
  readonly resolves: boolean;
  /** When alerts left, of the last hour. */
  leftMs: number[];
  readonly triggered: Set<string>;
}

export interface Alarms {
  arm(message: Extract<ToBridge, { kind: 'arm' }>, signal: AbortSignal): Promise<void>;
  alarm(message: Extract<ToBridge, { kind: 'alarm' }>, signal: AbortSignal): Promise<void>;
  isArmed(id: number): boolean;
  /** What is armed, for the person. */
  words(): readonly string[];
}

/** Sends what was cleared and posts the answer; true: the key was refused. */
export type Deliver = (
  id: number,
  sender: Sender,
  request: OutgoingRequest,
  cleared: Prepared,
  signal: AbortSignal,
) => Promise<boolean>;

export function createAlarms(
  { face, post, waitFor, clear }: DoorParts,
  deliver: Deliver,
  now: () => number = Date.now,
): Alarms {
  const armed = new Map<number, ArmedAlert>();
  const senders = Object.keys(ARMED_BY).flatMap((id) => senderOf(id) ?? []);
  const refuse = (id: number, why: string): void =>
    post({ kind: 'failed', id, failure: failed('refused', why) });

  return {
    async arm({ id }, signal) {
      const declined = failed('declined', 'No alert was armed.');
      const alert = await filledIn((complaint) => waitFor(face.askArm(senders, complaint, signal)), alertOf);
      if (alert === null) return post({ kind: 'failed', id, failure: declined });
      const actions = alert.resolves ? (['trigger', 'resolve'] as const) : (['trigger'] as const);
      const requests = actions.map((action) => requestOf(alert, { action, ...PLACES }));
      const often = `At most ${countOf(alert.mostAnHour, 'alert')} an hour${alert.resolves ? ', each with its end' : ''}`;
      // Of both the address and the keys are the same: one is cleared, both are shown.
      const cleared = await clear(requests[0], signal, async (prepared) =>
        (await face.decideArm([prepared], requests, often, signal)) ? 'once' : 'no',
      );
      if ('code' in cleared)
        return post({ kind: 'failed', id, failure: cleared.code === 'declined' ? declined : cleared });
      armed.set(id, alert);
      signal.addEventListener('abort', () => armed.delete(id), { once: true });
      const text = `${alert.sender.label} at ${visibleLine(new URL(alert.address).host)}. ${often}.`;
      post({ kind: 'armed', id, text, resolves: alert.resolves });
    },
    async alarm({ id, armed: by, alarm }, signal) {
      const alert = armed.get(by);
      if (alert === undefined) return refuse(id, 'No alert is armed: nothing was sent.');
      const { key, action } = alarm;
      if (action === 'resolve' && (!alert.resolves || !alert.triggered.has(key)))
        return refuse(id, 'No alert of this incident was sent: it has no end to be sent.');
      const since = now() - HOUR_MS;
      alert.leftMs = alert.leftMs.filter((each) => each > since);
      if (action === 'trigger' && alert.leftMs.length >= alert.mostAnHour)
        return refuse(
          id,
          `${countOf(alert.mostAnHour, 'alert')} left within the last hour, and no more may: it was not sent.`,
        );
      const request = requestOf(alert, alarm);
      const cleared = await clear(request, signal, async () => 'once');
      if ('code' in cleared) return post({ kind: 'failed', id, failure: cleared });
      if (action === 'trigger') {
        alert.leftMs.push(now());
        alert.triggered.add(key);
      } else alert.triggered.delete(key);
      post({ kind: 'approved', id, approval: cleared.approval });
      if (!(await deliver(id, alert.sender, request, cleared, signal))) return;
      armed.delete(by);
      refuse(by, 'The key was not accepted: alerts are disarmed.');
    },
    isArmed: (id) => armed.has(id),
    words: () =>
      [...armed.values()].map(
        ({ sender, address, mostAnHour }) =>
          `Alerts are armed: ${sender.label}, ${address}, at most ${countOf(mostAnHour, 'alert')} an hour`,
      ),
  };
}

/** @throws Error with a sentence for the user, also where no request goes to that address */
function alertOf({ sender: name, address, mostAnHour }: ArmEntries): ArmedAlert {
  const sender = senderOf(name);
  const most = Number(mostAnHour);
  if (sender === null || ARMED_BY[name] === undefined) throw new Error('No alert can leave that way.');
  if (!Number.isInteger(most) || most < 1 || most > MOST_AN_HOUR)
    throw new Error(`Alerts an hour: a whole number from 1 to ${MOST_AN_HOUR}.`);
  const { resolves } = ARMED_BY[name];
  const alert = { sender, address: address.trim(), mostAnHour: most, resolves };
  const armed: ArmedAlert = { ...alert, leftMs: [], triggered: new Set() };
  requestOf(armed, { action: 'trigger', ...PLACES });
  return armed;
}

type Filled = { readonly [K in keyof Alarm]: string };

/** The same bytes for the person who arms it and for the one who is woken, but for what fills the places. @throws Error for an address that is none */
function requestOf({ sender, address }: ArmedAlert, alarm: Filled): OutgoingRequest {
  const { action, key, summary, severity, source, time } = alarm;
  const event = {
    event_action: action,
    dedup_key: key,
    payload: {
      summary: visibleLine(summary),
      source: visibleLine(source),
      severity,
      timestamp: time,
      class: 'a log that is followed',
    },
  };
  const item: SendItem = {
    name: 'pagerduty_alert.json',
    type: 'application/json',
    content: JSON.stringify(event),
  };
  return sender.build(item, { action, address });
}
