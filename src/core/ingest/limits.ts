/** Bounds on what one record and one line may cost. */

/** Most continuation lines, and bytes, of one record; beyond, a new record starts. */
export const MAX_RECORD_LINES = 10_000;
export const MAX_RECORD_BYTES = 1 << 20;
/** Of a longer line only so much is read for header and shape. */
export const MAX_LINE_READ = 65_536;
export const MAX_UNPARSED_LISTED = 20;
