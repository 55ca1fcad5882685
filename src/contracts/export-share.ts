// What is handed to somebody else: the report, the file of an analysis, the pins.
import { column } from './export-column';

/** report.html: its headings, in their order; each is always there. */
export const REPORT_SECTIONS = [
  column(
    'Verdict',
    'text',
    'The verdict in one sentence, the incidents, what was looked at, and what was not.',
  ),
  column(
    'Timeline',
    'text',
    'Records of the windows by level, warnings and worse on a scale of their own, incidents, outages, confirmed windows; as a drawing and as a table.',
  ),
  column(
    'Incidents',
    'text',
    'The ticket of each incident, the gravest first: impact, times, cause, evidence with file and line, what is not known.',
  ),
  column('Pins and notes', 'text', 'The lines that were pinned, with their notes.'),
  column('Templates', 'text', 'The fifty templates with the most records.'),
  column(
    'Files',
    'text',
    'Each file: size, records, fingerprint, how it was read, what was assumed, bytes of no record.',
  ),
  column('Problems', 'text', 'What was met while reading and analysing, with file and place.'),
  column('Settings', 'text', 'The settings that are not as by default, and their hash.'),
  column('Analysis', 'text', 'Id and version, detectors, sessions.'),
] as const;

/** pins.csv: one row a pinned line, by file and line. */
export const PIN_COLUMNS = [
  column('file', 'text', 'File of the line, as it is called in the analysis.'),
  column('line', 'line', 'First line of its record in the file; of a CSV its data row.'),
  column('timestamp', 'time', 'When the record was written; empty: it states no time.'),
  column('note', 'text', 'What the person wrote beside it; empty: nothing.'),
  column(
    'message',
    'text',
    'The record without what its format puts before it; where it could not be read, a note in square brackets; empty where it was saved without lines.',
  ),
] as const;
export type PinColumn = (typeof PIN_COLUMNS)[number]['name'];

/** redacted_logs.tar.gz: one entry a log. */
export const REDACTED_FILES = [
  column(
    '*',
    'text',
    'A log under its name, line for line, with pseudonyms of the same shape in the place of what was replaced.',
  ),
] as const;

/** analysis.harbinger: its parts, in their order. */
export const HARBINGER_PARTS = [
  column(
    'head',
    'object',
    'Version of the form, who made it, how many parts follow, whether lines are in it.',
  ),
  column('body', 'object', 'The result and the tables without their large columns.'),
  column('columns', 'object', 'The large columns as one stream of bytes, in several pieces.'),
  column('pins', 'object', 'Places of the pinned lines with their notes, by the fingerprint of the file.'),
] as const;
