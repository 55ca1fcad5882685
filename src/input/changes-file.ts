/** Tells a file of changes (deployments, configuration, migrations) from a log. In: its first text and name. */
const MAX_BYTES = 4 * 2 ** 20;
const NAME = /(change|deploy|release|rollout)/i;
const WHAT = /^(what|change|change_type|changes|deployment|deploy|release|rollout|version)$/i;
const TIME =
  /^(time|timestamp|date|datetime|when|at|start|started_at|start_time|created_at|deployed_at|closed_at)$/i;
/** Columns that a log has and a list of changes has not. */
const LOG = /^(level|severity|loglevel|log_level|logger|pid|thread|eventid)$/i;

/**
 * Whether CSV or JSON text is a list of changes: it has a time and a column that says what changed, or its name says so
 * and nothing speaks of a log. `bytes`: the file's size (lists of changes are small).
 */
export function isChangesFile(sample: string, name: string, bytes = sample.length): boolean {
  if (bytes > MAX_BYTES) return false;
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (!/\.(csv|tsv|json|jsonl|txt)$/i.test(base)) return false;
  const columns = columnsOf(sample);
  if (!columns || columns.some((column) => LOG.test(column)) || !columns.some((column) => TIME.test(column)))
    return false;
  return columns.some((column) => WHAT.test(column)) || NAME.test(base);
}

export function isNamedAsChanges(path: string): boolean {
  return NAME.test(path.slice(path.lastIndexOf('/') + 1));
}

/** Names of the first row or object; null: neither CSV nor JSON. */
function columnsOf(sample: string): string[] | null {
  const text = sample.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('[') || text.startsWith('{')) {
    const object = /\{([^{}[\]]*)\}/.exec(text)?.[1];
    if (object === undefined) return null;
    return [...object.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map((match) => match[1]);
  }
  const header = text.split(/\r?\n/, 1)[0];
  const cells = header.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  return cells.length >= 2 ? cells : null;
}
