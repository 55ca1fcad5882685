/**
 * Lines of a stack trace that have a head of their own, as OpenStack writes them: the rule of ingest/trace-lines.ts as expressions over the
 * message. They go on with the record before, where that is of the same component and moment.
 */
/** What heads a trace, or names its cause. */
export const TRACE_HEAD = '^(?:Traceback \\(most recent call last\\)|Caused by: |[.]{3} [0-9])';
/** A frame, where the message is indented. */
export const TRACE_FRAME = '^(?:File "[^"]{0,400}", line |at [^\\n]*\\)$)';
const NAME = '[A-Za-z0-9][A-Za-z0-9_]*';
const CAPITAL = '[A-Za-z0-9_]*[A-Z]';
/** Within a trace: an exception, and what it says of a command. */
export const TRACE_END = `^(?:$|(?:(?:${NAME}[.])+${CAPITAL}|${CAPITAL}${CAPITAL})[A-Za-z0-9_]*(?::|$)|During handling of the above exception|The above exception was the direct cause|Command: |Exit code: |Stdout: |Stderr: |~|\\^)`;
