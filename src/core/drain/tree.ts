/**
 * Token sequences -> clusters, by Drain's parse tree of fixed depth (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing
 * Approach with Fixed Depth Tree", ICWS 2017): first the number of tokens, then the first tokens, then the most similar
 * cluster of the leaf. Tokens are compared as numbers.
 */
import type { DrainSettings } from '../../contracts/settings';
import { isNamedNoun, isPredicate } from './lexicon';
import { hasWildcard, isQuoted, WILDCARD } from './token';

/** Sequences that the tree put together, in order of arrival. */
export interface Cluster {
  readonly members: number[];
}

interface OpenCluster extends Cluster {
  /** Token numbers that all members share; WILDCARD_ID where they differ. */
  readonly template: Int32Array;
}

interface Node {
  readonly children: Map<number, Node>;
  readonly clusters: OpenCluster[];
}

/**
 * Clusters of one leaf. Wording is finite: a leaf with more holds data, and what is like none of them goes to the last
 * cluster, so that a million unlike lines make neither a million templates nor quadratic work.
 */
const MAX_CLUSTERS = 512;
const WILDCARD_ID = -1;

export class DrainTree {
  readonly clusters: Cluster[] = [];
  private readonly roots = new Map<number, Node>();
  private readonly ids = new Map<string, number>();
  private readonly settings: DrainSettings;

  constructor(settings: DrainSettings) {
    this.settings = settings;
  }

  /** Puts sequence `member` into the most similar cluster of its leaf, or into a new one. */
  add(tokens: readonly string[], member: number): void {
    const leaf = this.leafOf(tokens);
    const sequence = Int32Array.from(tokens, (token) => this.idOf(token));
    const full = leaf.clusters.length === MAX_CLUSTERS;
    const found = this.bestOf(leaf, sequence) ?? (full ? leaf.clusters[MAX_CLUSTERS - 1] : null);
    if (found === null) {
      const cluster = { template: sequence, members: [member] };
      leaf.clusters.push(cluster);
      this.clusters.push(cluster);
      return;
    }
    found.members.push(member);
    const { template } = found;
    for (let i = 0; i < template.length; i++) if (template[i] !== sequence[i]) template[i] = WILDCARD_ID;
  }

  private leafOf(tokens: readonly string[]): Node {
    let node = this.roots.get(tokens.length);
    if (node === undefined) {
      node = newNode();
      this.roots.set(tokens.length, node);
    }
    const levels = Math.min(this.settings.depth - 2, tokens.length);
    for (let level = 0; level < levels; level++) {
      const named = level > 0 && isNamedNoun(tokens[level - 1]) && !isPredicate(tokens[level]);
      node = this.childOf(node, named || isQuoted(tokens[level]) ? WILDCARD : tokens[level]);
    }
    return node;
  }

  /** The way down: by the token, or by the wildcard child when it is variable or the node is full. */
  private childOf(node: Node, token: string): Node {
    const { children } = node;
    const branch = branchOf(token);
    const key = branch === null ? WILDCARD_ID : this.idOf(branch);
    const known = children.get(key);
    if (known !== undefined) return known;
    const room = children.size < this.settings.maxChildren - (children.has(WILDCARD_ID) ? 0 : 1);
    const place = room ? key : WILDCARD_ID;
    const child = children.get(place) ?? newNode();
    children.set(place, child);
    return child;
  }

  private bestOf(leaf: Node, sequence: Int32Array): OpenCluster | null {
    let best: OpenCluster | null = null;
    // An empty sequence is like itself.
    let least = Math.ceil(this.settings.similarity01 * sequence.length - 1e-9);
    const { clusters } = leaf;
    for (let i = clusters.length - 1; i >= 0; i--) {
      const same = numSame(clusters[i].template, sequence);
      if (same < least) continue;
      best = clusters[i];
      least = same;
    }
    return best;
  }

  private idOf(token: string): number {
    const known = this.ids.get(token);
    if (known !== undefined) return known;
    this.ids.set(token, this.ids.size);
    return this.ids.size - 1;
  }
}

function newNode(): Node {
  return { children: new Map(), clusters: [] };
}

/** What a token is told apart by on the way down: its key when it is key=value; null when it is variable. */
function branchOf(token: string): string | null {
  const at = token.indexOf('=');
  if (at > 0 && at < token.length - 1) return token.slice(0, at + 1);
  return hasWildcard(token) ? null : token;
}

function numSame(template: Int32Array, sequence: Int32Array): number {
  let same = 0;
  for (let i = 0; i < sequence.length; i++) if (template[i] === sequence[i]) same++;
  return same;
}
