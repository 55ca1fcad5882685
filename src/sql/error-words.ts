// What DuckDB says that does not hold here. In: its message. Out: the same, but for advice to install an extension, which this page never does.

/** What to do without it. */
const INSTEAD: Readonly<Record<string, string>> = {
  icu: 'Times here are UTC and carry no zone: leave out current_date, AT TIME ZONE and TIMESTAMPTZ, and count from max(timestamp).',
  json: 'Take a value out of a text with regexp_extract; lists and records of incidents are read with UNNEST and a dot.',
};

export function errorWords(message: string): string {
  const [, quoted, named] = /extension '(\w+)'|\bin the (\w+) extension/.exec(message) ?? [];
  const extension = quoted ?? named;
  if (extension === undefined) return message;
  const [first] = message.split('\n');
  const what = first.includes('Autoloading') ? '' : `${first}\n\n`;
  const instead = INSTEAD[extension] ?? 'Nothing is loaded from outside, so it has to do without.';
  return `${what}This needs the extension ${extension} of DuckDB, which is not in this page. ${instead}`;
}
