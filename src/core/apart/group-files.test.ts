import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileEvidence } from './evidence';
import { groupFiles, NEAR_IN_FOLDER_MS, NEAR_MS } from './group-files';
import { whyApart, whyTogether } from './reasons';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const T0 = Date.UTC(2024, 2, 1);

function file(name: string, own: Partial<FileEvidence> = {}): FileEvidence {
  const [firstMs, lastMs] = [T0, T0 + DAY / 24];
  const none = new Set<string>();
  const base = { firstMs, lastMs, format: 'iso8601', shapes: none, hosts: none, ids: none, root: null };
  return { name, log: name, isOfSystem: false, ...base, ...own };
}

const at = (firstMs: number, hours = 1): Pick<FileEvidence, 'firstMs' | 'lastMs'> => ({
  firstMs,
  lastMs: firstMs + hours * 3_600_000,
});
const NO_TIMES = { firstMs: null, lastMs: null };
const shapes = (...words: string[]): ReadonlySet<string> => new Set(words);

/** Names of each group. */
function namesOf(files: readonly FileEvidence[], options = {}): string[][] {
  const groups = groupFiles(files, options).map(({ members }) => members.map((i) => files[i].name).sort());
  return groups.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

describe('files stay together', () => {
  const cases: Readonly<Record<string, readonly FileEvidence[]>> = {
    'whose times overlap': [file('a'), file('b', at(T0 + 1800_000))],
    'that lie a night apart': [file('a'), file('b', at(T0 + 20 * 3_600_000))],
    'that are one log in parts, however long ago': [
      file('app.log', { log: 'app.log' }),
      file('app.log.9', { log: 'app.log', ...at(T0 - YEAR) }),
    ],
    'that name one host': [
      file('a', { hosts: shapes('web-1') }),
      file('b', { hosts: shapes('web-1'), ...at(T0 + YEAR) }),
    ],
    'that name the same requests': [
      file('a', { ids: shapes('r1', 'r2', 'r3') }),
      file('b', { ids: shapes('r2', 'r3'), ...at(T0 + YEAR) }),
    ],
    'of one kind: a run that passed beside one that failed': [
      file('pass', { shapes: shapes('compile a', 'test b', 'build c', 'd e') }),
      file('fail', { shapes: shapes('compile a', 'test b', 'build c', 'f g'), ...at(T0 + YEAR) }),
    ],
    'of one folder within two months': [
      file('logs/a', { root: 'logs/' }),
      file('logs/b', { root: 'logs/', ...at(T0 + 50 * DAY) }),
    ],
    'of one system, where nothing names another host': [
      file('sos/a', { root: 'sos/', isOfSystem: true, hosts: shapes('db-1') }),
      file('sos/installer', { root: 'sos/', isOfSystem: true, ...at(T0 - 3 * YEAR) }),
    ],
    'without times, beside the only group': [file('a'), file('notes', NO_TIMES)],
    'none of which states a time': [file('a', NO_TIMES), file('b', NO_TIMES)],
    'that a baseline is set for': [file('good.log', at(T0 - 9 * YEAR)), file('bad.log')],
  };
  for (const [what, files] of Object.entries(cases))
    it(what, () => {
      const groups = groupFiles(files, { baseline: 'good.log' });
      expect(groups).toHaveLength(1);
      expect(whyTogether(groups[0])).toMatch(/^Analysed together: .+\.$/);
      expect(whyApart(groups[0], groups, files)).toBe('');
    });
});

describe('files are apart', () => {
  const cases: Readonly<Record<string, readonly FileEvidence[]>> = {
    'that share neither time nor host nor kind': [file('a'), file('b', at(T0 + YEAR))],
    'that share one id, which may be a constant': [
      file('a', { ids: shapes('r1', 'r2') }),
      file('b', { ids: shapes('r2', 'r3'), ...at(T0 + YEAR) }),
    ],
    'whose few common shapes are of other formats': [
      file('a', { shapes: shapes('a b', 'c d', 'e f') }),
      file('b', { shapes: shapes('a b', 'c d', 'e f'), format: 'hdfs', ...at(T0 + YEAR) }),
    ],
    'of one folder, years from each other': [
      file('logs/a', { root: 'logs/' }),
      file('logs/b', { root: 'logs/', ...at(T0 + YEAR) }),
    ],
    'of one collection that name other hosts': [
      file('sos/a', { root: 'sos/', isOfSystem: true, hosts: shapes('db-1') }),
      file('sos/b', { root: 'sos/', isOfSystem: true, hosts: shapes('db-2'), ...at(T0 + YEAR) }),
    ],
  };
  for (const [what, files] of Object.entries(cases))
    it(what, () => {
      const groups = groupFiles(files);
      expect(groups).toHaveLength(2);
      for (const group of groups) {
        expect(whyTogether(group)).toBe('');
        expect(whyApart(group, groups, files)).toMatch(/^Apart: no time in common, .+ between it and .+\.$/);
      }
    });

  it('with the years between them said', () => {
    const files = [file('hdfs.log', at(T0 - 15.4 * YEAR)), file('nova.log', { hosts: shapes('x') })];
    const groups = groupFiles(files);
    expect(whyApart(groups[0], groups, files)).toBe(
      'Apart: no time in common, 15 years between it and nova.log; no host in common; lines of another kind.',
    );
  });

  it('and those without times go to the files of their folder', () => {
    const files = [
      file('one/app.log'),
      file('one/sub/notes', NO_TIMES),
      file('two/app.log', at(T0 + YEAR)),
      file('two/boot', NO_TIMES),
      file('elsewhere', NO_TIMES),
    ];
    expect(namesOf(files)).toEqual([
      ['elsewhere'],
      ['one/app.log', 'one/sub/notes'],
      ['two/app.log', 'two/boot'],
    ]);
  });

  it('at most so many, the smallest together', () => {
    const files = Array.from({ length: 12 }, (_, i) =>
      file(`f${String(i).padStart(2, '0')}`, at(T0 + i * YEAR)),
    );
    files.push(file('f03b', at(T0 + 3 * YEAR)));
    const groups = groupFiles(files, { maxGroups: 4 });
    expect(groups).toHaveLength(4);
    expect(
      groups.some(({ members }) => members.includes(3) && members.includes(12) && members.length === 2),
    ).toBe(true);
  });
});

const names = fc.uniqueArray(
  fc.tuple(fc.constantFrom('', 'one/', 'one/sub/', 'two/'), fc.integer({ min: 0, max: 99 })),
  { minLength: 1, maxLength: 12, selector: ([folder, num]) => `${folder}${num}` },
);
const some = (prefix: string): fc.Arbitrary<ReadonlySet<string>> =>
  fc
    .array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 })
    .map((all) => new Set(all.map((i) => `${prefix} ${i}`)));
