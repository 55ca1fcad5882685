// How a file was read, on some of its lines. In: the tables of an analysis. Out: lines with their parts.
import type { FileSample } from '../contracts/file-sample';
import type { Tables } from './run';

export async function sampleFile(_tables: Tables, _fileIdx: number): Promise<FileSample> {
  throw new Error('to be built');
}
