// Values of one template's wildcards, read back from its lines. In: the tables of an analysis. Out: values per wildcard.
import type { TemplateParameters } from '../contracts/parameters';
import type { OnProgress } from '../contracts/units';
import type { Tables } from './run';

export async function readParameters(
  _tables: Tables,
  _template: number,
  _onProgress: OnProgress,
): Promise<TemplateParameters> {
  throw new Error('to be built');
}
