// Columns of the exported tables, in their order: CSV and Parquet. The writers in src/archive take their names from here.
import { column, type ExportColumn } from './export-column';
import { DETECTORS } from './scores';
import { SESSION_DETECTORS } from './session-detectors';

/** structured_logs.parquet and structured_logs.csv: one row a record. */
export const LOG_COLUMNS = [
  column('line', 'line', 'First line of the record in its file; of a CSV its data row.'),
  column(
    'timestamp',
    'time',
    'When the record was written, in the zone it was read in; empty: it states no time.',
  ),
  column(
    'level',
    'text',
    'trace, debug, info, notice, warn, error or fatal, as the record states, else by the status of its response; empty: neither.',
  ),
  column('status', 'text', '1xx to 5xx: of the response that the record tells of; empty: of none.'),
  column(
    'effective_level',
    'text',
    'What the record counts as: its level, an error where its status is 5xx; where it has none, by the words of its template; empty: they say nothing.',
  ),
  column(
    'source',
    'text',
    'Where one file was analysed, the component that the line names, else the file; where several were, always the file: source and line find a line again.',
  ),
  column('template_id', 'text', 'Its template: T1 is the first of templates.csv.'),
  column('template', 'text', 'Text of the template; <*> and names like <IP> stand for what varies.'),
  column(
    'message',
    'text',
    'The record without what its format puts before it, with the lines that follow; cut at 16 KB.',
  ),
] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number]['name'];

/** partitioned_logs.zip: the two that stand in the names of the folders, and those of the files. */
export const PARTITION_COLUMNS = [
  column('date', 'text', 'Of the folder: the day in UTC, as 2026-03-12; null: the records state no time.'),
  column(
    'component',
    'text',
    'Of the folder: the component that the line names; null: it names none; __other__: one that has no folder of its own.',
  ),
  ...LOG_COLUMNS,
] as const;

export const PARTITION_NOTE =
  "Only while the files are at hand, and not of a log that a database counted. The zip is stored, not compressed again: unpack it, or have the page write the folder itself (Chromium, Edge); dropped again, the folder is one analysis. DuckDB: read_parquet('logs/**/*.parquet', hive_partitioning = true). Each file is in the order of time, a row group holds at most 65,536 rows and has the least and greatest value of each column; a folder has several parts where much of it came. Names are percent-encoded as Hive does; null is __HIVE_DEFAULT_PARTITION__. In component=__other__ lie components with fewer than one record in a thousand, the rarest of those that would make more than 1,000 folders, all but one of those whose names differ in case or Unicode form alone, and those whose names are no names of folders: too long, with characters that show nothing, or one of these two words, or null.";

export type VoteColumn<Name extends string> = `${Name}_score` | `${Name}_vote`;

/** Score and vote of each detector. */
function voteColumns<Name extends string>(
  detectors: readonly Name[],
  scores: Readonly<Record<Name, string>>,
): readonly ExportColumn<VoteColumn<Name>>[] {
  return detectors.flatMap((name) => [
    column(`${name}_score` as const, 'score', `${scores[name]}; empty: it abstained, or has no score here.`),
    column(`${name}_vote` as const, '0 or 1', `Vote of ${name}; empty where it has no score.`),
  ]);
}

const WINDOW_VOTES = voteColumns(DETECTORS, {
  baseline: 'Rolling baseline: the largest of its surprises, each as a multiple of its threshold',
  iforest: 'Isolation Forest: how few cuts set the window apart from the others, 0 to 1',
  lstm: 'LSTM autoencoder: its largest error, as a multiple of what is usual in that place',
});

/** windows.csv: one row a window, in order of time. */
export const WINDOW_COLUMNS = [
  column('start', 'time', 'Start of the window.'),
  column('end', 'time', 'End of the window; it belongs to the next one.'),
  column('in_baseline', '0 or 1', 'Whether the detectors learnt from it.'),
  ...WINDOW_VOTES,
  column('confirmed', '0 or 1', 'Whether at least two detectors voted for it.'),
  column('watch', '0 or 1', 'Whether exactly one detector voted for it.'),
] as const;
export type WindowColumn = (typeof WINDOW_COLUMNS)[number]['name'];

