import { describe, expect, it } from 'vitest';
import { resourcesIn, shortId } from './resources';

const A = '0edabee2-38c3-4ccc-8d8b-e475527c2d1e';
const B = '15ad49c0-8b6d-4dc0-9648-457134469da8';
const of = (text: string) => resourcesIn(text).map(({ kind, id }) => `${kind}=${id}`);

describe('ids with what they are', () => {
  it.each([
    [`[req-${A} tenant] [instance: ${B}] lost`, [`request=req-${A}`, `instance=${B}`]],
    [`GET /v2/volumes/${B}/action`, [`volume=${B}`]],
    [`volume ${B} not found`, [`volume=${B}`]],
    [`port_id=${A} is down`, [`port=${A}`]],
    [`gave up on ${A}`, [`=${A}`]],
    [
      'Received block blk_-3544583377289625738 from /10.250.19.102',
      ['block=blk_-3544583377289625738', 'ip=10.250.19.102'],
    ],
    ['user=alice-1 failed on node web-03', ['user=alice-1', 'node=web-03']],
    ['Buffer I/O error on dev sdb1, logical block 4', ['device=sdb1']],
    ['cannot open /var/lib/app/key.pem: denied', ['path=/var/lib/app/key.pem']],
  ])('%s', (text, expected) => expect(of(text)).toEqual(expected));

  it('are each told once, by the best that is known of them', () => {
    expect(of(`gave up on ${B}; volume ${B} stays`)).toEqual([`volume=${B}`]);
  });

  it('of hostile text are bounded', () => {
    expect(resourcesIn(`volume ${B} `.repeat(1) + 'node a-1 '.repeat(5000)).length).toBeLessThanOrEqual(24);
    expect(resourcesIn('/a'.repeat(50_000)).length).toBeLessThanOrEqual(24);
  });

  it('are short in a sentence', () => {
    expect([shortId(B), shortId(`req-${A}`), shortId('blk_12')]).toEqual([
      '15ad49c0',
      'req-0edabee2',
      'blk_12',
    ]);
  });
});
