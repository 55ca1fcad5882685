// What comes through the port, checked: the page may have been taken over. In: any value. Out: a message of the protocol, or null.
import * as v from 'valibot';
import { SEVERITIES } from '../contracts/incident';
import { STREAM_READINGS } from '../contracts/stream';
import type { ToBridge } from './protocol';

const MAX_TEXT = 32 * 2 ** 20;
const MAX_WAIT_MS = 10 * 60_000;
const MAX_ANSWER = 64 * 2 ** 20;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const short = v.pipe(v.string(), v.maxLength(500));
const secretText = v.pipe(v.array(v.union([text, v.strictObject({ secret: short })])), v.maxLength(100));
const request = v.strictObject({
  method: v.picklist(['GET', 'POST', 'PUT']),
  url: secretText,
  headers: v.pipe(v.array(v.strictTuple([short, secretText])), v.maxLength(50)),
  body: v.nullable(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('text'), text: secretText }),
      v.strictObject({ kind: v.literal('file'), name: short, blob: v.blob() }),
    ]),
  ),
  redacted: v.pipe(
    v.array(v.strictObject({ kind: short, num: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })),
    v.maxLength(50),
  ),
});
const within = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));

const message = v.variant('kind', [
  v.strictObject({
    kind: v.literal('exchange'),
    id,
    request,
    limits: v.strictObject({ timeoutMs: within(MAX_WAIT_MS), maxBytes: within(MAX_ANSWER) }),
  }),
  v.strictObject({
    kind: v.literal('send'),
    id,
    sender: short,
    item: v.strictObject({
      name: short,
      type: v.pipe(short, v.regex(/^[\w.+-]+\/[\w.+-]+(?:;[\w\s=.+-]*)?$/)),
      content: v.union([text, v.blob()]),
    }),
  }),
  v.strictObject({
    kind: v.literal('stream'),
    id,
    at: v.strictObject({
      kind: v.literal('stream'),
      address: v.pipe(v.string(), v.maxLength(4000)),
      reading: v.picklist(STREAM_READINGS),
    }),
  }),
  v.strictObject({ kind: v.literal('taken'), id, numBytes: within(Number.MAX_SAFE_INTEGER) }),
  v.strictObject({ kind: v.literal('arm'), id }),
  v.strictObject({
    kind: v.literal('alarm'),
    id,
    armed: id,
    alarm: v.strictObject({
      action: v.picklist(['trigger', 'resolve']),
      key: v.pipe(v.string(), v.regex(/^harbinger-[0-9a-f]{16}$/)),
      summary: v.pipe(v.string(), v.maxLength(300)),
      severity: v.picklist(SEVERITIES),
      source: v.pipe(v.string(), v.maxLength(200)),
      time: v.pipe(v.string(), v.maxLength(40), v.regex(/^[\dTZ:.+-]*$/)),
    }),
  }),
  v.strictObject({ kind: v.literal('stop'), id }),
]);

/** Null: it is none. */
export function readMessage(value: unknown): ToBridge | null {
  const read = v.safeParse(message, value);
  return read.success ? read.output : null;
}
