import { expect, test } from 'vitest';
import type { ExchangeEvent, OutgoingDoor, OutgoingRequest } from '../contracts/outgoing';
import { exchangeOver } from './exchange';

const REQUEST: OutgoingRequest = {
  method: 'GET',
  url: ['https://a.example/'],
  headers: [],
  body: null,
  redacted: [],
};
const LIMITS = { timeoutMs: 1000, maxBytes: 1000 };
const bytes = (text: string): ExchangeEvent => ({ kind: 'piece', bytes: new TextEncoder().encode(text) });
const HEAD: ExchangeEvent = { kind: 'head', status: 200, retryAfterMs: null };

/** A door that says this, a turn of the loop apart. */
function doorThatSays(events: readonly ExchangeEvent[]): OutgoingDoor & { stopped: number } {
  return {
    stopped: 0,
    async exchange(_request, _limits, onEvent) {
      for (const event of events) {
        await new Promise((resolve) => setTimeout(resolve));
        onEvent(event);
      }
    },
    stop() {
      this.stopped++;
    },
  };
}

async function ask(door: OutgoingDoor, signal = new AbortController().signal) {
  const approved: number[] = [];
  const exchange = exchangeOver(door, (value) => value);
  const answer = await exchange(REQUEST, LIMITS, signal, (numBytes) => approved.push(numBytes));
  return { answer, approved };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of body) text += new TextDecoder().decode(piece);
  return text;
}

test('pieces are read as they come, to the end', async () => {
  const door = doorThatSays([
    { kind: 'approved', numBytes: 7 },
    HEAD,
    bytes('a'),
    bytes('b'),
    { kind: 'end' },
  ]);
  const { answer, approved } = await ask(door);
  expect(approved).toEqual([7]);
  if (answer.kind !== 'answered') throw new Error(answer.failure.message);
  expect([answer.status, answer.retryAfterMs]).toEqual([200, null]);
  expect(await textOf(answer.body)).toBe('ab');
});

test('a failure before the head is the answer; one behind it ends the body with its cause', async () => {
  const failure = { code: 'cut', message: 'It ended.' } as const;
  const before = await ask(doorThatSays([{ kind: 'failed', failure }]));
  expect(before.answer).toEqual({ kind: 'failed', failure });
  const { answer } = await ask(doorThatSays([HEAD, bytes('a'), { kind: 'failed', failure }]));
  if (answer.kind !== 'answered') throw new Error('not answered');
  await expect(textOf(answer.body)).rejects.toMatchObject({ message: 'It ended.', cause: failure });
});

test('a door that does not open is a failure; a signal stops it while it is under way, and only then', async () => {
  const closed = { ...doorThatSays([]), exchange: () => Promise.reject(new Error('It did not open.')) };
  expect((await ask(closed)).answer).toMatchObject({
    kind: 'failed',
    failure: { message: 'It did not open.' },
  });
  const stop = new AbortController();
  const door = doorThatSays([HEAD, { kind: 'end' }]);
  const { answer } = await ask(door, stop.signal);
  if (answer.kind === 'answered') await textOf(answer.body);
  await new Promise((resolve) => setTimeout(resolve));
  stop.abort();
  expect(door.stopped).toBe(0);
});
