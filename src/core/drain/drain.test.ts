import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type DrainSettings } from '../../contracts/settings';
import { ShapeMerger } from '../ingest/shapes/merge-shapes';
import { ShapeInterner } from '../ingest/shapes/shape';
import { mineTemplates } from './drain';
import { extractParameters } from './parameters';

const encoder = new TextEncoder();

/** Shapes of messages that were cut into shards of given sizes: one interner each, merged in order. */
function shapesOf(messages: readonly string[], shardSize = messages.length) {
  const merger = new ShapeMerger();
  const ofMessage: number[] = [];
  for (let begin = 0; begin < messages.length; begin += Math.max(1, shardSize)) {
    const interner = new ShapeInterner();
    const local = messages.slice(begin, begin + Math.max(1, shardSize)).map((message) => {
      const bytes = encoder.encode(message);
      return interner.intern(bytes, 0, bytes.length);
    });
    const global = merger.merge(interner.take(), 0);
    ofMessage.push(...local.map((id) => global[id]));
  }
  return { table: merger.table(), ofMessage };
}

function mine(messages: readonly string[], settings: Partial<DrainSettings> = {}, shardSize?: number) {
  const { table, ofMessage } = shapesOf(messages, shardSize);
  const mined = mineTemplates(table, { ...DEFAULT_SETTINGS.drain, ...settings });
  return {
    texts: mined.templates.map(({ text }) => text),
    ofMessage: ofMessage.map((shape) => mined.ofShape[shape]),
    mined,
  };
}

describe('mineTemplates', () => {
  it('learns what varies without a digit', () => {
    const names = ['ann', 'bob', 'cleo', 'dan', 'eve', 'fay'];
    expect(mine(names.map((name) => `welcome back, ${name} to the shop`)).texts).toEqual([
      'welcome back, <*> to the shop',
    ]);
  });

  it('keeps a few plain words apart as wording', () => {
    const lines = ['pump left started', 'pump left stopped', 'pump right started', 'pump right stopped'];
    expect(mine(lines).texts).toEqual(lines);
  });

  it('keeps the states of a program apart, however many', () => {
    const states = ['NEW', 'READY', 'ACTIVE', 'DRAINING', 'CLOSED', 'FAILED'];
    expect(mine(states.map((state) => `worker 7 moved to ${state}`)).texts).toHaveLength(6);
  });

  it('takes names for values: hosts, classes, paths, what follows a naming noun', () => {
    expect(mine(['lookup of a.example.org failed', 'lookup of b.example.net failed']).texts).toEqual([
      'lookup of <*> failed',
    ]);
    expect(mine(['cannot open /etc/motd now', 'cannot open /etc/fstab now']).texts).toEqual([
      'cannot open <*> now',
    ]);
    expect(mine(['session closed for user ann', 'session closed for user bob']).texts).toEqual([
      'session closed for user <*>',
    ]);
  });

  it('tells what is said of a noun from the name that follows it', () => {
    const said = ['the user unknown to us', 'the user removed by us'];
    expect(mine(said).texts).toEqual(said);
    expect(mine(['user ann left', 'user bob left']).texts).toEqual(['user <*> left']);
  });

  it('keeps keys and takes absent values for values', () => {
    expect(mine(['lock owner=null at 5', 'lock owner=Pool{12} at 6']).texts).toEqual([
      'lock owner=<*> at <*>',
    ]);
    expect(mine(['open door=true', 'open door=false']).texts).toEqual(['open door=true', 'open door=false']);
    expect(mine(['x lowId=1 y', 'x highId=2 y']).texts).toEqual(['x lowId=<*> y', 'x highId=<*> y']);
  });

  it('joins units, dates in words, empty brackets and lists of any length', () => {
    expect(mine(['freed 3 KB in all', 'freed 2 MB in all']).texts).toEqual(['freed <*> in all']);
    expect(
      mine(['seen Mon Jan 5 10:00:00 UTC 2026', 'seen Tue Feb 10 11:00:00 UTC 2026']).texts,
    ).toHaveLength(1);
    expect(mine(['peer 10.0.0.1 (alpha1) left', 'peer 10.0.0.2 () left']).texts).toHaveLength(1);
    expect(mine(['ids 1, 2, 3 lost', 'ids 4, 5 lost', 'ids 6 lost']).texts).toEqual(['ids <*> lost']);
    expect(mine(['say text="one two" 1', 'say text="three" 1']).texts).toEqual(['say text="<*>" <*>']);
  });

  it('keeps the words that name a number', () => {
    expect(mine(['moved blk_-12 via ssh2', 'moved blk_77 via ssh2']).texts).toEqual([
      'moved blk_<*> via ssh2',
    ]);
    expect(mine(['moved blk_-12 via ssh2', 'moved blk_77 via ssh1']).texts).toEqual([
      'moved blk_<*> via <*>',
    ]);
  });

  it('joins an odd name beside a wildcard to the template of the rest', () => {
    const lines = ['mapping for 10.0.0.1 [9.9.9.9] failed', 'mapping for ns.example.org [9.9.9.9] failed'];
    expect(new Set(mine(lines).ofMessage).size).toBe(1);
  });

  it('takes many names at the start of like messages for values', () => {
    const names = 'ann bob cleo dan eve fay gus hal ida jon'.split(' ');
    expect(mine(names.map((name) => `${name} has left the room`)).texts).toEqual(['<*> has left the room']);
    const few = names.slice(0, 8).map((name) => `${name} has left the room`);
    expect(mine(few).texts).toHaveLength(8);
    expect(mine(names.map((name) => `${name} startup succeeded`)).texts).toHaveLength(10);
  });

  it('takes very many first words for values however short the messages are', () => {
    const names = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `${letter}${letter}ot`);
    expect(mine(names.map((name) => `${name} started`)).texts).toEqual(['<*> started']);
    expect(mine(names.slice(0, 24).map((name) => `${name} started`)).texts).toHaveLength(24);
    expect(mine(names.map((name) => `adding debian:${name}`)).texts).toEqual(['adding debian:<*>']);
  });

  it('joins names to a template that has a wildcard in their place', () => {
    const names = 'ann bob cleo dan eve fay gus hal ida'.split(' ');
    const messages = ['web1', 'web2', ...names].map((name) => `configure ${name} 1.2 <none>`);
    expect(mine(messages).texts).toEqual(['configure <*> <none>']);
    expect(mine(messages.slice(2)).texts).toHaveLength(9);
  });

  it('takes what stands in quotes for values, but for switches', () => {
    const spawned = (name: string): string => `spawned: '${name}' with pid 12`;
    expect(mine(['web', 'queue'].map(spawned)).texts).toEqual(["spawned: '<*>' with pid <*>"]);
    expect(mine(['on', 'off'].map((state) => `set to "${state}" by hand`)).texts).toHaveLength(2);
  });

  it('takes what varies together with a name that every system has for names', () => {
    const login = (name: string): string => `login refused to ${name} from 10.0.0.1`;
    expect(mine(['root', 'ann'].map(login)).texts).toEqual(['login refused to <*> from <*>']);
    expect(mine(['bob', 'ann'].map(login)).texts).toHaveLength(2);
  });

  it('applies masks before the tree and reports those it sets aside', () => {
    const masks = [
      { name: 'colour', pattern: 'red|green|blue' },
      { name: 'evil', pattern: '(x+)+y' },
    ];
    const { texts, mined } = mine(['lamp red on', 'lamp green on'], { masks });
    expect(texts).toEqual(['lamp <COLOUR> on']);
    expect(mined.problems.map(({ code }) => code)).toEqual(['mask-unsafe']);
  });

  it('numbers templates by their first shape', () => {
    expect(mine(['b 1', 'a 1', 'b 2', 'c 1']).texts).toEqual(['b <*>', 'a <*>', 'c <*>']);
  });

  it('stands shapes without tokens, one token, and names of objects', () => {
    expect(mine(['', '__proto__', 'constructor 1', '']).texts).toEqual(['', '__proto__', 'constructor <*>']);
  });
});

