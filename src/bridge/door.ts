// The door itself: takes what comes through the port one at a time, has the person fill in, look and decide, sends, answers. In: messages.
// Out: messages. It holds the keys, and what was allowed until the page closes.
import type { ExchangeFailure, ExchangeLimits, OutgoingRequest } from '../contracts/outgoing';
import { createAlarms, type Deliver } from './alarms';
import { httpAddress } from './entries';
import type { Decision, Face, WantedKey } from './face';
import { filledIn } from './fill-in';
import { type Key, type Prepared, prepare } from './prepare';
import type { FromBridge, SendItem, SendResult, ToBridge } from './protocol';
import { readMessage } from './read-message';
import { secretNames } from './secret-text';
import type { Sender } from './sender';
import { senderOf, takesExport } from './senders';
import { createStreams } from './streams';
import { failed, transport } from './transport';

type Asking = Exclude<ToBridge, { kind: 'stop' | 'taken' }>;

const SEND_LIMITS: ExchangeLimits = { timeoutMs: 120_000, maxBytes: 2 ** 20 };
const MAX_ANSWER_CHARS = 4000;
const DECLINED = failed('declined', 'The request was not allowed to leave this machine.');

/** @param post sends to the page; @returns takes what comes from it */
export function createDoor(face: Face, post: (message: FromBridge) => void): (data: unknown) => void {
  const keys = new Map<string, Key>();
  const allowed = new Set<string>();
  const stops = new Map<number, AbortController>();
  let queue: Promise<void> = Promise.resolve();

  const waitFor = async <T>(asking: Promise<T>): Promise<T> => {
    post({ kind: 'wanted', isWanted: true });
    return asking.finally(() => post({ kind: 'wanted', isWanted: false }));
  };

  /** What may leave, or why it may not. */
  const clear = async (
    request: OutgoingRequest,
    signal: AbortSignal,
    decide: ((prepared: Prepared) => Promise<Decision>) | null = null,
  ): Promise<Prepared | ExchangeFailure> => {
    const wanted = wantedKeys(request);
    const missing = wanted.filter(({ name, origin }) => origin === null || !keys.has(keyId(name, origin)));
    if (missing.length > 0) {
      const typed = await waitFor(face.askKeys(missing, signal));
      if (typed === null) return DECLINED;
      for (const { name, origin } of missing) {
        const value = typed.get(name) ?? '';
        const to = origin ?? (URL.canParse(value) ? new URL(value).origin : '');
        keys.set(keyId(name, origin), { value, origin: to });
      }
    }
    const own = new Map(wanted.map(({ name, origin }) => [name, keys.get(keyId(name, origin))!]));
    const done = prepare(request, own);
    if (!done.ok) {
      for (const { name, origin } of missing) keys.delete(keyId(name, origin));
      return failed('refused', done.why);
    }
    const { approval } = done.prepared;
    const place = `${approval.method} ${approval.address}`;
    if (decide !== null || !allowed.has(place)) {
      const asked = decide?.(done.prepared) ?? face.decide(done.prepared, request, signal);
      const decision = await waitFor(asked);
      if (decision === 'no') return signal.aborted ? failed('stopped', 'It was stopped.') : DECLINED;
      if (decision === 'until-closed') allowed.add(place);
    }
    return done.prepared;
  };

  const exchange = async (
    { id, request, limits }: Extract<ToBridge, { kind: 'exchange' }>,
    signal: AbortSignal,
  ): Promise<void> => {
    const cleared = await clear(request, signal);
    if ('code' in cleared) return post({ kind: 'failed', id, failure: cleared });
    post({ kind: 'approved', id, approval: cleared.approval });
    face.showSending(cleared.approval.address);
    const failure = await transport(cleared, limits, signal, {
      onHead: (status, retryAfterMs) => {
        if (status === 401 || status === 403) forget(request);
        post({ kind: 'head', id, status, retryAfterMs });
      },
      onPiece: (bytes) => post({ kind: 'piece', id, bytes }),
    });
    post(failure === null ? { kind: 'end', id } : { kind: 'failed', id, failure });
  };

  const send = async (
    { id, sender: name, item }: Extract<ToBridge, { kind: 'send' }>,
    signal: AbortSignal,
  ): Promise<void> => {
    const sender = senderOf(name);
    if (sender === null || !takesExport(sender, item.name))
      return post({
        kind: 'failed',
        id,
        failure: failed('refused', `${item.name} cannot be sent that way.`),
      });
    const request = await builtRequest(sender, item, signal);
    if (request === null) return post({ kind: 'failed', id, failure: DECLINED });
    const { delivery } = sender;
    if (delivery.kind === 'text') {
      const result: SendResult = { kind: 'text', text: delivery.textOf(request), message: delivery.why };
      return post({ kind: 'sent', id, result });
    }
    const cleared = await clear(request, signal);
    if ('code' in cleared) return post({ kind: 'failed', id, failure: cleared });
    post({ kind: 'approved', id, approval: cleared.approval });
    face.showSending(cleared.approval.address);
    await deliver(id, sender, request, cleared, signal);
  };

  /** What was let through leaves, and its answer is posted. True: its key was not accepted. */
  const deliver: Deliver = async (id, { delivery }, request, cleared, signal) => {
    if (delivery.kind !== 'send') return false;
    const decoder = new TextDecoder();
    const answer = { status: 0, text: '' };
    const failure = await transport(cleared, SEND_LIMITS, signal, {
      onHead: (status) => {
        answer.status = status;
      },
      onPiece: (bytes) => {
        if (answer.text.length < MAX_ANSWER_CHARS) answer.text += decoder.decode(bytes, { stream: true });
      },
    });
    if (failure !== null && answer.status === 0) {
      post({ kind: 'failed', id, failure });
      return false;
    }
    const isRefused = answer.status === 401 || answer.status === 403;
    if (isRefused) forget(request);
    const text = answer.text.slice(0, MAX_ANSWER_CHARS);
    post({ kind: 'sent', id, result: delivery.readAnswer({ status: answer.status, text }) });
    return isRefused;
  };

  /** Until what was filled in makes a request; null: the person gave up. */
  const builtRequest = async (
    sender: Sender,
    item: SendItem,
    signal: AbortSignal,
  ): Promise<OutgoingRequest | null> => {
    const isAsked = sender.fields.some(({ isSecret }) => !isSecret);
    if (isAsked)
      return filledIn(
        (complaint) => waitFor(face.askEntries(sender, item, complaint, signal)),
        (entries) => sender.build(item, entries),
      );
    try {
      return sender.build(item, {});
    } catch {
      // There is nothing that the person could correct.
      return null;
    }
  };

  /** Keys that were not accepted: they are asked for again. */
  const forget = (request: OutgoingRequest): void => {
    for (const { name, origin } of wantedKeys(request)) keys.delete(keyId(name, origin));
  };

  let isBusy = false;
  const showIdle = (): void => face.showIdle([...streams.words(), ...alarms.words()]);
  const parts = { face, post, waitFor, clear, forget };
  const alarms = createAlarms(parts, deliver);
  const streams = createStreams(parts, (id) => {
    stops.delete(id);
    if (!isBusy) showIdle();
  });

  const work = async (message: Asking, signal: AbortSignal): Promise<void> => {
    isBusy = true;
    try {
      if (signal.aborted)
        post({ kind: 'failed', id: message.id, failure: failed('stopped', 'It was stopped.') });
      else if (message.kind === 'exchange') await exchange(message, signal);
      else if (message.kind === 'stream') await streams.begin(message, signal);
      else if (message.kind === 'arm') await alarms.arm(message, signal);
      else if (message.kind === 'alarm') await alarms.alarm(message, signal);
      else await send(message, signal);
    } catch (error) {
      post({ kind: 'failed', id: message.id, failure: failed('refused', (error as Error).message) });
    } finally {
      const goesOn = streams.isOpen(message.id) || alarms.isArmed(message.id);
      if (!goesOn) stops.delete(message.id);
      isBusy = false;
      showIdle();
    }
  };

  return (data) => {
    const message = readMessage(data);
    if (message === null) return;
    if (message.kind === 'stop') return stops.get(message.id)?.abort();
    if (message.kind === 'taken') return streams.taken(message.id, message.numBytes);
    if (stops.has(message.id)) return;
    const stop = new AbortController();
    stops.set(message.id, stop);
    queue = queue.then(() => work(message, stop.signal));
  };
}

function keyId(name: string, origin: string | null): string {
  return `${name} ${origin ?? ''}`;
}

/** Keys of a request by name, each once. @throws Error for an address that is none */
function wantedKeys({ url, headers, body }: OutgoingRequest): readonly WantedKey[] {
  const texts = [url, ...headers.map(([, value]) => value), ...(body?.kind === 'text' ? [body.text] : [])];
  const names = [...new Set(texts.flatMap(secretNames))];
  if (names.length === 0) return [];
  // An address that begins with a key is that key.
  const isKey = typeof url[0] !== 'string';
  const origin = isKey
    ? null
    : httpAddress(url.map((piece) => (typeof piece === 'string' ? piece : 'key')).join('')).origin;
  return names.map((name) => ({ name, origin }));
}