/** sessions.csv: one row an identifier, in order of first mention. */
export const SESSION_COLUMNS = [
  column('key', 'text', 'The identifier that its lines carry: a block, a request, an instance.'),
  column('start', 'time', 'Its first record with a time; empty: none has one.'),
  column('end', 'time', 'Its last record with a time; empty: none has one.'),
  column('num_events', 'count', 'Records that carry the identifier.'),
  column('score', 'bits', 'The rarest thing that the session does or fails to do; empty: not judged.'),
  column(
    'anomalous',
    '0 or 1',
    'Whether two of three detectors voted for it; both, where only two could judge it.',
  ),
  ...voteColumns(SESSION_DETECTORS, {
    habits: 'Habits: bits of the rarest thing that the session does or fails to do',
    iforest: 'Isolation Forest: how few cuts set the session apart from the others, 0 to 1',
    lstm: 'LSTM by next event: bits of the event, or of the end, that was least expected',
  }),
] as const;
export type SessionColumn = (typeof SESSION_COLUMNS)[number]['name'];

/** templates.csv: one row a template, in order of first occurrence. */
export const TEMPLATE_COLUMNS = [
  column('template_id', 'text', 'T1, T2, ...'),
  column('count', 'count', 'Records of the template.'),
  column('first_seen', 'time', 'Its first record with a time; empty: none has one.'),
  column('last_seen', 'time', 'Its last record with a time; empty: none has one.'),
  column(
    'level',
    'text',
    'The gravest level that at least 1 % of its records state, or have by the status of a response; empty: they have none.',
  ),
  column('template', 'text', 'Its text; <*> and names like <IP> stand for what varies.'),
] as const;
export type TemplateColumn = (typeof TEMPLATE_COLUMNS)[number]['name'];

/** What a window is described by; core/features/columns.ts works them out. A pair is one template directly after another in a file. */
export const FEATURE_COLUMNS = [
  column('volume', 'count', 'Records of the window.'),
  column(
    'error_count',
    'count',
    'Records at error or fatal, or of a response of 5xx, or worded like it where they state no level.',
  ),
  column('error_rate', 'share', 'error_count as a share of volume; 0 in an empty window.'),
  column('warn_count', 'count', 'Records at warn, or worded like it where they state no level.'),
  column('warn_rate', 'share', 'warn_count as a share of volume; 0 in an empty window.'),
  column('distinct_templates', 'count', 'Templates that the window holds.'),
  column('new_templates', 'count', 'Of these, those that no earlier window holds.'),
  column(
    'vanished_templates',
    'count',
    'Templates of the three windows before and more that this one lacks.',
  ),
  column(
    'entropy_bits',
    'bits',
    'How evenly the records spread over the templates: 0 for one template only.',
  ),
  column('new_pairs', 'count', 'Pairs that no earlier window holds.'),
  column('new_pair_rate', 'share', 'new_pairs as a share of volume; 0 in an empty window.'),
  column(
    'delta_mean_ms',
    'ms',
    'Mean time from one record of a file to its next; the size of the window where there is none.',
  ),
  column('delta_sd_ms', 'ms', 'Standard deviation of these times.'),
  column('gap_max_ms', 'ms', 'Longest of these times; the size of the window where there is none.'),
  column(
    'burstiness',
    'number',
    '(sd - mean) / (sd + mean) of these times: -1 a clock, 0 random arrivals, 1 bursts.',
  ),
  column('responses', 'count', 'Records that tell of a response with a status.'),
  column('server_error_rate', 'share', 'Those of 5xx as a share of responses; 0 where there is none.'),
  column('client_error_rate', 'share', 'Those of 4xx as a share of responses; 0 where there is none.'),
] as const;
export type FeatureColumn = (typeof FEATURE_COLUMNS)[number]['name'];

/** feature_windows.parquet: one row a window, as in windows.csv. */
export const FEATURE_WINDOW_COLUMNS = [
  column('start', 'time', 'Start of the window.'),
  column('end', 'time', 'End of the window; it belongs to the next one.'),
  ...FEATURE_COLUMNS,
  ...WINDOW_VOTES,
] as const;
