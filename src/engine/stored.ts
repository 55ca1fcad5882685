// A stored analysis. In: the tables of one. Out: what is kept of them, columns, templates and features, no text; and the reverse.
import type { FeatureMatrix } from '../contracts/features';
import type { Snapshot } from '../contracts/stored-analysis';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { ScanPlan } from '../core/ingest/types';
import type { TextSource } from '../input/checked-text';
import type { Tables } from './tables';

interface StoredTables {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix | null;
  readonly plans: readonly ScanPlan[];
  /** Absent in analyses stored by older versions. */
  readonly states?: TextSource['states'];
}

/** Tables and result as one structured-clonable value; nothing is copied. */
export function snapshotOf({ result, table, templates, features, text }: Tables): Snapshot {
  const stored: StoredTables = { table, templates, features, plans: text.plans, states: text.states };
  return { version: 3, result, tables: stored };
}

/** Without the files: lines have no text. @throws Error for a snapshot of another form. */
export function tablesOf({ result, tables: stored }: Snapshot): Tables {
  if (!isStoredTables(stored)) throw new Error('The stored analysis is damaged or of another version.');
  const { table, templates, features, plans, states = [] } = stored;
  return { result, table, templates, features, text: { table, plans, blobs: [], states }, source: null };
}

function isStoredTables(value: unknown): value is StoredTables {
  if (typeof value !== 'object' || value === null) return false;
  const { table, templates, plans } = value as Partial<StoredTables>;
  return Array.isArray(table?.shards) && Array.isArray(templates?.templates) && Array.isArray(plans);
}
