// What is handed over of small logs of several formats and kinds of trouble, judged as the page does: rules that hold for every ticket.
import { describe, expect, it } from 'vitest';
import type { Incident } from '../contracts/incident';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { faultsOf } from '../core/answer/quotation-check';
import { createRandom } from '../core/lib/random';
import { githubIssue } from '../core/ticket/github';
import { jiraBody } from '../core/ticket/jira';
import { pagerDutyEvent } from '../core/ticket/pagerduty';
import { APPENDIX } from '../core/ticket/sections';
import { ticketMarkdown } from '../core/ticket/ticket';
import { judgeLog } from './fixtures/judge-log';
import { contextOf } from './fixtures/said';

const START = Date.UTC(2026, 2, 1, 6);
const MINUTES = 360;

interface Line {
  readonly minute: number;
  readonly level: 'INFO' | 'WARN' | 'ERROR';
  readonly part: string;
  readonly text: string;
  readonly more?: readonly string[];
}

/** How a format writes the name of a part, and a line. */
interface Format {
  readonly file: string;
  readonly write: (line: Line, iso: string) => string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  'python, dotted loggers': {
    file: 'all.log',
    write: ({ level, part, text }, iso) =>
      `${iso.replace('T', ' ').slice(0, 23)} 4711 ${level} ${part.replace('-', '.')}.manager [-] ${text}`,
  },
  'log4j, classes': {
    file: 'app.log',
    write: ({ level, part, text }, iso) =>
      `${iso.replace('T', ' ').slice(0, 23)} [main] ${level} com.acme.shop.${classOf(part)} - ${text}`,
  },
  'syslog, tags': {
    file: 'messages',
    write: ({ level, part, text }, iso) =>
      `${iso.replace('Z', '+00:00')} web-3 ${part}[812]: ${level === 'INFO' ? '' : `${level}: `}${text}`,
  },
  'JSON lines': {
    file: 'out.jsonl',
    write: ({ level, part, text }, iso) =>
      JSON.stringify({ timestamp: iso, level: level.toLowerCase(), logger: part, message: text }),
  },
};

function classOf(part: string): string {
  return part.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Kinds of trouble of a part, and a word that its title has to hold beside the part. */
const TROUBLES: Readonly<Record<string, (part: string, minute: number) => readonly Line[]>> = {
  'errors in words': (part, minute) =>
    Array.from({ length: 30 }, (_, i) => ({
      minute: minute + i * 0.5,
      level: 'ERROR',
      part,
      text: `Failed to reserve stock for order ${1000 + i}: warehouse-db is not reachable`,
    })),
  'one exception of a kind': (part, minute) =>
    [0, 3, 9].map((later) => ({
      minute: minute + later,
      level: 'ERROR',
      part,
      text: `Unhandled exception in worker: IllegalStateException: cart ${later} has no owner`,
    })),
  'warnings that rise': (part, minute) =>
    Array.from({ length: 120 }, (_, i) => ({
      minute: minute + i * 0.2,
      level: 'WARN',
      part,
      text: `Timed out after ${3000 + i} ms waiting for a connection from the pool of "shop-db"`,
    })),
  'a long line of data': (part, minute) =>
    Array.from({ length: 12 }, (_, i) => ({
      minute: minute + i,
      level: 'ERROR',
      part,
      text: `Cannot store record {'id': '${i}', 'fields': [${'1, '.repeat(60)}2], 'owner': None}: value too large for column ... of the table, and so on and on until nobody reads it any more`,
    })),
};

function logOf(part: string, format: Format, trouble: readonly Line[], seed: number): string {
  const { next } = createRandom(seed);
  const lines: Line[] = [...trouble];
  for (let minute = 0; minute < MINUTES; minute += 0.25) {
    const other = next() < 0.5 ? 'gateway' : part;
    lines.push({
      minute,
      level: 'INFO',
      part: other,
      text: `request ${Math.floor(next() * 1e6)} served in ${Math.floor(next() * 40)} ms`,
    });
    if (next() < 0.2)
      lines.push({
        minute,
        level: 'INFO',
        part: 'gateway',
        text: `session ${Math.floor(next() * 1e6)} opened`,
      });
  }
  return `${lines
    .sort((a, b) => a.minute - b.minute)
    .map((line) => format.write(line, new Date(START + line.minute * 60_000).toISOString()))
    .join('\n')}\n`;
}

function expectSound(incident: Incident, part: string): void {
  const { title, answer, evidence } = incident;
  expect(title.toLowerCase().replace(/[^a-z]/g, '')).toContain(part.replace('-', ''));
  expect(title.length).toBeLessThanOrEqual(110);
  expect(title).not.toMatch(/<[*A-Z?]|…|\.\.\.|\bT\d+\b|["\u201c`]|[,;:(\s-]$/);
  expect(answer?.whatHappened.length).toBeGreaterThan(0);
  expect(answer?.whatHappened.length).toBeLessThanOrEqual(7);
  expect(new Set(answer?.whatHappened.map(({ evidence: id }) => id)).size).toBe(answer?.whatHappened.length);
  const front = evidence
    .slice(0, 3)
    .map(({ text }) => text)
    .join('\n');
  expect(front).toMatch(/Failed to|Unhandled|Timed out|Cannot store/);
  const backing = {
    lines: new Map(evidence.map(({ id, text }) => [id, text])),
    named: incident.runbooks.flatMap((hit) => [hit.title, ...hit.actions]),
    figures: new Set<string>(),
    spansMs: [],
    times: [],
  };
  const said = [
    ...(answer?.when ?? []),
    ...(answer?.where ?? []),
    ...(answer?.open ?? []),
    ...incident.hypotheses,
    ...incident.hypotheses.flatMap((each) =>
      (each.tests ?? []).map((test) => ({ text: test.finding, evidence: test.evidence })),
    ),
    ...(answer?.impact ? [answer.impact] : []),
  ];
  const forged = said.flatMap(({ text, evidence: cites }) =>
    faultsOf(text, cites, backing).filter(({ kind }) => kind === 'quotation'),
  );
  expect(forged).toEqual([]);
}

describe.each(Object.entries(FORMATS))('%s', (name, format) => {
  it.each(Object.entries(TROUBLES))('%s', async (kind, troubleOf) => {
    const part = 'stock-api';
    const seed = name.length * 31 + kind.length;
    const content = logOf(part, format, troubleOf(part, 300), seed);
    const output = await judgeLog([{ path: format.file, content }], DEFAULT_SETTINGS, { without: ['lstm'] });
    const [incident] = output.incidents;
    expect(incident, 'an incident').toBeDefined();
    expectSound(incident, part);

    const context = contextOf(output);
    const markdown = ticketMarkdown(incident, context);
    const [first] = markdown.split(`## ${APPENDIX}`);
    expect(first.length).toBeLessThanOrEqual(2500);
    expect(first).not.toMatch(/\bT\d+\b/);
    const lines = first.split('\n').filter((line) => line.trim() !== '');
    expect(new Set(lines).size).toBe(lines.length);
    expect(githubIssue(incident, context, null).body).toBe(markdown);
    expect(jiraBody(incident, context).fields.summary).toContain(incident.title);
    expect(pagerDutyEvent(incident, context).payload.custom_details.evidence.length).toBeLessThanOrEqual(5);
  });
});
