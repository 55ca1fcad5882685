/**
 * Numbers that a record states: in the wildcards of its template, and in the fields beside its message ('"latency_ms":41', 'duration=41ms').
 * In: a template's text, records. Out: values with their units, by place.
 */
import { createExtractor } from '../../drain/parameters';
import { quantityOf, unitAtStart } from '../../drain/value-type';

/** Text of one record. */
export interface RecordText {
  /** First line of its message, as templates are mined from it. */
  readonly message: string;
  /** The record as it stands in the file; may be cut. */
  readonly text: string;
}

/** Wildcard of the template, from 0, or the name of a field. */
export type Place = number | string;

export interface Stated {
  readonly place: Place;
  readonly value: number;
  /** As written; '' for none. */
  readonly unit: string;
}

export interface ValueReader {
  /** Name that the lines give to what stands at a place; '': none. */
  nameOf(place: Place): string;
  /** Null: a wildcard stands for something else than a number, or for nothing, in this record. */
  read(record: RecordText): readonly Stated[];
}

const KEY_BEFORE = /([\p{L}_][\w.-]*)["']?\s?[:=]\s?["']?$/u;
const AROUND = /^["'([{<=]+|["')\]}>,;:]+$/g;
const FIELD =
  /"?([A-Za-z_][\w.@-]*)"?\s?[:=]\s?"?(-?\d+(?:\.\d+)?)(ns|us|µs|ms|s|kb|mb|gb|%)?"?(?=[\s,}\]&;]|$)/gi;
/** Digits beyond which a number names something. */
const MAX_DIGITS = 15;

/** @param withFields whether fields beside the message are read */
export function createValueReader(templateText: string, withFields: boolean): ValueReader {
  const { literals, extract } = createExtractor(templateText);
  const units = literals.slice(1).map(unitAtStart);
  const inWildcards = (message: string): Stated[] => {
    const values = literals.length < 2 ? null : extract(message);
    return (values ?? []).flatMap((text, place) => {
      const unitAfter =
        literals[place + 1] === ' ' ? unitAtStart(` ${values?.[place + 1] ?? ''}`) : units[place];
      const found = quantityOf(text.replace(AROUND, ''), unitAfter);
      return found === null ? [] : [{ place, ...found }];
    });
  };
  return {
    nameOf: (place) => (typeof place === 'string' ? place : (KEY_BEFORE.exec(literals[place])?.[1] ?? '')),
    read: (record) =>
      withFields ? [...inWildcards(record.message), ...inFields(record)] : inWildcards(record.message),
  };
}

/** The first of each name; what stands in the message is told by its wildcards. */
function inFields({ message, text }: RecordText): Stated[] {
  const begin = message === '' ? -1 : text.indexOf(message);
  const end = begin + message.length;
  const found = new Map<string, Stated>();
  for (const match of text.matchAll(FIELD)) {
    const [, place, digits, unit = ''] = match;
    if (found.has(place) || digits.length > MAX_DIGITS) continue;
    if (begin >= 0 && match.index + match[0].length > begin && match.index < end) continue;
    found.set(place, { place, value: Number(digits), unit });
  }
  return [...found.values()];
}
