// Exports that are a folder: its files, each with its path within it.

export interface FilePart {
  /** With '/' between folders; none of its names is '..' or empty. */
  readonly path: string;
  readonly blob: Blob;
  /** Of its bytes, as a zip states it. */
  readonly crc32: number;
}
