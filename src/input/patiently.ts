// What a browser that refuses a read means by it, and how often it is asked. In: an error; a read. Out: whether the file is gone; what was read.

/**
 * Errors of a file that vanished or changed; Comlink passes the name on, Node says it in the message. Of one that is gone Firefox says
 * AbortError, and of a stream of it 'TypeError: Error in input stream'.
 */
export function isFileError(error: unknown): boolean {
  const { name, message } = error as { name?: string; message?: string };
  return /NotReadable|NotFound|Security|AbortError|in input stream/.test(`${name} ${message}`);
}

/** A text that the browser stored itself; a file that was dropped is read from where it lies. */
export const isStored = (blob: Blob): boolean => !(blob instanceof File);

const STORE_WAITS_MS: readonly number[] = [200, 1000, 3000];

/**
 * Tries again what reads a text that the browser stored itself, which may be slow to come while it is busy. A dropped file that is refused has
 * changed, and stays refused. @throws what the last attempt throws
 */
export async function patiently<T>(
  read: () => Promise<T>,
  blob: Blob,
  waitsMs: readonly number[] = STORE_WAITS_MS,
): Promise<T> {
  for (const wait of isStored(blob) ? waitsMs : []) {
    try {
      return await read();
    } catch (error) {
      if (!isFileError(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return read();
}