const evidence: fc.Arbitrary<FileEvidence[]> = names.chain((all) =>
  fc.tuple(
    ...all.map(([folder, num]) =>
      fc
        .record({
          time: fc.option(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 900 }))),
          format: fc.constantFrom('iso8601', 'hdfs', 'plain'),
          shapes: some('shape'),
          hosts: fc.oneof({ weight: 3, arbitrary: fc.constant(new Set<string>()) }, some('host')),
          ids: some('id'),
          log: fc.option(fc.constantFrom('x', 'y')),
          isOfSystem: fc.boolean(),
        })
        .map(({ time, log, ...own }): FileEvidence => {
          const name = `${folder}${num}`;
          const span = time ? at(T0 + time[0] * 3_600_000, time[1]) : NO_TIMES;
          const root = folder === '' ? null : folder.slice(0, folder.indexOf('/') + 1);
          return { ...own, ...span, name, root, log: log ? folder + log : name };
        }),
    ),
  ),
);

describe('the rule', () => {
  it('does not depend on the order in which the files are given, nor do its reasons', () => {
    fc.assert(
      fc.property(evidence, fc.infiniteStream(fc.nat()), fc.constantFrom(2, 8), (files, keys, maxGroups) => {
        const order = files.map((each) => ({ each, key: keys.next().value as number }));
        const shuffled = order.sort((a, b) => a.key - b.key).map(({ each }) => each);
        expect(namesOf(shuffled, { maxGroups })).toEqual(namesOf(files, { maxGroups }));
        const linksOf = (all: readonly FileEvidence[]) =>
          groupFiles(all, { maxGroups }).map(({ members, links }) => [
            members.map((i) => all[i].name).sort(),
            links,
          ]);
        expect(new Set(linksOf(shuffled).map(String))).toEqual(new Set(linksOf(files).map(String)));
      }),
      { numRuns: 150 },
    );
  });

  it('puts each file into one group, and gives no more groups than are asked for', () => {
    fc.assert(
      fc.property(evidence, fc.integer({ min: 1, max: 5 }), (files, maxGroups) => {
        const groups = groupFiles(files, { maxGroups });
        expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([...files.keys()]);
        expect(groups.length).toBeLessThanOrEqual(maxGroups);
      }),
    );
  });

  it('leaves no two groups that touch in time, share a log or a host', () => {
    fc.assert(
      fc.property(evidence, (files) => {
        const groups = groupFiles(files);
        const groupOf = (i: number): number => groups.findIndex(({ members }) => members.includes(i));
        for (const [a, one] of files.entries())
          for (const [b, other] of files.entries()) {
            if (groupOf(a) === groupOf(b)) continue;
            expect(one.log).not.toBe(other.log);
            for (const host of one.hosts) expect(other.hosts.has(host)).toBe(false);
            if (one.firstMs === null || other.firstMs === null) continue;
            const gap = Math.max(one.firstMs - other.lastMs!, other.firstMs - one.lastMs!);
            expect(gap).toBeGreaterThan(
              one.root !== null && one.root === other.root ? NEAR_IN_FOLDER_MS : NEAR_MS,
            );
          }
      }),
    );
  });

  it('keeps together what is together, when the other groups are taken away', () => {
    fc.assert(
      fc.property(evidence, (files) => {
        for (const { members } of groupFiles(files))
          expect(groupFiles(members.map((i) => files[i]))).toHaveLength(1);
      }),
    );
  });
});
