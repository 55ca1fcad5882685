/**
 * Every file that an analysis can be saved as: what it is for, and what each of its columns or keys means. The writers take their columns
 * from here, and the Exports view and docs/EXPORTS.md show these rows: engine/exports.test.ts compares them with what is written.
 */
import type { ExportColumn } from './export-column';
import {
  GITHUB_KEYS,
  INCIDENTS_KEYS,
  JIRA_KEYS,
  PAGERDUTY_KEYS,
  TICKET_KEYS,
  TICKET_SECTIONS,
} from './export-incidents';
import {
  LAKE_NOTE,
  LAKE_SECTIONS,
  lakeScripts,
  TEMPLATE_LINE_COLUMNS,
  TEMPLATE_WINDOW_COLUMNS,
} from './export-lake';
import { HARBINGER_PARTS, PIN_COLUMNS, REDACTED_FILES, REPORT_SECTIONS } from './export-share';
import { BENCHMARK_KEYS, MINER_STATE_KEYS, RUN_SUMMARY_KEYS } from './export-summary';
import {
  FEATURE_WINDOW_COLUMNS,
  LOG_COLUMNS,
  PARTITION_COLUMNS,
  PARTITION_NOTE,
  SESSION_COLUMNS,
  TEMPLATE_COLUMNS,
  WINDOW_COLUMNS,
} from './export-tables';

export const EXPORT_GROUPS = ['Ticket', 'Share', 'Results', 'Data', 'Lake'] as const;
export type ExportGroup = (typeof EXPORT_GROUPS)[number];

/** What the parts of a file are called, by its type. */
const PARTS = {
  'text/csv': 'columns',
  'application/vnd.apache.parquet': 'columns',
  'application/json': 'keys',
  'text/markdown': 'sections',
  'application/sql': 'tables',
  'text/html': 'sections',
  'application/x-harbinger': 'parts',
  'application/gzip': 'files',
  'application/zip': 'columns',
} as const;
export type MediaType = keyof typeof PARTS;

export interface ExportRow {
  readonly name: string;
  readonly group: ExportGroup;
  readonly media: MediaType;
  /** What it is for, one or two sentences. */
  readonly what: string;
  /** Of a ticket: the same for another incident, which lies under tickets/. */
  readonly ofOther?: string;
  /** In their order for a table. */
  readonly columns: readonly ExportColumn[];
  /** How it is made, where a program that reads it wants to know. */
  readonly note?: string;
}

