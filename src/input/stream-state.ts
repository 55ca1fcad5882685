/** One compressed stream while it is read: what was read of it, and what came out. */
export interface StreamState {
  readonly name: string;
  /** Size of the compressed data. */
  readonly size: number;
  bytesRead: number;
  bytesOut: number;
  /** Both at the last look at the ratio. */
  readAtLook: number;
  outAtLook: number;
}

export const streamState = (name: string, size: number): StreamState => ({
  name,
  size,
  bytesRead: 0,
  bytesOut: 0,
  readAtLook: 0,
  outAtLook: 0,
});
