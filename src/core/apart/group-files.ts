/**
 * Which files belong together. In: what samples tell of each, in any order. Out: groups, whose members are ascending. Files stay together
 * unless they share neither time nor host nor kind; where that cannot be told, together (docs/decisions/0031).
 */

import { DisjointSets } from '../lib/disjoint-sets';
import type { FileEvidence, Link } from './evidence';
import { LINKS } from './evidence';

export interface FileGroup {
  /** Indices into the files. */
  readonly members: readonly number[];
  /** What joined them, in the order of LINKS; empty: one file. */
  readonly links: readonly Link[];
}

const HOUR_MS = 3_600_000;
/** Spans that lie no further from each other belong together: a day holds a night without lines, and a zone that was guessed wrongly. */
export const NEAR_MS = 24 * HOUR_MS;
/** The same for files of one folder or archive, which somebody put together. */
export const NEAR_IN_FOLDER_MS = 60 * 24 * HOUR_MS;
/** Shapes that two logs of one kind share, of those of the poorer one: as many as core/read asks of a passed run. */
const KIND_SHARE01 = 0.2;
const KIND_SHAPES = 3;
/** One id may be a constant that programs share. */
const SHARED_IDS = 2;

/**
 * @param baseline name of the file that the others are to be judged by; null: none is named
 * @param maxGroups beyond so many, the smallest ones stand together
 */
export function groupFiles(
  files: readonly FileEvidence[],
  {
    baseline = null,
    maxGroups = Number.POSITIVE_INFINITY,
  }: { baseline?: string | null; maxGroups?: number } = {},
): readonly FileGroup[] {
  const grouping = new Grouping(files);
  if (baseline !== null && files.some(({ name }) => name === baseline)) grouping.all('baseline');
  grouping.byKey('rotation', ({ log }) => log);
  grouping.byTime('time', files.keys(), NEAR_MS);
  for (const inRoot of grouping.byRoot()) grouping.byTime('folder', inRoot, NEAR_IN_FOLDER_MS);
  grouping.bySets(
    'host',
    ({ hosts }) => hosts,
    (num) => num >= 1,
  );
  grouping.bySets(
    'ids',
    ({ ids }) => ids,
    (num) => num >= SHARED_IDS,
  );
  grouping.bySets('kind', shapesOfFormat, isSameKind);
  grouping.bySystem();
  grouping.timeless();
  grouping.crowd(maxGroups);
  return grouping.groups();
}

/** Fewer shapes than a kind asks for are enough where they are all that a log has. */
function isSameKind(numShared: number, fewest: number): boolean {
  return numShared >= Math.min(KIND_SHAPES, fewest) && numShared >= KIND_SHARE01 * fewest;
}

/** A shape of another format is another shape. */
function shapesOfFormat({ format, shapes }: FileEvidence): ReadonlySet<string> {
  return new Set([...shapes].map((shape) => `${format}\n${shape}`));
}

class Grouping {
  private readonly files: readonly FileEvidence[];
  private readonly sets: DisjointSets;
  /** Pairs that were joined while they were apart. */
  private readonly joined: [file: number, link: Link][] = [];

  constructor(files: readonly FileEvidence[]) {
    this.files = files;
    this.sets = new DisjointSets(files.length);
  }

  groups(): readonly FileGroup[] {
    const links = new Map<number, Set<Link>>();
    for (const [file, link] of this.joined) {
      const root = this.sets.find(file);
      links.set(root, (links.get(root) ?? new Set()).add(link));
    }
    return this.sets.sets().map((members) => {
      const own = links.get(this.sets.find(members[0]));
      return { members, links: LINKS.filter((link) => own?.has(link)) };
    });
  }

  all(link: Link): void {
    for (const i of this.files.keys()) this.join(link, 0, i);
  }

  byKey(link: Link, keyOf: (file: FileEvidence) => string): void {
    const first = new Map<string, number>();
    this.files.forEach((file, i) => {
      const key = keyOf(file);
      const other = first.get(key);
      if (other === undefined) first.set(key, i);
      else this.join(link, other, i);
    });
  }

  /** Joins files between whose spans no more than `nearMs` lie. */
  byTime(link: Link, among: Iterable<number>, nearMs: number): void {
    const timed = [...among].flatMap((i) => {
      const { firstMs, lastMs } = this.files[i];
      return firstMs === null || lastMs === null ? [] : [{ i, firstMs, lastMs }];
    });
    timed.sort((a, b) => a.firstMs - b.firstMs);
    let untilMs = Number.NEGATIVE_INFINITY;
    timed.forEach(({ i, firstMs, lastMs }, k) => {
      if (k > 0 && firstMs - untilMs <= nearMs) this.join(link, timed[k - 1].i, i);
      untilMs = Math.max(untilMs, lastMs);
    });
  }

