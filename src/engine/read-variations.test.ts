// What is read from a short log stays when it is delivered another way: each log of bench/short-logs in some of the ways, so that all meet all in bounded time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeLog } from './fixtures/judge-log';
import { VARIATIONS } from './fixtures/vary-log';

const FOLDER = join(import.meta.dirname, '..', '..', 'bench', 'short-logs');
/** Logs of their own kinds: a crash, tests, a service, a kernel, a tool of operations; one that is well. */
const NAMES = [
  'go_nil_map',
  'phpunit_symfony',
  'postgres_disk_full',
  'kernel_oops_raid',
  'terraform_apply',
  'ok_pytest',
];

interface Told {
  readonly title: string;
  readonly lineNum: number;
}

async function told(lines: readonly string[]): Promise<Told | null> {
  const { incidents } = await judgeLog([{ path: 'short.log', content: `${lines.join('\n')}\n` }]);
  const [first] = incidents;
  return first ? { title: first.title, lineNum: first.evidence[0].lineNum } : null;
}

describe.each(NAMES)('%s', (name) => {
  const lines = readFileSync(join(FOLDER, `${name}.log`), 'utf8')
    .replace(/\n$/, '')
    .split('\n');
  const asItStands = told(lines);

  it.each(VARIATIONS)('says the same behind $name', async ({ vary, numBefore }) => {
    const own = await asItStands;
    const varied = await told(vary(lines));
    expect(varied && { ...varied, title: withoutCarrier(varied.title) }).toEqual(
      own && { ...own, lineNum: own.lineNum + numBefore },
    );
  });
});

/** What carried the log may stand before what it says. */
function withoutCarrier(title: string): string {
  return title.replace(/^(?:app-1|runner): /, '');
}
