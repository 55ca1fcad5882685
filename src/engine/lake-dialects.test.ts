// What no engine here runs: the SQL for Spark and Trino, read by grammars of the two, and every regular expression in it run by RE2's own rules
// against what the page's find.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import { RE2JS } from 're2js';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Dialect } from '../core/lake/dialect';
import { clickhouse } from '../core/lake/dialects/clickhouse';
import { duckdb } from '../core/lake/dialects/duckdb';
import { spark } from '../core/lake/dialects/spark';
import { trino } from '../core/lake/dialects/trino';
import type { LakeModel } from '../core/lake/model';
import { lakeScript } from '../core/lake/script';
import { countLog } from './fixtures/count-log';
import { HEADS, logOf } from './fixtures/lake-logs';
import { lakeModelOf } from './lake-model';

const REAL = join(process.cwd(), '../shared/data/incidents/openstack_v8');
/** Lines of the real log that are looked at. */
const MAX_LINES = 3000;

interface Log {
  readonly model: LakeModel;
  readonly lines: readonly string[];
}

const logs = new Map<string, Log>();

async function add(name: string, content: string): Promise<void> {
  const model = await lakeModelOf(await countLog([{ path: 'a.log', content }]));
  logs.set(name, { model, lines: content.split('\n') });
}

function realText(): string | null {
  const path = ['openstack.log.gz', 'openstack_v8.log.gz'].map((name) => join(REAL, name)).find(existsSync);
  return path === undefined ? null : gunzipSync(readFileSync(path)).toString('utf8');
}

beforeAll(async () => {
  for (const [name, head] of Object.entries(HEADS)) await add(name, logOf(head, 3, 200));
  const real = realText();
  if (real === null) console.log('openstack_v8 is not there: its SQL is not read');
  else await add('openstack_v8', real.split('\n').slice(0, MAX_LINES).join('\n'));
}, 60_000);

const PARSERS = { spark: [spark, new SparkSQL()], trino: [trino, new TrinoSQL()] } as const;

describe.each(Object.entries(PARSERS))('%s', (_name, [dialect, parser]) => {
  test('every statement is read without an error', () => {
    for (const [name, { model }] of logs) {
      const script = lakeScript(model, dialect, '1.2.3');
      expect({ name, errors: parser.validate(script) }).toEqual({ name, errors: [] });
      // The grammar has seen all of them, and taken none for a comment or a literal.
      const statements = script.split('\n').filter((line) => line.endsWith(';') && !line.startsWith('--'));
      expect(parser.splitSQLByStatement(script)).toHaveLength(statements.length);
    }
  }, 240_000);

  test('a statement that is broken is not', () => {
    // The parser writes what it finds to the console as well.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const [{ model }] = logs.values();
    const script = lakeScript(model, dialect, '1.2.3');
    expect(parser.validate(script.replace(' GROUP BY ', ' GROUP BY FROM '))).not.toEqual([]);
    expect(parser.validate(script.replace(/(?<=\n[^-\n][^\n]*)'/, ''))).not.toEqual([]);
  });
});

/** The patterns that a script is written with. */
function patternsOf(model: LakeModel, dialect: Dialect): ReadonlySet<string> {
  const patterns = new Set<string>();
  const noted =
    (write: (of: string, pattern: string, by: string) => string) =>
    (of: string, pattern: string, by = ''): string => {
      patterns.add(pattern);
      return write(of, pattern, by);
    };
  const { matches, first, group, replaceAll } = dialect;
  lakeScript(
    model,
    {
      ...dialect,
      matches: noted(matches),
      first: noted(first),
      group: noted(group),
      replaceAll: noted(replaceAll),
    },
    '1.2.3',
  );
  return patterns;
}

test.each([spark, trino, duckdb, clickhouse])(
  'regular expressions of $title find by RE2 what the page finds',
  (dialect) => {
    let numFound = 0;
    for (const [name, { model, lines }] of logs) {
      // What follows the head is what templates are held against.
      const texts = lines
        .slice(0, 300)
        .flatMap((line) => [line, line.slice(line.indexOf(': ') + 2), line.split(' ').slice(4).join(' ')]);
      for (const pattern of patternsOf(model, dialect)) {
        const [own, other] = [new RegExp(pattern), RE2JS.compile(pattern)];
        for (const text of texts) {
          const match = own.exec(text);
          const matcher = other.matcher(text);
          const found = matcher.find()
            ? [matcher.group(), ...(matcher.groupCount() > 0 ? [matcher.group(1)] : [])]
            : null;
          const expected = match && [match[0], ...(match.length > 1 ? [match[1] ?? null] : [])];
          if (match) numFound++;
          if (JSON.stringify(found) !== JSON.stringify(expected))
            expect({ name, pattern, text, found }).toEqual({ name, pattern, text, found: expected });
        }
      }
    }
    expect(numFound).toBeGreaterThan(1000);
  },
  240_000,
);

test('what RE2 lacks would be seen', () => {
  expect(() => RE2JS.compile('(?<=a)b')).toThrow();
  expect(() => RE2JS.compile('(a)\\1')).toThrow();
});