  /** Files of each folder or archive. */
  byRoot(): Iterable<number[]> {
    const roots = new Map<string, number[]>();
    this.files.forEach(({ root }, i) => {
      if (root !== null) roots.set(root, [...(roots.get(root) ?? []), i]);
    });
    return roots.values();
  }

  /** Joins groups that share enough of what their files say; `fewest`: of the group that says less. */
  bySets(
    link: Link,
    setOf: (file: FileEvidence) => ReadonlySet<string>,
    isEnough: (numShared: number, fewest: number) => boolean,
  ): void {
    const groups = this.sets.sets();
    if (groups.length < 2) return;
    const said = groups.map((members) => new Set(members.flatMap((i) => [...setOf(this.files[i])])));
    // How much two groups share, counted along what is said rather than pair by pair: most pairs share nothing.
    const shared = new Uint32Array(groups.length ** 2);
    const saidBy = new Map<string, number[]>();
    for (const [b, own] of said.entries())
      for (const each of own) {
        const before = saidBy.get(each);
        if (before === undefined) saidBy.set(each, [b]);
        else {
          for (const a of before) shared[a * groups.length + b]++;
          before.push(b);
        }
      }
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++) {
        const num = shared[a * groups.length + b];
        if (num > 0 && isEnough(num, Math.min(said[a].size, said[b].size)))
          this.join(link, groups[a][0], groups[b][0]);
      }
  }

  /** What was collected of one system stays together but for what names another host. */
  bySystem(): void {
    for (const inRoot of this.byRoot()) {
      if (!inRoot.some((i) => this.files[i].isOfSystem)) continue;
      const groups = this.among(inRoot);
      const main = this.largest(groups);
      const isNamed = (members: readonly number[]): boolean =>
        members.some((i) => this.files[i].hosts.size > 0);
      for (const members of groups)
        if (!isNamed(members) || !isNamed(main)) this.join('system', main[0], members[0]);
    }
  }

  /** Files without times go with those of their folder, else with the only group, else with each other. */
  timeless(): void {
    const groups = this.sets.sets();
    const isTimed = (members: readonly number[]): boolean =>
      members.some((i) => this.files[i].firstMs !== null);
    const timed = groups.filter(isTimed);
    const left: number[][] = [];
    for (const members of groups) {
      if (isTimed(members)) continue;
      const home = this.homeOf(members, timed) ?? (timed.length === 1 ? timed[0] : null);
      if (home) this.join('timeless', home[0], members[0]);
      else left.push(members);
    }
    for (const members of left) this.join('timeless', left[0][0], members[0]);
  }

  /** The largest group that has files in the innermost folder of these in which there are any. */
  private homeOf(members: readonly number[], timed: readonly number[][]): number[] | null {
    const folders = [...new Set(members.flatMap((i) => foldersOf(this.files[i].name)))];
    folders.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    for (const folder of folders) {
      const inside = timed.flatMap((group) => {
        const own = group.filter((i) => this.files[i].name.startsWith(folder));
        return own.length > 0 ? [own] : [];
      });
      if (inside.length > 0) return this.largest(inside);
    }
    return null;
  }

  crowd(maxGroups: number): void {
    const groups = this.sets.sets();
    if (groups.length <= maxGroups) return;
    const [first, ...rest] = groups.sort((a, b) => this.bySize(a, b)).slice(maxGroups - 1);
    for (const members of rest) this.join('crowd', first[0], members[0]);
  }

  private join(link: Link, a: number, b: number): void {
    if (this.sets.find(a) === this.sets.find(b)) return;
    this.sets.join(a, b);
    this.joined.push([a, link]);
  }

  private among(files: readonly number[]): number[][] {
    const groups = new Map<number, number[]>();
    for (const i of files) {
      const root = this.sets.find(i);
      groups.set(root, [...(groups.get(root) ?? []), i]);
    }
    return [...groups.values()];
  }

  private largest(groups: readonly number[][]): number[] {
    return [...groups].sort((a, b) => this.bySize(a, b))[0];
  }

  /** More files first; of as many, by the first of their names: the order in which they were given plays no part. */
  private bySize(a: readonly number[], b: readonly number[]): number {
    return b.length - a.length || (this.firstName(a) < this.firstName(b) ? -1 : 1);
  }

  private firstName(members: readonly number[]): string {
    return members.map((i) => this.files[i].name).sort()[0];
  }
}

/** 'a/b/x.log' -> ['a/b/', 'a/']. */
function foldersOf(name: string): string[] {
  const folders: string[] = [];
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
    folders.push(name.slice(0, at + 1));
  return folders;
}
