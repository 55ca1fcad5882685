// Wildcards in plain words. In: the kind of value that was found, or the name of the mask that made it. Out: words.

import { type Label, named } from '../../words/t';

const KINDS: Readonly<Record<string, Label>> = {
  ip: 'IP address',
  mac: 'MAC address',
  uuid: 'UUID',
  hex: 'hex number',
  url: 'URL',
};

/** Names that people give their masks. */
const MASKS: Readonly<Record<string, Label>> = {
  ...KINDS,
  ipv4: 'IP address',
  ipv6: 'IP address',
  guid: 'UUID',
  num: 'number',
  int: 'number',
  blk: 'block id',
  block: 'block id',
  ts: 'time',
  timestamp: 'time',
  datetime: 'time',
  id: 'id',
};

/** 'IP address' for 'ip'; a kind that is plain as it stands is given back. */
export function kindInWords(kind: string): string {
  return named(KINDS[kind] ?? kind);
}

/** 'customer id' for the mask CUSTOMER_ID. */
export function maskInWords(name: string): string {
  const plain = name.toLowerCase();
  return plain in MASKS ? named(MASKS[plain]) : plain.replaceAll('_', ' ').trim();
}

/** The name of a wildcard: what the user's mask calls it, else what was found, '' when neither says anything. */
export function wildcardInWords(maskName: string, kind: string | null): string {
  if (maskName !== '') return maskInWords(maskName);
  return kind === null || kind === 'text' ? '' : kindInWords(kind);
}
