import { describe, expect, it } from 'vitest';
import { loadCorpus } from './corpus';

const { documents, problems } = loadCorpus();

/** Troubles that any software has; every other document names its product in `requires`. */
const OF_NO_PRODUCT = [
  'pm-certificate-nobody-owned',
  'pm-dropped-index-drained-the-pool',
  'pm-leak-hidden-by-restarts',
  'pm-retry-storm-after-failover',
  'clock-skew-ntp',
  'connection-refused',
  'db-connection-pool-exhausted',
  'disk-full',
  'dns-failure',
  'inode-exhaustion',
  'linux-oom-killer',
  'load-balancer-502-504',
  'memory-leak',
  'network-partition-timeouts',
  'noisy-deploy-regression',
  'process-crash-loop',
  'queue-backlog',
  'rate-limited-429',
  'retry-storm',
  'slow-queries-missing-index',
  'storage-io-errors',
  'supercomputer-memory-errors',
  'thread-pool-exhaustion',
  'tls-certificate-expired',
  'unexpected-reboot',
];
/** What the operating system says to every program. */
const SHARED = [
  'connection reset by peer',
  'connection refused',
  'connection timed out',
  'broken pipe',
  'no space left on device',
  'cannot allocate memory',
  'too many open files',
  'permission denied',
  'input/output error',
];

describe('corpus', () => {
  it('has no broken document', () => {
    expect(problems).toEqual([]);
  });

  it('holds at least 24 runbooks and 6 post-mortems', () => {
    expect(documents.filter((each) => each.kind === 'runbook').length).toBeGreaterThanOrEqual(24);
    expect(documents.filter((each) => each.kind === 'postmortem').length).toBeGreaterThanOrEqual(6);
  });

  it.each(documents.map((document) => [document.id, document] as const))(
    '%s has its parts',
    (id, document) => {
      const headings = [...document.body.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      const wanted =
        document.kind === 'runbook'
          ? ['Meaning', 'Impact', 'Diagnose', 'Mitigate', 'Prevent']
          : ['Summary', 'Timeline', 'Root cause', 'What helped', 'Actions'];
      expect(headings).toEqual(wanted);
      expect(document.actions.length).toBeGreaterThanOrEqual(document.kind === 'runbook' ? 5 : 2);
      expect(document.path).toContain(id.replace(/^pm-/, ''));
    },
  );

  it('says of each document about a product by which names its logs show that product', () => {
    const without = documents.filter((each) => each.requires.length === 0).map((each) => each.id);
    expect(without).toEqual(OF_NO_PRODUCT);
  });

  it('lists no phrase that many products log among the symptoms of one product', () => {
    const ofProducts = documents.filter((each) => each.requires.length > 0);
    const listed = ofProducts.flatMap(({ id, symptoms }) =>
      symptoms.filter((phrase) => SHARED.includes(phrase.toLowerCase())).map((phrase) => `${id}: ${phrase}`),
    );
    expect(listed).toEqual([]);
  });

  it('names a file whose front matter is broken, and a second file of the same id', () => {
    const good =
      '---\nid: a\ntitle: A\nkind: runbook\nseverity: info\nclaim: c\nsymptoms: [aaaa, bbbb, cccc]\n---\n# A';
    const loaded = loadCorpus({
      '/corpus/a.md': good,
      '/corpus/b.md': good,
      '/corpus/c.md': '---\nid: [\n---\n',
    });
    expect(loaded.documents.map((each) => each.path)).toEqual(['corpus/a.md']);
    expect(loaded.problems.map((each) => [each.code, each.file])).toEqual([
      ['duplicate-runbook', 'corpus/b.md'],
      ['bad-runbook', 'corpus/c.md'],
    ]);
  });
});
