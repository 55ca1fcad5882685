// The same files under other settings. In: the tables of an analysis, settings. Out: its tables under these.
import type { AnalysisHooks } from '../../workers/api';
import type { Settings } from '../contracts/settings';
import type { OnProgress } from '../contracts/units';
import type { EngineParts } from './parts';
import type { Tables } from './run';

export async function analyzeAgain(
  _tables: Tables,
  _settings: Settings,
  _parts: EngineParts,
  _report: OnProgress,
  _hooks?: AnalysisHooks,
): Promise<Tables> {
  throw new Error('to be built');
}
