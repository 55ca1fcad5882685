// A bucket (S3, GCS, MinIO) by an address that somebody with its key signed for one PUT. In: any export. Out: the object. The address is
// the key: it stays in the bridge.
import type { OutgoingRequest } from '../contracts/outgoing';
import { refusedBecause, said } from './entries';
import type { SendItem, SendResult } from './protocol';
import type { Sender, SenderAnswer } from './sender';

export const bucketSender: Sender = {
  id: 'bucket',
  label: 'Bucket (S3, GCS, MinIO) by signed URL',
  takes: [],
  fields: [{ name: 'SIGNED_URL', label: 'Signed URL for PUT', isSecret: true }],
  build,
  delivery: { kind: 'send', readAnswer },
};

function build({ name, type, content }: SendItem): OutgoingRequest {
  return {
    method: 'PUT',
    url: [{ secret: 'SIGNED_URL' }],
    headers: [['Content-Type', [type]]],
    body:
      typeof content === 'string' ? { kind: 'text', text: [content] } : { kind: 'file', name, blob: content },
    redacted: [],
  };
}

function readAnswer({ status, text }: SenderAnswer): SendResult {
  if (status >= 200 && status < 300)
    return { kind: 'accepted', message: `The bucket keeps it (HTTP ${status}).`, link: null };
  const [code, message] = ['Code', 'Message'].map((name) => new RegExp(`<${name}>([^<]*)`).exec(text)?.[1]);
  const isExpired = /expired/i.test(`${code} ${message}`);
  const why = isExpired ? ': the signed URL has expired, ask for a new one' : said(code, message);
  return refusedBecause(status, why);
}
