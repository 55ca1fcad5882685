// Each way in which only a part of a log is read leads to a verdict that says so.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { Problem } from '../contracts/units';
import { readInPart } from '../core/wording/read-in-part';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { type OpenOptions, openFiles } from './open';
import { DEFAULT_OPEN_LIMITS } from './types';

const lineOf = (i: number): string =>
  `2026-03-02T00:00:00Z INFO app: order ${Math.imul(i, 2654435761) >>> 0} shipped by carrier ${i % 5}\n`;
const TEXT = Array.from({ length: 20_000 }, (_, i) => lineOf(i)).join('');
const GZIP = new Uint8Array(gzipSync(TEXT));

async function problemsOf(
  name: string,
  content: Blob,
  options: OpenOptions = {},
): Promise<readonly Problem[]> {
  const opened = await openFiles([{ path: name, file: asFile(content, name) }], options);
  const { table } = await ingestFiles(opened.logs, DEFAULT_SETTINGS, [localScanner], { shardBytes: 200_000 });
  expect(table.length).toBeGreaterThan(100);
  return [...opened.problems, ...table.problems];
}

/** A File whose bytes are read by way of the Blob, whatever that does. */
function asFile(blob: Blob, name: string): File {
  const file = new File([blob], name);
  if (blob.constructor !== Blob) file.slice = (begin, end) => blob.slice(begin, end);
  return file;
}

/** Is lost while it is read: from a byte on, the browser refuses, by an error of its own. */
class LostBlob extends Blob {
  error = 'NotReadableError';
  override slice(begin = 0, end = this.size): Blob {
    const slice = super.slice(begin, end);
    if (end > 1_000_000)
      slice.arrayBuffer = async () => {
        throw new DOMException('gone', this.error);
      };
    return slice;
  }
  as(error: string): LostBlob {
    return Object.assign(this, { error });
  }
}

/** Becomes another text once a place in its middle was read, as a file does in Firefox. */
class RewrittenBlob extends Blob {
  readonly next: Blob;
  private hasTurned = false;
  constructor(text: string, next: string) {
    super([text]);
    this.next = new Blob([next]);
  }
  override slice(begin = 0, end = this.size): Blob {
    this.hasTurned ||= begin > 500_000 && end - begin > 100_000;
    return this.hasTurned ? this.next.slice(begin, end) : super.slice(begin, end);
  }
}

describe('said to be read in part', () => {
  test.each<readonly [what: string, name: string, content: Blob, options: OpenOptions]>([
    ['a gzip that was cut', 'a.log.gz', new Blob([GZIP.subarray(0, GZIP.length / 2)]), {}],
    [
      'a gzip that is damaged',
      'a.log.gz',
      new Blob([GZIP.map((byte, i) => (i > 100_000 && i < 100_064 ? 255 - byte : byte))]),
      {},
    ],
    [
      'a gzip that unpacks to more than was wanted',
      'a.log.gz',
      new Blob([GZIP]),
      { limits: { ...DEFAULT_OPEN_LIMITS, maxBytes: 500_000 }, ask: () => false },
    ],
    ...['NotReadableError', 'NotFoundError', 'AbortError'].map(
      (error) =>
        [
          `a file that is lost while it is read (${error})`,
          'a.log',
          new LostBlob([TEXT]).as(error),
          {},
        ] as const,
    ),
    [
      'a file that is written anew while it is read',
      'a.log',
      new RewrittenBlob(TEXT, TEXT.replaceAll('order', 'wreck')),
      {},
    ],
    ['a file that is cut while it is read', 'a.log', new RewrittenBlob(TEXT, TEXT.slice(0, 400_000)), {}],
  ])('%s', async (_what, name, content, options) => {
    const problems = await problemsOf(name, content, options);
    expect(readInPart(problems)).toMatch(new RegExp(`^Only a part of ${name} was read`));
  });
});

test('what is whole is not', async () => {
  expect(readInPart(await problemsOf('a.log.gz', new Blob([GZIP])))).toBeNull();
  expect(readInPart(await problemsOf('a.log', new Blob([TEXT])))).toBeNull();
});
