/** Names of logs and of what was dropped: how several are called, and which log came out of which file. */

/** Of one its name, of several 'app.log and 2 more'. */
export function nameOfAll(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names[0]} and ${names.length - 1} more`;
}

/** The log is the dropped file, came out of it, or bears a number because another one is called the same. */
export function isLogOf(log: string, path: string): boolean {
  return log === path || log.startsWith(`${path}/`) || log.startsWith(`${path} (`);
}
