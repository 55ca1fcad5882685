import { expect, test } from 'vitest';
import { loadCorpus } from './corpus';
import { ownDocument } from './own-document';
import { buildRunbookSearch } from './search';

const own = (path: string, text: string) => ownDocument({ path, text, savedMs: 0 });
const PLAIN = `# Ledger import is stuck

The nightly import waits for the lock of the settlement job. It says

\`\`\`
ledger import waits for settlement lock held by
$ systemctl restart ledger
\`\`\`

## Check

- Ask Ann whether settlement runs late.
- Look at \`select * from locks\` on the replica.

## Fix

1. End the settlement job.
`;

test('plain headings: its title with the name of its file, its code as phrases, its lists as actions, and no claim', () => {
  const document = own('runbooks/ledger.md', PLAIN);
  expect(document).toMatchObject({
    kind: 'note',
    title: 'Ledger import is stuck (runbooks/ledger.md)',
    claim: '',
  });
  expect(document.symptoms).toEqual([
    'select * from locks',
    'ledger import waits for settlement lock held by',
  ]);
  expect(document.actions).toEqual([
    'Ask Ann whether settlement runs late.',
    'Look at `select * from locks` on the replica.',
    'End the settlement job.',
  ]);
});

test('a file with our front matter is read as ours, under an id of its own', () => {
  const [ours] = loadCorpus().documents;
  const front = [
    '---',
    `id: ${ours.id}`,
    'title: T',
    'kind: runbook',
    'severity: error',
    'claim: C happens.',
    'symptoms:',
    ...['one two three', 'two three four', 'three four five'].map((text) => `  - ${text}`),
    '---',
    '# T',
  ];
  const document = own('r/a.md', front.join('\n'));
  expect(document).toMatchObject({
    claim: 'C happens.',
    kind: 'runbook',
    id: 'own-r/a.md',
    title: 'T (r/a.md)',
  });
  // What it lacks makes it plain, and not lost.
  expect(own('r/b.md', '---\ntitle: half\n---\n\n# Whole\n\ntext')).toMatchObject({
    title: 'Whole (r/b.md)',
    claim: '',
  });
  expect(own('r/no-heading.md', 'only text')).toMatchObject({
    title: 'no-heading (r/no-heading.md)',
    actions: [],
  });
});

test('it is found by its own words before the built-in ones, and takes none of their places', () => {
  const { documents } = loadCorpus();
  const search = buildRunbookSearch([...documents, own('runbooks/ledger.md', PLAIN)]);
  const ask = (text: string) => search([{ text, weight: 1, template: null }]).map(({ id }) => id);
  expect(ask('WARN ledger import waits for settlement lock held by job 17')[0]).toBe(
    'own-runbooks/ledger.md',
  );
  expect(ask('connection pool exhausted: timeout waiting for connection from pool')[0]).not.toMatch(/^own-/);
});
