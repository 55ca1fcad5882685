import { expect, test } from 'vitest';
import { askedBytes, blobBytes } from './blob-bytes';

/** Answers as the list says, one asking after the other; then as a Blob does. */
class Moody extends Blob {
  numAsked = 0;
  answers: ('never' | 'refused')[] = [];
  override slice(begin = 0, end = this.size): Blob {
    const part = super.slice(begin, end);
    const answer = this.answers[this.numAsked++];
    if (answer === 'never') part.arrayBuffer = () => new Promise(() => {});
    if (answer === 'refused')
      part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    return part;
  }
}
const moody = (...answers: Moody['answers']): Moody => Object.assign(new Moody(['0123456789']), { answers });
const bytes = [50, 51, 52];

test('bytes are asked for once where the browser answers', async () => {
  const blob = moody();
  expect([...(await askedBytes(blob, 2, 5, [1, 1]))]).toEqual(bytes);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(blob.numAsked).toBe(1);
});

test('what is never answered is asked for again, as often as there are waits', async () => {
  const blob = moody('never', 'never');
  expect([...(await askedBytes(blob, 2, 5, [1, 1]))]).toEqual(bytes);
  expect(blob.numAsked).toBe(3);
  const silent = moody('never', 'never', 'never');
  const none = Symbol('none');
  const waited = new Promise((resolve) => setTimeout(() => resolve(none), 50));
  expect(await Promise.race([askedBytes(silent, 2, 5, [1, 1]), waited])).toBe(none);
  expect(silent.numAsked).toBe(3);
});

test('a dropped file is asked for once, however slow the disk is', async () => {
  const file = new File(['0123456789'], 'a.log');
  let numAsked = 0;
  const slice = file.slice.bind(file);
  file.slice = (begin, end) => {
    numAsked++;
    const part = slice(begin, end);
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = () => new Promise((resolve) => setTimeout(() => resolve(read()), 30));
    return part;
  };
  expect([...(await askedBytes(file, 2, 5, [1, 1]))]).toEqual(bytes);
  expect(numAsked).toBe(1);
});

test('a refusal of a file counts at once; of a text that the browser stored it is asked for later', async () => {
  await expect(askedBytes(moody('refused'), 2, 5, [1])).rejects.toThrow('gone');
  expect([...(await blobBytes(moody('refused'), 2, 5))]).toEqual(bytes);
});
