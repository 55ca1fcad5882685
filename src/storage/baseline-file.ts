// A saved baseline as a JSON file for another machine, and back. Columns are base64 of their bytes, little-endian. A file is checked before
// it is taken: it may come from anywhere.

import type { SavedBaseline } from '../contracts/saved-baseline';
import { checksumOf } from '../core/lib/checksum';
import { dataText } from '../core/wording/data-text';
import { errorText } from '../core/wording/error-text';
import { checkedBaseline } from './checked-baseline';

const BASELINE_KIND = 'harbinger-baseline';
const FLEET_KIND = 'harbinger-baselines';
const MOST_NAME = 10_000;
const TYPES = { Float32Array, Float64Array, Uint16Array, Uint32Array } as const;
type TypeName = keyof typeof TYPES;
/** Twice what the most windows take. */
const MOST_CHARACTERS = 256 * 2 ** 20;

/** Its checksum is over all of the rest, so that a file that was changed by hand or on the way is known. */
export function baselineToText(baseline: SavedBaseline): string {
  const checksum = checksumOfBaseline(baseline);
  return `${JSON.stringify({ kind: BASELINE_KIND, checksum, ...baseline }, (_key, value) => encode(value), 1)}\n`;
}

/** A saved baseline for each component of a fleet. */
export interface FleetEntry {
  readonly component: string;
  readonly baseline: SavedBaseline;
}

/** All of them as one file; each is in it as in a file of its own. */
export function fleetToText(entries: readonly FleetEntry[]): string {
  const components = entries.map(
    ({ component, baseline }) =>
      `{ "component": ${JSON.stringify(component)}, "baseline": ${baselineToText(baseline).trimEnd()} }`,
  );
  return `{ "kind": "${FLEET_KIND}", "version": 1, "components": [\n${components.join(',\n')}\n] }\n`;
}

export function isFleetText(text: string): boolean {
  return new RegExp(`^\\s*\\{\\s*"kind":\\s*"${FLEET_KIND}"`).test(text.slice(0, 100));
}

/** @throws Error with what is wrong with the file, in words that go after its name. */
export function fleetFromText(text: string): readonly FleetEntry[] {
  if (text.length > MOST_CHARACTERS) throw new Error('is far larger than any file of baselines');
  const { kind, version, components } = plainJson(text) ?? {};
  if (kind !== FLEET_KIND || !Array.isArray(components)) throw new Error('is no file of saved baselines');
  if (version !== 1) throw new Error(`is of version ${dataText(version, 60)}; this page reads version 1`);
  const seen = new Set<string>();
  return components.map((entry: { component?: unknown; baseline?: unknown } | null, i) => {
    const component = entry?.component;
    if (typeof component !== 'string' || component.length > MOST_NAME)
      throw new Error(`is damaged: entry ${i + 1} names no component`);
    if (seen.has(component)) throw new Error(`is damaged: component "${component}" is in it twice`);
    seen.add(component);
    try {
      return { component, baseline: baselineFromText(JSON.stringify(entry?.baseline)) };
    } catch (error) {
      throw new Error(`cannot be taken: its baseline of "${component}" ${errorText(error)}`);
    }
  });
}

function plainJson(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checksumOfBaseline(value: unknown): string {
  return checksumOf(new TextEncoder().encode(JSON.stringify(value, (_key, each) => encode(each))));
}

function encode(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(bytes.length, i + 8192)));
  return { type: value.constructor.name, base64: btoa(text) };
}

/** @throws Error with what is wrong with the file, in words that go after its name. */
export function baselineFromText(text: string): SavedBaseline {
  if (text.length > MOST_CHARACTERS) throw new Error('is far larger than any baseline');
  const parsed = parse(text);
  if (parsed?.kind !== BASELINE_KIND) throw new Error('is no saved baseline of Harbinger');
  if (parsed.version !== 1)
    throw new Error(`is of version ${dataText(parsed.version, 60)}; this page reads version 1`);
  const { kind: _, checksum, ...rest } = parsed;
  // Files of older versions have none.
  if (checksum !== undefined && checksum !== checksumOfBaseline(rest))
    throw new Error('is damaged: it is not as it was saved');
  try {
    return checkedBaseline(rest);
  } catch (error) {
    throw new Error(`is damaged: ${errorText(error)}`);
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text, (_key, value) => decode(value));
  } catch {
    return null;
  }
}

function decode(value: unknown): unknown {
  const { type, base64 } = (value ?? {}) as { type?: unknown; base64?: unknown };
  if (typeof base64 !== 'string' || typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return value;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TYPES[type as TypeName](bytes.buffer);
}
