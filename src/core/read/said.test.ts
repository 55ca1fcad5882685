import { describe, expect, it } from 'vitest';
import { sayingOf } from './said';

const MESSAGES = [
  'Error: Unable to load CA certificates. Check cafile "/etc/x.crt".',
  'Could not bind to 127.0.0.1:1: Permission denied',
  'listen tcp :80: bind: address already in use',
];

describe('a message behind the header that its reader found', () => {
  it.each([
    '1795984476: ',
    '[1795984476] unbound[4299:0] error: ',
    '6b0c8c5e.005e0ca5 0x7fde0241f200 ',
    'Nov 29 20:34:37.171 [warn] ',
    '2026-11-29 20:35:12.057727 C | etcdmain: ',
    '2750:M 29 Nov 2026 20:33:13.002 # ',
  ])('%s', (header) => {
    for (const message of MESSAGES) {
      const told = sayingOf({ text: header + message, message }, '')?.lines;
      // Null: what is known of times in general takes the header off.
      if (told !== undefined) expect(told).toEqual([message]);
    }
  });

  it.each(['1795984476: ', '6b0c8c5e.005e0ca5 0x7fde0241f200 ', 'Nov 29 20:34:37.171 [warn] '])(
    'nothing but the reader knows %s for one',
    (header) => {
      for (const message of MESSAGES)
        expect(sayingOf({ text: header + message, message }, '')?.lines).toEqual([message]);
    },
  );

  it.each(['[error] ', '[ERROR] ', 'ERROR: ', 'java.io.IOException: ', '  '])(
    '%s at the very beginning is part of what a tool says',
    (head) => {
      for (const message of MESSAGES) expect(sayingOf({ text: head + message, message }, '')).toBeNull();
    },
  );
});
