// What the bridge says, checked as everything that comes from outside the page. In: any value. Out: a message of the protocol, or null.
import * as v from 'valibot';
import type { FromBridge } from '../bridge/protocol';

const id = v.pipe(v.number(), v.safeInteger());
const text = v.pipe(v.string(), v.maxLength(2 ** 20));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const failure = v.strictObject({
  code: v.picklist(['declined', 'refused', 'unreachable', 'timeout', 'stopped', 'cut', 'too-long']),
  message: text,
});

const message = v.variant('kind', [
  v.strictObject({
    kind: v.literal('ready'),
    version: v.literal(1),
    senders: v.array(v.strictObject({ id: text, label: text, takes: v.array(text) })),
  }),
  v.strictObject({ kind: v.literal('wanted'), isWanted: v.boolean() }),
  v.strictObject({
    kind: v.literal('approved'),
    id,
    approval: v.strictObject({
      method: v.picklist(['GET', 'POST', 'PUT']),
      address: text,
      numBytes: count,
      redacted: v.array(v.strictObject({ kind: text, num: count })),
    }),
  }),
  v.strictObject({
    kind: v.literal('head'),
    id,
    status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999)),
    retryAfterMs: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  }),
  v.strictObject({ kind: v.literal('piece'), id, bytes: v.instance(Uint8Array) }),
  v.strictObject({ kind: v.literal('end'), id }),
  v.strictObject({
    kind: v.literal('happened'),
    id,
    what: v.picklist(['connected', 'cut', 'gap', 'resumed', 'dropped']),
    text,
  }),
  v.strictObject({
    kind: v.literal('sent'),
    id,
    result: v.variant('kind', [
      v.strictObject({ kind: v.literal('accepted'), message: text, link: v.nullable(text) }),
      v.strictObject({ kind: v.literal('refused'), message: text }),
      v.strictObject({ kind: v.literal('text'), text, message: text }),
    ]),
  }),
  v.strictObject({ kind: v.literal('armed'), id, text, resolves: v.boolean() }),
  v.strictObject({ kind: v.literal('failed'), id, failure }),
]);

/** Null: it is none. */
export function readFromBridge(value: unknown): FromBridge | null {
  const read = v.safeParse(message, value);
  return read.success ? read.output : null;
}
