/** Assumptions about times that a user should know of. In: the files as they were read. Out: at most one Problem of a kind. */
import type { FileSummary, ReadFrom } from '../../../contracts/tables';
import type { Problem } from '../../../contracts/units';
import { problem } from '../../wording/problem';

const MAX_NAMED = 3;

export const READING_CODES = [
  'year-assumed',
  'day-assumed',
  'date-order-assumed',
  'zone-name-assumed',
  'zone-beside',
  'zone-assumed',
  'clock-change',
] as const;
type ReadingCode = (typeof READING_CODES)[number];

export function readingProblems(files: readonly FileSummary[]): Problem[] {
  return READING_CODES.flatMap((code) => PROBLEMS[code](files) ?? []);
}

const assumed = (part: (file: FileSummary) => ReadFrom | null | undefined) => (file: FileSummary) =>
  part(file)?.from === 'assumed';

const PROBLEMS: Readonly<Record<ReadingCode, (files: readonly FileSummary[]) => Problem | null>> = {
  'year-assumed': (files) =>
    say('info', 'year-assumed', files.filter(assumed((file) => file.reading?.year)), ({ reading }) => {
      const { value, by } = reading!.year!;
      return `no year: ${value} is assumed from ${by}. If it is another one, set it.`;
    }),
  'day-assumed': (files) =>
    say('info', 'day-assumed', files.filter(assumed((file) => file.reading?.day)), ({ reading }) => {
      const { value, by } = reading!.day!;
      return `times of day and no date: ${value} is assumed for the first of them from ${by}.`;
    }),
  'date-order-assumed': (files) =>
    say(
      'warning',
      'date-order-assumed',
      files.filter(assumed((file) => file.reading?.dateOrder)),
      ({ reading }) => {
        const { value, by } = reading!.dateOrder!;
        return `dates that may have the day first or the month: none of their numbers tells, ${value} is assumed from ${by}.`;
      },
    ),
  'zone-name-assumed': (files) =>
    say('info', 'zone-name-assumed', files.filter(hasAssumedWord), ({ reading }) => {
      const { value, by } = reading!.zone!;
      return `a zone by a name that is in use elsewhere, too: ${by} (${value}). If it is another one, set the zone of the file.`;
    }),
  'zone-beside': (files) =>
    say(
      'info',
      'zone-beside',
      files.filter(({ zone }) => zone.from === 'beside'),
      ({ zone }) => {
        return `no zone: ${zone.name} is taken, by ${zone.by}, since its times are as far apart from those there. If it is another one, set the zone of the file.`;
      },
    ),
  'zone-assumed': (files) =>
    files.some(({ reading }) => reading?.zone && reading.zone.from !== 'assumed')
      ? say('info', 'zone-assumed', files.filter(hasNoZone), ({ zone }) => {
          return `no zone, while other files do: they are read as ${zone.name}. If it is another one, set the zone of the file.`;
        })
      : null,
  'clock-change': (files) =>
    say(
      'info',
      'clock-change',
      files.filter(({ reading }) => reading?.clockChanges.length),
      ({ reading, zone }) => {
        const [{ atMs, kind, zones }] = reading!.clockChanges;
        const at = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
        const [what, so] =
          kind === 'forward'
            ? ['skip the hour from', 'its silence is none']
            : ['repeat the hour from', 'of its records every second one counts'];
        return `local times that ${what} ${at}, when clocks were put ${kind} in ${zones[0]}: ${so}. They are read as ${zone.name}; set the zone of the file to read them as they were.`;
      },
    ),
};

const hasAssumedWord = ({ zone, reading }: FileSummary): boolean =>
  zone.from === 'log' && reading?.zone?.from === 'assumed';

const hasNoZone = ({ zone, reading }: FileSummary): boolean =>
  zone.from !== 'log' && reading?.zone?.from === 'assumed';

/** 'a.log, b.log and 3 more state ...', with what is so of the first. */
function say(
  severity: Problem['severity'],
  code: ReadingCode,
  files: readonly FileSummary[],
  rest: (first: FileSummary) => string,
): Problem | null {
  if (files.length === 0) return null;
  const names = files.slice(0, MAX_NAMED).map(({ name }) => name);
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
  const verb = files.length === 1 ? 'states' : 'state';
  return problem(severity, code, `${names.join(', ')}${more} ${verb} ${rest(files[0])}`, { file: names[0] });
}
