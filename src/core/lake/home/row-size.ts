/** How finely template_windows and template_lines tell of a log, in the SQL and in the page alike. */

/** Errors of a window have a row for each stretch of this length: when an outage began is told from them. */
export const ERROR_SLOT_MS = 10_000;
/** Lines of a record that are given: a stack trace says most at its ends, and few are longer. */
export const MOST_LINES = 80;
