/** README.md of lake/: how it is run, what was checked, what it does not read. In: model, dialects. Out: Markdown without a word of the log. */
import type { ExportColumn } from '../../contracts/export-column';
import {
  LAKE_FEATURE_COLUMNS,
  TEMPLATE_LINE_COLUMNS,
  TEMPLATE_WINDOW_COLUMNS,
} from '../../contracts/export-lake';
import { templateId } from '../../contracts/tables';
import { countOf, plural } from '../wording/plural';
import type { Dialect } from './dialect';
import type { LakeModel } from './model';

export function lakeReadme(model: LakeModel, dialects: readonly Dialect[]): string {
  return `${[
    '# The model as SQL',
    `These files count over a lake of logs as the page counted one: each line's time, level and template, and from these the windows. Mining and
judging stay in the page; what comes out is three small files, which are dropped on the page together and judged there. Counted by them, the windows are known as \`${model.print}\`.`,
    '## How to run it',
    howToRun(dialects),
    '## What was checked',
    whatWasChecked(model),
    '## What it does not read',
    whatIsNotRead(model),
    '## What it gives',
    `\`template_windows\`, one row for each window, template, level and status:\n\n${columnsOf(TEMPLATE_WINDOW_COLUMNS)}`,
    `\`template_lines\`, one row for each line that \`template_windows\` points at; the only result that holds text of the lines, and what the page quotes. Where no
line may leave the engine, it is left out, and tickets quote templates instead:\n\n${columnsOf(TEMPLATE_LINE_COLUMNS)}`,
    `\`feature_windows\`, one row a window:\n\n${columnsOf(LAKE_FEATURE_COLUMNS)}`,
  ].join('\n\n')}\n`;
}

function columnsOf(columns: readonly ExportColumn[]): string {
  return columns.map(({ name, what }) => `- \`${name}\`: ${what}`).join('\n');
}

function howToRun(dialects: readonly Dialect[]): string {
  const files = dialects.map(({ id, title, notes }) => `- \`${id}.sql\` for ${title}. ${notes.join(' ')}`);
  return `${files.join('\n')}

At the top of each file stand \`lake_lines\`, where the lines are, and \`lake_parameters\`, from when to when and the size of a window; nothing
else has to be changed. Where a table holds time, level and message in columns, put them together in \`lake_lines\` as a line of the format
has them. Lines of other formats than those below are counted as lines that were not read. \`lake_coverage\` says afterwards how many lines were read,
how many were not, and how many match no template; \`lake_coverage_hours\` says it by component and hour.

Where more than a few in a hundred match none, \`lake_sample\` holds lines of every component and hour, known and unknown alike. Drop it on the page
with the miner state of this analysis (miner_state.json among its exports), and take the lake/ of that: it knows them. A
first model may come from any piece of the lake.`;
}

function whatWasChecked({ lines, match, texts }: LakeModel): string {
  const head =
    lines.heads.length === 0
      ? 'No format of this log has a head that could be expressed: no line is read. See below.'
      : `Of ${countOf(lines.numSample, 'record')} of this log, read again by the expressions of ${lines.heads.length} ${plural(lines.heads.length, 'head', 'heads')} (${[...new Set(lines.heads.map(({ format }) => format))].join(', ')}), ${percent(lines.read01)} had the page's time, level, status and message.`;
  return `${head}

${countOf(texts.length, 'template text')}, ${countOf(match.numPatterns, 'expression')}. By the texts alone ${percent(match.byTexts01)} of the records would get the page's
template; with ${countOf(match.numExact, 'shape')} named before them ${percent(match.matched01)} do, by the counts of their shapes.`;
}

function whatIsNotRead({ lines, match, texts, templates }: LakeModel): string {
  const formats = lines.none.map(({ format, why }) => `- Format ${format}: ${why}.`);
  const idOf = (text: number): string => templates.find((each) => each.text === text)?.id ?? templateId(text);
  const shortened =
    match.shortened.length === 0
      ? []
      : [
          `- ${match.shortened.map(idOf).join(', ')}: too long for an expression. Their first and last characters and the length stand in for the whole text, of ${countOf(texts.length, 'text')} in all.`,
        ];
  return [
    ...formats,
    ...shortened,
    '- Lines without a head continue the record before them: they are counted in `lake_coverage` as `num_other_lines` and go into no window. So do lines of a stack trace that have heads of their own, as far as they follow each other.',
    '- Hours that clocks skip or write twice are counted as they are written; the page sets them right.',
    `- Times that state no zone or no year are read with those of this log${zones(lines.heads)}.`,
  ].join('\n');
}

function zones(heads: LakeModel['lines']['heads']): string {
  const all = new Set(
    heads.map(
      ({ zoneMinutes, year }) => `${zoneMinutes} minutes from UTC${year === null ? '' : `, ${year}`}`,
    ),
  );
  return all.size === 0 ? '' : `: ${[...all].join('; ')}`;
}

/** Rounded down: 99.99 % is not all. */
const percent = (share: number): string => `${Math.floor(share * 10_000) / 100} %`;
