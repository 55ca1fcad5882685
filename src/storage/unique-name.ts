import { hex32 } from '../core/lib/hash';

/** A name that no other page or copy has: 128 random bits. `crypto.randomUUID` is not there on a page that came by plain http. */
export function uniqueName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map(hex32).join('');
}
