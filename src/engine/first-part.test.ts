// The first part of every ticket over whole logs: simulated ones, and the labelled ones where their folder is there (HARBINGER_DATA or ../shared/data).
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listLabelledLogs } from '../../bench/labelled-logs';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { SCENARIOS, simulate } from '../core/simulate/simulate';
import { TICKET_FORMS } from '../core/ticket/forms';
import { githubIssue } from '../core/ticket/github';
import { APPENDIX } from '../core/ticket/sections';
import { ticketMarkdown } from '../core/ticket/ticket';
import { loadCorpus } from '../runbooks/corpus';
import { buildRunbookSearch } from '../runbooks/search';
import { judgeLog, type LogFile } from './fixtures/judge-log';
import { contextOf } from './fixtures/said';

const MINUTES = 60_000;
const search = buildRunbookSearch(loadCorpus().documents);
const dataDir = resolve(process.env.HARBINGER_DATA ?? '../shared/data');
const labelled = existsSync(join(dataDir, 'incidents'))
  ? listLabelledLogs(dataDir).filter(({ log, name }) => log !== null && !/^(?:hdfs|bgl)_/.test(name))
  : [];
if (labelled.length === 0) console.warn(`labelled logs are skipped: ${dataDir} is not there`);

/** A line of a trace is no title: a place in a file alone, a frame, a caret, a piece that was cut. */
const FRAME = /^\s*(?:at |File "|in \S+$|\^+$|\.{3}|[#\d]+ 0x)|^[\w./-]+\.(?:py|java|go|js|ts|c|cc):\d+\S*$/;

async function expectSound(files: readonly LogFile[], settings: Settings): Promise<number> {
  const output = await judgeLog(files, settings, { searchRunbooks: search, without: ['lstm'] });
  const context = contextOf(output);
  for (const incident of output.incidents) {
    const { title } = incident;
    const [first] = ticketMarkdown(incident, context).split(`## ${APPENDIX}`);
    expect(first.length, title).toBeLessThanOrEqual(2500);
    const lines = first.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length - new Set(lines).size, title).toBe(0);
    expect(first).not.toMatch(/\bT\d+\b(?! \()/);
    expect(first).not.toMatch(/<\*>/);
    for (const each of [title, githubIssue(incident, context, null).title]) {
      expect(each).not.toMatch(/(?:…|\.\.\.)$/);
      expect(each).not.toMatch(FRAME);
      expect(each.trim()).not.toBe('');
    }
  }
  return output.incidents.length;
}

it('a ticket of lines without times has no number that is none, in any form', async () => {
  const content = 'Collecting tokenlib==9.9\nERROR: No matching distribution found for tokenlib==9.9\n';
  const output = await judgeLog([{ path: 'pip.log', content }], DEFAULT_SETTINGS, { searchRunbooks: search });
  const [incident] = output.incidents;
  for (const { ending, write } of TICKET_FORMS)
    expect(write(incident, contextOf(output)), ending).not.toMatch(/NaN|Infinity|undefined/);
});

describe('the first part of a ticket', () => {
  it.each(SCENARIOS.filter(({ id }) => !id.startsWith('clean')).map(({ id }, i) => [id, i] as const))(
    'of a simulated %s fits one screen and says nothing twice',
    async (scenario, i) => {
      const logs = simulate({ scenario, seed: 70 + i }).files.filter(({ path }) => path.endsWith('.log'));
      const files = logs.map(({ path, text }) => ({ path, content: text }));
      expect(await expectSound(files, DEFAULT_SETTINGS)).toBeGreaterThan(0);
    },
    3 * MINUTES,
  );

  it.skipIf(labelled.length === 0).each(labelled.map((log) => [log.name, log] as const))(
    'of the labelled %s fits one screen and says nothing twice',
    async (_, { dir, log, settings }) => {
      const content = new Uint8Array(readFileSync(join(dir, log ?? '')));
      await expectSound([{ path: log ?? '', content }], { ...DEFAULT_SETTINGS, ...settings });
    },
    3 * MINUTES,
  );
});
