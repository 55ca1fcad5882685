import { expect, test } from 'vitest';
import { placesOf, readingOrder } from './rotation';

const ordered = (...names: string[]): string[] => readingOrder(names).map((i) => names[i]);

test('numbers count back, dates go on, what has neither is the last', () => {
  expect(ordered('m', 'm.1', 'm.10.gz', 'm.2.gz')).toEqual(['m.10.gz', 'm.2.gz', 'm.1', 'm']);
  expect(ordered('m', 'm-20240520.gz', 'm-20240513')).toEqual(['m-20240513', 'm-20240520.gz', 'm']);
  expect(ordered('a.2024-05-15.log', 'a.log', 'a.2024-05-14.log')).toEqual([
    'a.2024-05-14.log',
    'a.2024-05-15.log',
    'a.log',
  ]);
  expect(ordered('a.log', 'a.log.old')).toEqual(['a.log.old', 'a.log']);
  expect(ordered('c.2024-05-14.2.gz', 'c.2024-05-14.1.gz', 'c.2024-05-13.gz')).toEqual([
    'c.2024-05-13.gz',
    'c.2024-05-14.1.gz',
    'c.2024-05-14.2.gz',
  ]);
});

test('others keep their places; a log of another folder is another log', () => {
  expect(ordered('b.log', 'a.log', 'x/m', 'z', 'x/m.1', 'y/m.1')).toEqual([
    'b.log',
    'a.log',
    'x/m.1',
    'x/m',
    'z',
    'y/m.1',
  ]);
  expect(ordered('server-1.log', 'server-2.log')).toEqual(['server-1.log', 'server-2.log']);
  expect(placesOf(['server-1.log', 'server-2.log'])).toEqual([null, null]);
});

test('the place of a file in its log, and the container before', () => {
  const [now, before, alone, previous] = placesOf(['l/m', 'l/m.1', 'x.1', 'pods/a/b/b/logs/previous.log']);
  expect(now).toEqual({ rotation: { log: 'l/m', partIdx: 1, numParts: 2 }, previousContainer: false });
  expect(before?.rotation?.partIdx).toBe(0);
  expect(alone).toBeNull();
  expect(previous).toEqual({ rotation: null, previousContainer: true });
});
