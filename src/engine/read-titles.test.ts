// What logs of other runners and servers are told by, through the pipeline: titles, what leads, what clears.
import { describe, expect, it } from 'vitest';
import type { Incident } from '../contracts/incident';
import { judgeLog, type LogFile } from './fixtures/judge-log';

async function incidentsOf(...files: readonly LogFile[]): Promise<readonly Incident[]> {
  return (await judgeLog(files)).incidents;
}

describe('a title', () => {
  const titleOf = async (...texts: readonly string[]): Promise<string> =>
    (await incidentsOf({ path: 'run.log', content: `${texts.join('\n')}\n` }))[0]?.title ?? '';

  it('keeps the name of the library that a long chain would lose', async () => {
    const chain = 'error while loading shared libraries: libledger.so.2: cannot open shared object file';
    const title = await titleOf(
      `./settled: ${chain}: No such file or directory`,
      'settled: exited with code 127',
    );
    expect(title).toContain('libledger.so.2');
    expect(title).toMatch(/No such file or directory$/);
  });

  it('pairs a failed test with its own reason, though another is listed nearer', async () => {
    const title = await titleOf(
      'query parser',
      '  1) keeps an equals sign',
      '  2) collects repeated keys',
      '',
      '2 failing',
      '',
      '1) query parser',
      '     keeps an equals sign:',
      '   AssertionError: expected 1 to equal 2',
      '    at Context.<anonymous> (slug.js:6:82)',
    );
    expect(title).not.toMatch(/repeated keys.*AssertionError/);
  });

  it.each([[['query parser']], [['query parser', 'arrays']], [['query', 'parser', 'of arrays']]])(
    'names a test by all its groups: %s',
    async (groups) => {
      const named = [...groups, 'keeps an equals sign'].map((name, i) => '  '.repeat(i + 1) + name);
      const heading = [`1) ${named[0].trim()}`, ...named.slice(1)];
      const title = await titleOf(
        '1 failing',
        '',
        ...heading.slice(0, -1),
        `${heading.at(-1)}:`,
        '',
        '  AssertionError: expected 1 to equal 2',
        '    at Context.<anonymous> (test/slug.js:6:82)',
      );
      const name = [...groups, 'keeps an equals sign'].join(' ');
      expect(title.startsWith(`${name}: AssertionError: expected 1 to equal 2`)).toBe(true);
    },
  );

  it('does not join halves of the data that it quotes', async () => {
    const data =
      "expected { a: '1', b: 'x', c: 'three', d: 'four' } to deeply equal { a: '1', b: 'x=y', c: 'three' }";
    const title = await titleOf('1) parser', '     keeps it:', `   AssertionError: ${data}`, '1 failing');
    expect(title).toContain("expected { a: '1', b: 'x', c:");
  });
});

describe('with nothing else to tell it by, what died leads', () => {
  it.each(['Found one Java-level deadlock:', 'relay: Segmentation fault (core dumped)'])(
    '%s',
    async (said) => {
      const before = Array.from({ length: 20 }, (_, i) => `worker ${i} of the full pool holds ${i} rows`);
      const after = Array.from({ length: 20 }, (_, i) => `heap region ${i} free`);
      const content = `${[...before, said, ...after].join('\n')}\n`;
      const [incident] = await incidentsOf({ path: 'dump.log', content });
      expect(incident?.evidence[0]?.text).toBe(said);
    },
  );
});

describe('a heading over names', () => {
  const NAMES = ['writer-1', 'reader 2'];
  const block = (of: string): readonly string[] => [
    `"${of}":`,
    '  waiting to lock monitor 0x7f6a (a Table),',
    '  which is held by "x"',
    '',
  ];
  it.each([
    [
      'with a ruler',
      ['Found one Java-level deadlock:', '=============================', ...NAMES.flatMap(block)],
      ': writer-1, reader 2',
    ],
    ['without one', ['Found one Java-level deadlock:', ...NAMES.flatMap(block)], ': writer-1, reader 2'],
    [
      'and names of another heading',
      ['Found one Java-level deadlock:', '', 'Threads with stacks:', ...NAMES.flatMap(block)],
      '',
    ],
    ['of nothing', ['Found one Java-level deadlock:', 'going on'], ''],
  ])('%s', async (_name, lines, names) => {
    const [incident] = await incidentsOf({ path: 'dump.log', content: `${lines.join('\n')}\n` });
    expect(incident.title).toMatch(new RegExp(`Found one Java-level deadlock${names}$`));
  });
});

describe('the last count of a log', () => {
  it.each(['migrations applied, 0 errors', 'sync is over, no problems', 'queue drained, 0 failures'])(
    'that is none clears what only names failures: %s',
    async (last) => {
      const steps = Array.from({ length: 12 }, (_, i) => `INFO step ${i} of 12, table t${i}`);
      const lines = [...steps, 'b2 -> c3, index for failed logins', 'c3 -> d4, view', last];
      expect(await incidentsOf({ path: 'm.log', content: `${lines.join('\n')}\n` })).toEqual([]);
    },
  );
});
