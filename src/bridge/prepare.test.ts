import { expect, test } from 'vitest';
import type { OutgoingRequest, SecretText } from '../contracts/outgoing';
import { type Keys, prepare } from './prepare';

const ORIGIN = 'https://api.example.com';
const keyFor = (value: string, origin = ORIGIN): Keys => new Map([['API_KEY', { value, origin }]]);
const requestTo = (url: SecretText, over: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: 'POST',
  url,
  headers: [['Content-Type', ['application/json']]],
  body: { kind: 'text', text: ['{"text":"数据"}'] },
  redacted: [{ kind: 'secret', num: 2 }],
  ...over,
});
const whyNot = (request: OutgoingRequest, keys: Keys = keyFor('k-1')): string => {
  const done = prepare(request, keys);
  return done.ok ? 'sent' : done.why;
};

test('what is shown is what leaves: address, size in bytes, what was replaced; the key by name alone', () => {
  const request = requestTo([`${ORIGIN}/v1`], {
    headers: [['Authorization', ['Bearer ', { secret: 'API_KEY' }]]],
    body: { kind: 'text', text: ['{"key":"', { secret: 'API_KEY' }, '","text":"数据"}'] },
  });
  const done = prepare(request, keyFor('k-1234'));
  if (!done.ok) throw new Error(done.why);
  const { approval, body, ...sent } = done.prepared;
  expect(sent).toEqual({
    method: 'POST',
    url: `${ORIGIN}/v1`,
    headers: [['Authorization', 'Bearer k-1234']],
  });
  expect(new TextDecoder().decode(body as Uint8Array)).toBe('{"key":"k-1234","text":"数据"}');
  expect(approval).toEqual({
    method: 'POST',
    address: `${ORIGIN}/v1`,
    numBytes: (body as Uint8Array).length,
    redacted: [{ kind: 'secret', num: 2 }],
  });
  expect(approval.numBytes).toBe(32);
});

test('an address that is a key shows its host, and the key by name', () => {
  const signed = `${ORIGIN}/bucket/x?X-Amz-Signature=abc`;
  const blob = new Blob(['12345']);
  const done = prepare(
    requestTo([{ secret: 'API_KEY' }], { method: 'PUT', body: { kind: 'file', name: 'x', blob } }),
    keyFor(signed),
  );
  expect(done).toMatchObject({
    prepared: { url: signed, body: blob, approval: { address: `${ORIGIN}/‹API_KEY›`, numBytes: 5 } },
  });
  const inPath = prepare(requestTo([`${ORIGIN}/hooks/`, { secret: 'API_KEY' }]), keyFor('k-1'));
  expect(inPath).toMatchObject({
    prepared: { url: `${ORIGIN}/hooks/k-1`, approval: { address: `${ORIGIN}/hooks/‹API_KEY›` } },
  });
});

test('a key goes where it was given for, and nowhere else', () => {
  const request = requestTo(['https://evil.example/?k=', { secret: 'API_KEY' }]);
  expect(whyNot(request)).toBe(`API_KEY was given for ${ORIGIN}, not for https://evil.example.`);
  const inBody = requestTo(['https://evil.example/'], {
    body: { kind: 'text', text: [{ secret: 'API_KEY' }] },
  });
  expect(whyNot(inBody)).toContain('not for https://evil.example');
});

test('what no request should be is refused with a sentence that holds no key', () => {
  const cases: readonly (readonly [request: OutgoingRequest, why: RegExp])[] = [
    [requestTo(['/relative']), /not complete/],
    [requestTo(['file:///C:/x']), /file:/],
    [requestTo(['javascript:alert(1)']), /javascript:/],
    [requestTo(['https://user:pw@api.example.com/']), /name or password/],
    [requestTo(['http://api.example.com/']), /only https/],
    [requestTo([ORIGIN], { method: 'DELETE' as never }), /DELETE/],
    [requestTo([ORIGIN], { method: 'GET' }), /no body/],
    [requestTo([ORIGIN], { headers: [['X\nY', ['z']]] }), /proper name/],
    [requestTo([ORIGIN], { headers: [['X', ['a\r\nCookie: b']]] }), /X holds/],
    [requestTo([ORIGIN], { headers: [['X', []]] }), /X holds/],
    [requestTo([ORIGIN], { headers: [['X', [{ secret: 'OTHER' }]]] }), /OTHER is not given/],
    [requestTo([ORIGIN], { headers: [['X', [{ secret: 'a b' }]]] }), /no proper name/],
  ];
  for (const [request, why] of cases) expect(whyNot(request)).toMatch(why);
  const odd = whyNot(requestTo([ORIGIN], { headers: [['X', [{ secret: 'API_KEY' }]]] }), keyFor('a"b c'));
  expect(odd).toMatch(/^API_KEY holds/);
  expect(odd).not.toContain('a"b');
});

test('plain http goes to this machine and its private network only', () => {
  for (const host of ['localhost:11434', '127.0.0.1:8080', '[::1]:1', '10.1.2.3', '192.168.0.7', 'nas.local'])
    expect(whyNot(requestTo([`http://${host}/v1`]))).toBe('sent');
  for (const host of [
    '8.8.8.8',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '172.32.0.1',
    '[2001:db8::1]',
  ])
    expect(whyNot(requestTo([`http://${host}/v1`]))).toContain('only https');
});
