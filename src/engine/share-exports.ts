// What is handed on whole: the report, and the analysis as one file. In: tables, what the page wishes. Out: one Blob a name (docs/EXPORTS.md).
import { version } from '../../package.json';
import type { ShareName } from '../archive/exports';
import type { ExportWishes } from '../contracts/exported-file';
import { exportRow } from '../contracts/exports';
import { pinKeyOf } from '../contracts/pins';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { Snapshot } from '../contracts/stored-analysis';
import type { OnProgress } from '../contracts/units';
import { withoutLines } from '../core/investigate/evidence';
import { reportHtml } from '../core/report/report';
import type { ShareAccess } from './engine-parts';
import { pinnedLines } from './pinned-lines';
import { canRedact, redactedLogs } from './redacted-logs';
import { snapshotOf } from './stored';
import type { Tables } from './tables';

const REPORT: ShareName = 'report.html';
const SHARED: ShareName = 'analysis.harbinger';
const REDACTED: ShareName = 'redacted_logs.tar.gz';

export function shareExportNames(tables: Tables, share: ShareAccess | undefined): readonly ShareName[] {
  return [REPORT, ...(share === undefined ? [] : [SHARED]), ...(canRedact(tables) ? [REDACTED] : [])];
}

/** Null: not one of shareExportNames. */
export async function buildShareExport(
  name: string,
  tables: Tables,
  { pins = [], withLines = true, nowMs }: ExportWishes,
  share: ShareAccess | undefined,
  onProgress: OnProgress,
): Promise<Blob | null> {
  const type = (): string => exportRow(name).media;
  if (name === REPORT) {
    const lines = await pinnedLines(tables, pins, withLines);
    const report = reportHtml({ result: tables.result, version, pins: lines, withLines });
    return new Blob([report], { type: type() });
  }
  const onBytes = (done: number, total: number): void =>
    onProgress({ stage: 'archive', detail: name, done, total, unit: 'bytes' });
  if (name === REDACTED && canRedact(tables)) {
    const copy = await redactedLogs(tables, onBytes);
    return new Blob([copy], { type: type() });
  }
  if (name !== SHARED || share === undefined) return null;
  const snapshot = forOthers(snapshotOf(tables), withLines);
  const files = new Set(tables.table.files.map(pinKeyOf));
  const own = pins.filter(({ file }) => files.has(file));
  const about = { product: version, savedMs: nowMs ?? null, withLines };
  const made = await share.write({ snapshot, pins: own, ...about }, onBytes);
  return new Blob([made], { type: type() });
}

/** Who writes summaries, and where, is the person's own affair. */
function forOthers(snapshot: Snapshot, withLines: boolean): Snapshot {
  const { result } = snapshot;
  const { writer } = DEFAULT_SETTINGS;
  const incidents = withLines ? result.incidents : result.incidents.map(withoutLines);
  return { ...snapshot, result: { ...result, incidents, settings: { ...result.settings, writer } } };
}
