// Bytes of a file or a text that the browser stored. In: a Blob, a range. Out: its bytes.
import { isStored, patiently } from './patiently';

/** Milliseconds after which bytes that have not come are asked for again, beside the first asking. */
const ASK_AGAIN_MS: readonly number[] = [2000, 4000, 8000, 16_000];

/** From `begin` up to `end` or the end of the blob. @throws what the last attempt throws, where it cannot be read (see patiently) */
export async function blobBytes(
  blob: Blob,
  begin: number,
  end = blob.size,
): Promise<Uint8Array<ArrayBuffer>> {
  return patiently(() => askedBytes(blob, begin, end), blob);
}

/**
 * Firefox (ESR 140) now and then never answers a worker that asks for the bytes of a text that another worker has just stored; asked again, it
 * does. The first answer counts. A dropped file is asked for once: it may lie on a slow disk, where each asking reads it again.
 */
export function askedBytes(
  blob: Blob,
  begin: number,
  end: number,
  waitsMs: readonly number[] = ASK_AGAIN_MS,
): Promise<Uint8Array<ArrayBuffer>> {
  const waits = isStored(blob) ? waitsMs : [];
  return new Promise((resolve, reject) => {
    let numAsked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      blob
        .slice(begin, end)
        .arrayBuffer()
        .then((bytes) => resolve(new Uint8Array(bytes)), reject)
        .finally(() => clearTimeout(timer));
      const wait = waits[numAsked++];
      if (wait !== undefined) timer = setTimeout(ask, wait);
    };
    ask();
  });
}
