import { describe, expect, it } from 'vitest';
import { loadCorpus } from './corpus';

const { documents, problems } = loadCorpus();

/** Troubles that any software has; every other document names its product in `requires`. */
const OF_NO_PRODUCT = [
  'pm-certificate-nobody-owned',
  'pm-dropped-index-drained-the-pool',
  'pm-leak-hidden-by-restarts',
  'pm-retry-storm-after-failover',
  'brute-force-other-services',
  'cache-emptied',
  'ci-build-failed',
  'ci-dependency-unresolved',
  'ci-runner-failed',
  'clock-skew-ntp',
  'cloud-access-denied',
  'cloud-quota-exceeded',
  'config-error-at-start',
  'connection-refused',
  'database-lock-deadlock',
  'db-connection-pool-exhausted',
  'disk-full',
  'disk-or-raid-failing',
  'dns-failure',
  'failed-migration',
  'file-descriptor-exhaustion',
  'filesystem-read-only',
  'inode-exhaustion',
  'kernel-panic',
  'linux-oom-killer',
  'load-balancer-502-504',
  'memory-leak',
  'missing-dependency-at-start',
  'network-partition-timeouts',
  'nic-link-flapping',
  'noisy-deploy-regression',
  'orderly-shutdown',
  'permission-or-key-missing-at-start',
  'planned-reboot',
  'port-scan-probing',
  'process-crash-loop',
  'proxy-backend-down',
  'queue-backlog',
  'rate-limited-429',
  'retry-storm',
  'segmentation-fault',
  'service-account-refused',
  'slow-queries-missing-index',
  'soft-lockup-hung-task',
  'storage-io-errors',
  'supercomputer-memory-errors',
  'thread-pool-exhaustion',
  'tls-certificate-expired',
  'tls-certificate-not-trusted',
  'unexpected-reboot',
  'unfinished-step',
  'unknown-workload-crypto-miner',
  'unparseable-queries',
  'web-scanning-injection',
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

  it('holds at least 64 runbooks and 6 post-mortems', () => {
    expect(documents.filter((each) => each.kind === 'runbook').length).toBeGreaterThanOrEqual(64);
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

  it('names as causes only documents that are there', () => {
    const ids = new Set(documents.map((each) => each.id));
    expect(documents.flatMap((each) => each.consequenceOf.filter((id) => !ids.has(id)))).toEqual([]);
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
