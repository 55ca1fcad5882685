import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventData } from './event-stream';

async function* cutAt(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  for (let i = 1; i < places.length; i++) yield bytes.slice(places[i - 1], places[i]);
}

async function dataOf(text: string, cuts: readonly number[] = []): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const data of eventData(cutAt(text, cuts))) all.push(data);
  return all;
}

test('data of each event; comments, other fields and an event that is not over are left out', async () => {
  const text = ': hello\n\nevent: x\nid: 1\ndata: a\ndata:b\ndata:  c\n\ndata\n\ndatum: no\n\ndata: cut';
  expect(await dataOf(text)).toEqual(['a\nb\n c', '']);
});

test('whatever the ends of lines and wherever the bytes are cut, it is the same', async () => {
  const event = fc.array(fc.stringMatching(/^[^\r\n]{0,12}$/), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat()),
      async (events, end, cuts) => {
        const lines = events.map((lines) => lines.map((line) => `data: ${line}${end}`).join(''));
        // A last carriage return alone may be half of an end of line: something has to follow.
        const text = `${lines.map((each) => each + end).join('')}: end`;
        const expected = events.map((lines) => lines.map((line) => line.toWellFormed()).join('\n'));
        expect(await dataOf(text, cuts)).toEqual(expected);
      },
    ),
  );
});

test('an event without end is an error, not memory without end', async () => {
  await expect(dataOf(`data: ${'x'.repeat(2 ** 21)}`)).rejects.toThrow('no end');
  await expect(dataOf('data: 0123456789\n'.repeat(2 ** 17))).rejects.toThrow('no end');
});
