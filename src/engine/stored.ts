// What a stored analysis holds beside its result: columns, templates and features, no text.
import type { FeatureMatrix } from '../contracts/features';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { ScanPlan } from '../core/ingest/types';

export interface StoredTables {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix | null;
  readonly plans: readonly ScanPlan[];
}

export function isStoredTables(value: unknown): value is StoredTables {
  if (typeof value !== 'object' || value === null) return false;
  const { table, templates, plans } = value as Partial<StoredTables>;
  return Array.isArray(table?.shards) && Array.isArray(templates?.templates) && Array.isArray(plans);
}
