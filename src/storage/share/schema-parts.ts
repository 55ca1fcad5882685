// Small schemas that those of a shared analysis are made of. Lengths are far beyond what an analysis has: they keep a forged file from being endless.
import * as v from 'valibot';
import { number, timeMs, whole } from '../stored-rows';

/** One schema a key of the contract: a key that none checks does not compile. */
export type Shape<T> = { readonly [K in keyof T]-?: v.GenericSchema };

/** What its schema has let through is what the contract says. */
export function shaped<T>(shape: Shape<T>): v.GenericSchema<unknown, T> {
  return v.object(shape as v.ObjectEntries) as unknown as v.GenericSchema<unknown, T>;
}

export const words = v.pipe(v.string(), v.maxLength(1_000_000));
/** A number or NaN, as columns and times have it. */
export const anyNumber = v.custom<number>((value) => typeof value === 'number');
/** NaN: it has no time. */
export const timeOrNaN = v.union([timeMs, v.nan()]);
export const maybeTime = v.nullable(timeMs);
export const count = whole(Number.MAX_SAFE_INTEGER);
export const index = whole(2 ** 32 - 1);
export const finite = number(-Number.MAX_VALUE, Number.MAX_VALUE);
export const maybeWords = v.nullable(words);
export const listOf = <T>(item: v.GenericSchema<unknown, T>, most = 10_000_000) =>
  v.pipe(v.array(item), v.maxLength(most));
export const wordList = listOf(words);
export const u8 = v.instance(Uint8Array);
export const u32 = v.instance(Uint32Array);
export const f32 = v.instance(Float32Array);
export const f64 = v.instance(Float64Array);