/** The gravest incident's ticket has fixed names; those of the others lie under tickets/, in the same forms. */
export const EXPORTS = [
  {
    name: 'incident_ticket.md',
    group: 'Ticket',
    media: 'text/markdown',
    what: 'The ticket of the gravest incident, as Markdown.',
    ofOther: 'The ticket of INC-N, as Markdown.',
    columns: TICKET_SECTIONS,
    note: 'CommonMark without HTML; every piece of log text is fenced, in a code span or escaped.',
  },
  {
    name: 'incident_ticket.json',
    group: 'Ticket',
    media: 'application/json',
    what: 'The same ticket with its parts apart, for a script.',
    ofOther: 'The ticket of INC-N, as JSON.',
    columns: TICKET_KEYS,
  },
  {
    name: 'incident_ticket.jira.json',
    group: 'Ticket',
    media: 'application/json',
    what: 'Body of a Jira issue (Atlassian Document Format); add project and type.',
    ofOther: 'The ticket of INC-N, for Jira.',
    columns: JIRA_KEYS,
  },
  {
    name: 'incident_ticket.github.json',
    group: 'Ticket',
    media: 'application/json',
    what: 'Title and body of a GitHub issue.',
    ofOther: 'The ticket of INC-N, for GitHub.',
    columns: GITHUB_KEYS,
  },
  {
    name: 'pagerduty_alert.json',
    group: 'Ticket',
    media: 'application/json',
    what: 'Body for the PagerDuty Events API v2; your routing key is not in it.',
    columns: PAGERDUTY_KEYS,
  },
  {
    name: 'report.html',
    group: 'Share',
    media: 'text/html',
    what: 'The whole analysis as one page that opens from disk with no network and runs no script; printable.',
    columns: REPORT_SECTIONS,
    note: 'Every piece of log text is text; a policy within it lets it load nothing.',
  },
  {
    name: 'analysis.harbinger',
    group: 'Share',
    media: 'application/x-harbinger',
    what: 'The whole analysis with its pins, for Harbinger in another browser: drop it there. The log itself is not in it.',
    columns: HARBINGER_PARTS,
    note: 'A binary file; docs/decisions/0034-what-is-shared.md says how it is made.',
  },
  {
    name: 'redacted_logs.tar.gz',
    group: 'Share',
    media: 'application/gzip',
    what: 'The logs with stable pseudonyms for secrets, e-mail addresses and network addresses; analysed again, they give the same templates, windows and verdict.',
    columns: REDACTED_FILES,
    note: 'Only while the files are at hand, and not of a log that a database counted. What is replaced is what the rules know (docs/decisions/0034-what-is-shared.md): names of people, hosts and files stay. Look at it before you hand it on.',
  },
  {
    name: 'pins.csv',
    group: 'Share',
    media: 'text/csv',
    what: 'The lines that you pinned, with your notes.',
    columns: PIN_COLUMNS,
    note: 'Where nothing is pinned, its header alone; the page does not offer it then.',
  },
  {
    name: 'incidents.json',
    group: 'Results',
    media: 'application/json',
    what: 'All incidents: evidence, runbooks, changes, hypotheses.',
    columns: INCIDENTS_KEYS,
  },
  {
    name: 'run_summary.json',
    group: 'Results',
    media: 'application/json',
    what: 'Settings and their hash, files and fingerprints, detectors, times, bytes sent.',
    columns: RUN_SUMMARY_KEYS,
  },
  {
    name: 'windows.csv',
    group: 'Results',
    media: 'text/csv',
    what: 'Every window: three scores, three votes, confirmed or to be watched.',
    columns: WINDOW_COLUMNS,
  },
  {
    name: 'sessions.csv',
    group: 'Results',
    media: 'text/csv',
    what: 'Every session by identifier: its score, whether it is odd, and the score and vote of each detector.',
    columns: SESSION_COLUMNS,
    note: 'Only where lines carry an identifier.',
  },
  {
    name: 'templates.csv',
    group: 'Results',
    media: 'text/csv',
    what: 'Every template: count, first and last seen, level.',
    columns: TEMPLATE_COLUMNS,
  },
  {
    name: 'miner_state.json',
    group: 'Results',
    media: 'application/json',
    what: 'The templates with their masks and edits. Dropped together with another log, it gives that log the same template ids.',
    columns: MINER_STATE_KEYS,
  },
  {
    name: 'benchmark.json',
    group: 'Results',
    media: 'application/json',
    what: 'Lead and detection times beside a plain error-rate threshold.',
    columns: BENCHMARK_KEYS,
  },
  {
    name: 'feature_windows.parquet',
    group: 'Data',
    media: 'application/vnd.apache.parquet',
    what: 'Every feature of every window, with scores and votes.',
    columns: FEATURE_WINDOW_COLUMNS,
    note: 'Only where the log has times; zstd. Records of templates that were marked as normal are left out of the features.',
  },
  {
    name: 'template_windows.parquet',
    group: 'Data',
    media: 'application/vnd.apache.parquet',
    what: 'Records of every window by template, level and status, with the first of them. Dropped together with feature_windows.parquet, and template_lines.parquet where lines may be kept, it is judged again without the log.',
    columns: TEMPLATE_WINDOW_COLUMNS,
    note: 'As a database gives it by lake/. Only where the log has times; zstd.',
  },
  {
    name: 'template_lines.parquet',
    group: 'Data',
    media: 'application/vnd.apache.parquet',
    what: 'The records that template_windows.parquet points at, line by line: what tickets quote.',
    columns: TEMPLATE_LINE_COLUMNS,
    note: 'Only where the log has times, and while the files are at hand; zstd.',
  },
  {
    name: 'structured_logs.parquet',
    group: 'Data',
    media: 'application/vnd.apache.parquet',
    what: 'Every record with time, level, status, source, template and message; zstd.',
    columns: LOG_COLUMNS,
    note: 'Only while the files are at hand, and not of a log that a database counted. level, status, effective_level, source, template_id and template are dictionaries; a row group holds at most 65,536 rows.',
  },
  {
    name: 'structured_logs.csv',
    group: 'Data',
    media: 'text/csv',
    what: 'The same as CSV; large. Cells that a spreadsheet would run are guarded.',
    columns: LOG_COLUMNS,
    note: 'Only while the files are at hand, and not of a log that a database counted.',
  },
  {
    name: 'partitioned_logs.zip',
    group: 'Data',
    media: 'application/zip',
    what: 'The rows of structured_logs.parquet as date=2026-03-12/component=NAME/part-0.parquet, for DuckDB, Spark, Trino, Athena and ClickHouse, which then read only the days, components and times that are asked for.',
    columns: PARTITION_COLUMNS,
    note: PARTITION_NOTE,
  },
  {
    name: 'lake/README.md',
    group: 'Lake',
    media: 'text/markdown',
    what: 'How the same counting is run by a database over a lake of logs, and how far it reads as this page does.',
    columns: LAKE_SECTIONS,
    note: LAKE_NOTE,
  },
  ...lakeScripts(),
] as const satisfies readonly ExportRow[];
export type ExportName = (typeof EXPORTS)[number]['name'];

/** What a ticket's names begin with: for the gravest incident, and for another one. */
const TICKET_STEM = 'incident_ticket.';
const OTHER_TICKET = /^tickets\/([^./]+)\.(.+)$/;

/**
 * The row of a file, and for 'tickets/INC-2.json' that of its form.
 * @throws RangeError for a name that no row documents.
 */
export function exportRow(name: string): ExportRow {
  const [, incident, form] = OTHER_TICKET.exec(name) ?? [];
  const known = incident === undefined ? name : TICKET_STEM + form;
  const row: ExportRow | undefined = EXPORTS.find((each) => each.name === known);
  if (row === undefined) throw new RangeError(`an export without a row in contracts/exports.ts: ${name}`);
  return incident === undefined
    ? row
    : { ...row, name, what: row.ofOther?.replace('INC-N', incident) ?? row.what };
}

/** 'columns', 'keys' or 'sections': what its parts are called. */
export function partsOf({ media }: ExportRow): (typeof PARTS)[MediaType] {
  return PARTS[media];
}
