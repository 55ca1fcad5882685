// The files of lake/ by name: the model of an analysis, as SQL for each database and as a page that says what was checked. Out: their texts.
import { version } from '../../package.json';
import type { LakeFile } from '../archive/exports';
import type { LakeDialect } from '../contracts/export-lake';
import type { Dialect } from '../core/lake/dialect';
import { clickhouse } from '../core/lake/dialects/clickhouse';
import { duckdb } from '../core/lake/dialects/duckdb';
import { spark } from '../core/lake/dialects/spark';
import { trino } from '../core/lake/dialects/trino';
import type { LakeModel } from '../core/lake/model';
import { lakeReadme } from '../core/lake/readme';
import { lakeScript } from '../core/lake/script';
import { type LakeTables, lakeModelOf } from './lake-model';

const DIALECTS: Readonly<Record<LakeDialect, Dialect>> = { duckdb, clickhouse, spark, trino };

/** Five files of one analysis are asked for one after the other: it is worked out once. */
const models = new WeakMap<LakeTables['table'], Promise<LakeModel>>();

export async function lakeFileOf(tables: LakeTables, name: LakeFile): Promise<string> {
  const known = models.get(tables.table) ?? lakeModelOf(tables);
  models.set(tables.table, known);
  const model = await known;
  const dialect = Object.values(DIALECTS).find(({ id }) => name === `lake/${id}.sql`);
  return dialect ? lakeScript(model, dialect, version) : lakeReadme(model, Object.values(DIALECTS));
}
