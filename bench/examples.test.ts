// The examples for schedules: every call of `analyze` in them has flags that exist, with a value where one is needed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ANALYZE_FLAGS } from './analyze-flags';

const EXAMPLES = join(process.cwd(), 'docs/examples');

/** What follows `npm run analyze --` on each line; a shell's rest of arguments is left out. */
function callsIn(text: string): string[][] {
  const calls = [...text.matchAll(/npm run analyze -- (.*)$/gm)].map((found) => found[1]);
  return calls.map((call) => (call.match(/"[^"]*"|\S+/g) ?? []).filter((word) => word !== '"$@"'));
}

test.each(readdirSync(EXAMPLES))('%s calls analyze with flags that exist', (name) => {
  const calls = callsIn(readFileSync(join(EXAMPLES, name), 'utf8'));
  expect(calls.length).toBeGreaterThan(1);
  for (const args of calls) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: ANALYZE_FLAGS });
    expect(values.out).toBeDefined();
    expect(positionals).toHaveLength(1);
  }
  const text = readFileSync(join(EXAMPLES, name), 'utf8');
  for (const flag of ['--baseline', '--keep-baseline', '--runbooks']) expect(text).toContain(flag);
});

test.each(readdirSync(EXAMPLES))('%s calls fleet as it is used', (name) => {
  const text = readFileSync(join(EXAMPLES, name), 'utf8');
  const calls = [...text.matchAll(/npm run fleet -- (\w+) ([^&;}\n]*)/g)];
  expect(calls.map(([, command]) => command).sort()).toEqual(['drift', 'learn']);
  for (const [, command, rest] of calls) {
    const args = rest.match(/"[^"]*"|\S+/g) ?? [];
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    expect(positionals).toHaveLength(command === 'learn' ? 1 : 2);
    expect(values.out).toBeDefined();
  }
});

test('the workflow is YAML with a schedule for the day and one for the week', () => {
  const workflow = parse(readFileSync(join(EXAMPLES, 'log-watch.yml'), 'utf8'));
  expect(workflow.on.schedule.map(({ cron }: { cron: string }) => cron)).toEqual([
    '15 2 * * 1-6',
    '15 3 * * 0',
  ]);
  const runs: string[] = workflow.jobs.watch.steps.map(({ run = '' }: { run?: string }) => run);
  expect(runs.join('\n')).toContain('cp result/baseline.json');
});
