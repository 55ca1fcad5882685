import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { ShapeMerger } from '../ingest/shapes/merge-shapes';
import { ShapeInterner } from '../ingest/shapes/shape';
import { mineTemplates } from './drain';
import { extractParameters } from './parameters';

/** Texts of the templates of these messages; each message is held by its own. */
function textsOf(messages: readonly string[]): string[] {
  const interner = new ShapeInterner();
  const encoder = new TextEncoder();
  const shapes = messages.map((message) => {
    const bytes = encoder.encode(message);
    return interner.intern(bytes, 0, bytes.length);
  });
  const merger = new ShapeMerger();
  merger.merge(interner.take(), 0);
  const mined = mineTemplates(merger.table(), DEFAULT_SETTINGS.drain);
  messages.forEach((message, i) => {
    const { tokens } = mined.templates[mined.ofShape[shapes[i]]];
    expect(extractParameters(tokens, message), message).not.toBeNull();
  });
  return mined.templates.map(({ text }) => text);
}

const CASES: readonly [what: string, messages: readonly string[], texts: readonly string[]][] = [
  [
    'a date in words, with its clock and year',
    ['at Mon Jun 13 03:28:22 2005', 'at Tue Jul 4 13:00:01 2005', 'at Sun Aug 7 01:02:03 2005'],
    ['at <*>:<*>:<*>'],
  ],
  ['a date in words that does not vary', ['waiting at Sat Jun 11 03:28:22'], ['waiting at <*>:<*>:<*>']],
  [
    'sizes whose units vary, and one whose unit does not',
    ['size 5.2 KB, free 360 MB now', 'size 312 B, free 12 MB now', 'size 4 MB, free 7 MB now'],
    ['size <*>, free <*> now'],
  ],
  [
    'units that are the same everywhere',
    ['used 5 MB of 9 MB', 'used 7 MB of 9 MB'],
    ['used <*> MB of <*> MB'],
  ],
  [
    'a path and what follows it without a word between',
    ['"GET /v2/54fad/servers HTTP/1.1" 200', '"GET /v2/8e1ab/flavors HTTP/1.1" 404', '"GET /x HTTP/1.0" 200'],
    ['"GET <*>" <*>'],
  ],
  ['numbers side by side', ['child init 1 -2', 'child init 17 3'], ['child init <*> <*>']],
  [
    'a URL with host, port and path',
    ['split hdfs://10.0.0.1:9000/user/7.txt:0+12', 'split hdfs://10.0.0.2:9000/user/8.txt:12+4'],
    ['split hdfs://<*>'],
  ],
  [
    'a name behind "="; a class is the program’s own',
    ['start cmp=com.example.notes.edit class=org.example.web.HttpFilter for 17'],
    ['start cmp=<*> class=org.example.web.HttpFilter for <*>'],
  ],
  ['the name of a machine', ["synced host 'cp-1', node cp-1"], ["synced host '<*>', node <*>"]],
  [
    'a value in brackets that some messages have',
    [
      'sent 1240 bytes (1.2 KB) in 4',
      'sent 310 bytes in 2',
      'sent 99 bytes in 1',
      'sent 2110 bytes (2.1 KB) in 9',
    ],
    ['sent <*> bytes <*>'],
  ],
];

for (const [what, messages, texts] of CASES)
  test(what, () => {
    expect(textsOf(messages)).toEqual(texts);
  });
