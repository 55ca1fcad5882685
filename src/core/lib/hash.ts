/** Fast hashes that are not for secrets: 32-bit mixing for hash tables, 64-bit text hashes for names of settings. */

/** Spreads every input bit over all output bits (MurmurHash3's finaliser, Appleby 2011). Signed 32-bit result. */
export function fmix32(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** 64-bit hash of a text's UTF-16 units as 16 lower-case hex digits: the same on every machine. */
export function hashText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(((a << 5) | (a >>> 27)) ^ unit, 0x9e3779b1);
    b = Math.imul(((b << 7) | (b >>> 25)) ^ unit, 0x85ebca77);
  }
  return hex32(fmix32(a ^ text.length)) + hex32(fmix32(b ^ a));
}

/** 64-bit hash of bytes [begin, end) as two signed words. */
export function hashBytes(bytes: Uint8Array, begin: number, end: number): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = begin; i < end; i++) {
    a = Math.imul(((a << 5) | (a >>> 27)) ^ bytes[i], 0x9e3779b1);
    b = Math.imul(((b << 7) | (b >>> 25)) ^ bytes[i], 0x85ebca77);
  }
  return [fmix32(a ^ (end - begin)), fmix32(b ^ a)];
}

/** 8 lower-case hex digits. */
export function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