describe('mineTemplates, on lines that are all unlike', () => {
  it('makes a bounded number of templates', () => {
    const letters = (n: number) =>
      [...n.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)]);
    const lines = Array.from(
      { length: 4000 },
      (_, i) => `alpha beta ${letters(i).join('')}x y${letters(i).join('')} q${letters(i * 7).join('')}`,
    );
    const { texts, ofMessage } = mine(lines, { similarity01: 0.9 });
    expect(texts.length).toBeLessThanOrEqual(512);
    expect(ofMessage).toHaveLength(4000);
  });
});

const word = fc.constantFrom(
  ...[
    'open',
    'closed',
    'user',
    'for',
    'ann',
    'bob',
    '12',
    '7',
    'a=1',
    'a=b',
    'a=',
    '()',
    '(x)',
    '/var/x',
    '"q',
    'r"',
  ],
  ...[
    'k="v',
    'w"',
    'Mon',
    'Jun',
    '5',
    '10:22:01',
    'UTC',
    'KB',
    'MB',
    'NEW',
    'OLD',
    'a.b.c',
    'blk_1',
    'ssh2',
    '<*>',
    '<',
  ],
);
const messages = fc.array(
  fc.array(word, { maxLength: 7 }).map((words) => words.join(' ')),
  { maxLength: 40 },
);

describe('mineTemplates, on anything', () => {
  it('does not depend on how the messages were cut into shards', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 9 }), (list, shardSize) => {
        const whole = mine(list);
        const cut = mine(list, {}, shardSize);
        expect(cut.texts).toEqual(whole.texts);
        expect(cut.ofMessage).toEqual(whole.ofMessage);
      }),
    );
  });

  it('gives each message one template that holds it, each template a message', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { texts, ofMessage } = mine(list);
        list.forEach((message, i) => {
          const values = extractParameters(texts[ofMessage[i]].split(' '), message);
          expect(values, `${texts[ofMessage[i]]} | ${message}`).not.toBeNull();
        });
        expect(new Set(ofMessage).size).toBe(texts.length);
      }),
      { numRuns: 500 },
    );
  });

  it('never gives two templates one text', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { texts } = mine(list);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });
});
