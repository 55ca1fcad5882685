// Documents that are written from the code: `npm run docs` puts them into docs/, bench/write-docs.test.ts compares.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ExportColumn, UNITS } from '../src/contracts/export-column';
import { EXPORT_GROUPS, EXPORTS, type ExportRow, partsOf } from '../src/contracts/exports';
import { ROOT } from './build';

/** Text of each written document by its path. */
export const WRITTEN_DOCS: Readonly<Record<string, () => string>> = { 'docs/EXPORTS.md': exportsDocument };

const IN_ORDER: readonly ExportRow[] = EXPORT_GROUPS.flatMap((group) =>
  EXPORTS.filter((row) => row.group === group),
);

const INTRO = `# Exports

What the page offers under Exports, and what \`npm run analyze -- FILE... --out DIR\` saves (\`structured_logs.csv\` with \`--csv\`, the folder \`partitioned_logs\` with \`--partitioned\`, \`redacted_logs.tar.gz\` with \`--redacted\`).
Written from \`src/contracts/exports.ts\` by \`npm run docs\`; the Exports view shows the same.

Programs read these files: a name or a column does not change, more may come behind. CSV is RFC 4180 in UTF-8 with a header and CRLF;
a cell of text that a spreadsheet would run as a formula begins with a single quote. A number that does not exist is an empty cell or
null, never 0 or -1. An analysis that has nothing for a file (no identifiers, no times, no incident) does not offer it.

The ticket of the gravest incident has fixed names. Those of the others lie under \`tickets/\`, in the same forms: \`tickets/INC-2.md\`,
\`tickets/INC-2.json\` and so on. In the paths of keys, \`files[].name\` is the key \`name\` of each entry of the list \`files\`, and \`*\` stands for
keys that are data.

Files that share neither time nor hosts nor kind are analysed apart. \`npm run analyze\` then saves the exports of each analysis into a folder of
its own, \`1-NAME/\` of the gravest, and over them \`analyses.json\`: its list \`analyses\` has, of each, \`folder\` (null: it failed), \`name\`,
\`verdict\` (or what failed), \`why\` (why its files stand together and apart from the others), \`files\` (names), \`records\`, \`first\` and \`last\`
(times of its first and last record; null: it states none) and \`incidents\` (how many). With \`--together\`, or where all belongs together, the
files lie in DIR itself.`;

function exportsDocument(): string {
  const units = Object.entries(UNITS).filter(([, meaning]) => meaning !== '');
  return `${[
    INTRO,
    table(
      ['file', 'what for'],
      IN_ORDER.map(({ name, what }) => [`[${name}](#${anchorOf(name)})`, escaped(what)]),
    ),
    table(
      ['unit', 'meaning'],
      units.map(([unit, meaning]) => [unit, escaped(meaning)]),
    ),
    ...IN_ORDER.map(sectionOf),
  ].join('\n\n')}\n`;
}

function sectionOf(row: ExportRow): string {
  const singular = partsOf(row).slice(0, -1);
  const columns = row.columns.map(({ name, unit, what }: ExportColumn) => [
    `\`${name}\``,
    unit,
    escaped(what),
  ]);
  return [
    `## ${row.name}`,
    escaped(row.note === undefined ? row.what : `${row.what} ${row.note}`),
    table([singular, 'unit', 'meaning'], columns),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Prose in which no character is markup. */
function escaped(text: string): string {
  return text.replace(/[\\<>*|[\]`]/g, '\\$&');
}

/** As the renderers make it of a heading. */
function anchorOf(name: string): string {
  return name.toLowerCase().replace(/[^\w-]/g, '');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [path, text] of Object.entries(WRITTEN_DOCS)) writeFileSync(join(ROOT, path), text());
