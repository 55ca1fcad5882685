/** Gives fields whose levels are numbers the scale of these. In: fields and columns of a sample. Out: the fields. */
import { learnRiskScale, learnScale, numbersOf } from '../level-scale';
import type { Column } from './column';
import type { WantedField } from './json-walk';

/** Fields whose numbers are no levels but codes. */
const CODES = /error[_.-]?code$|status|response_?code/i;

export function withScales(fields: readonly WantedField[], columns: readonly Column[]): WantedField[] {
  const names = columns.map(({ name }) => name);
  return fields.map((field) => {
    if (field.role !== 'level' || CODES.test(field.path)) return field;
    const values = columns.find(({ name }) => name === field.path)?.values ?? [];
    const scale = learnRiskScale(values, field.path) ?? learnScale(numbersOf(values), field.path, names);
    return scale ? { ...field, scale } : field;
  });
}
