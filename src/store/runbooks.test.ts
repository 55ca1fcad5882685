import { expect, test } from 'vitest';
import { createFakeApp } from './fixtures/fake-app';
import { addRunbooks, deleteRunbooks, listRunbooks, takeRunbooks } from './runbooks';

const file = (path: string, content: string | Uint8Array = '# Title\n\ntext') => ({
  path,
  file: new File([content as BlobPart], path.slice(path.lastIndexOf('/') + 1)),
});
const kept = (app: ReturnType<typeof createFakeApp>) =>
  app.runbooks.getState().items?.map(({ path }) => path) ?? [];

test.each([
  [
    'a folder of them beside logs',
    ['logs/app.log', 'runbooks/db.md', 'runbooks/deep/net.md'],
    ['runbooks/db.md', 'runbooks/deep/net.md'],
  ],
  ['a folder of Markdown alone', ['ops/db.md', 'ops/net.markdown'], ['ops/db.md', 'ops/net.markdown']],
  ['one by itself', ['db.md', 'app.log'], ['db.md']],
  ['post-mortems within a bundle', ['all/app.log', 'all/post-mortems/x.md'], ['all/post-mortems/x.md']],
  ['the README of a bundle', ['bundle/readme.markdown', 'bundle/var/log/messages'], []],
  ['no Markdown', ['app.log', 'notes.txt'], []],
])('%s: runbooks are told from logs', async (_, paths, runbooks) => {
  const app = createFakeApp();
  const others = await takeRunbooks(
    app,
    paths.map((path) => file(path)),
  );
  expect(kept(app)).toEqual(runbooks);
  expect(others.map(({ path }) => path)).toEqual(paths.filter((path) => !runbooks.includes(path)));
});

test('a lone file without a heading is no runbook', async () => {
  const app = createFakeApp();
  expect(await takeRunbooks(app, [file('log.md', '2026-03-01 10:00:00 INFO x\n'.repeat(9))])).toHaveLength(1);
});

test('what cannot be taken is named with its reason; the others are kept', async () => {
  const app = createFakeApp();
  const large = file('r/large.md', '# x\n');
  Object.defineProperty(large.file, 'size', { value: 50 * 2 ** 20 });
  const bad = [
    large,
    file('r/page.md', `# T\n${'<div class="a"><b></b></div>'.repeat(200)}`),
    file('r/empty.md', '  \n'),
    file('r/binary.md', new Uint8Array([35, 32, 0, 1, 2])),
    file('r/latin.md', new Uint8Array([35, 32, 0xe4, 10])),
  ];
  await addRunbooks(app, [...bad, file('r/good.md')]);
  expect(kept(app)).toEqual(['r/good.md']);
  const { notice } = app.runbooks.getState();
  expect(notice?.tone).toBe('warning');
  for (const said of ['r/large.md has 50.0 MB', 'r/page.md is markup', 'r/empty.md is empty', 'and 2 more'])
    expect(notice?.text).toContain(said);
});

test('a file dropped again is kept once, changed where it has changed, and can be deleted', async () => {
  const app = createFakeApp();
  await addRunbooks(app, [file('r/a.md'), file('r/b.md')]);
  await addRunbooks(app, [file('r/a.md', '# Other'), file('r/b.md')]);
  expect(app.runbooks.getState().notice?.text).toBe(
    '1 runbook of your own is kept in this browser, and 1 unchanged.',
  );
  expect(app.runbooks.getState().items?.[0].text).toBe('# Other');
  await deleteRunbooks(app, ['r/a.md']);
  await listRunbooks(app);
  expect(kept(app)).toEqual(['r/b.md']);
});
