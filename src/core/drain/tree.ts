/**
 * Token sequences -> clusters, by Drain's parse tree of fixed depth (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing
 * Approach with Fixed Depth Tree", ICWS 2017): first the number of tokens, then the first tokens, then the most similar
 * cluster of the leaf.
 */
import type { DrainSettings } from '../../contracts/settings';
import { hasWildcard, WILDCARD } from './token';

/** Sequences that the tree put together, in order of arrival. */
export interface Cluster {
  /** Tokens that all members share; WILDCARD where they differ. */
  readonly template: string[];
  readonly members: number[];
}

interface Node {
  readonly children: Map<string, Node>;
  readonly clusters: Cluster[];
}

/** Clusters looked at in one leaf, newest first: bounds the work when nothing is alike. */
const MAX_CANDIDATES = 256;

export class DrainTree {
  readonly clusters: Cluster[] = [];
  private readonly roots = new Map<number, Node>();
  private readonly settings: DrainSettings;

  constructor(settings: DrainSettings) {
    this.settings = settings;
  }

  /** Puts sequence `member` into the most similar cluster of its leaf, or into a new one. */
  add(tokens: readonly string[], member: number): void {
    const leaf = this.leafOf(tokens);
    const found = this.bestOf(leaf, tokens);
    if (found === null) {
      const cluster = { template: [...tokens], members: [member] };
      leaf.clusters.push(cluster);
      this.clusters.push(cluster);
      return;
    }
    found.members.push(member);
    const { template } = found;
    for (let i = 0; i < tokens.length; i++) if (template[i] !== tokens[i]) template[i] = WILDCARD;
  }

  private leafOf(tokens: readonly string[]): Node {
    let node = this.roots.get(tokens.length);
    if (node === undefined) {
      node = newNode();
      this.roots.set(tokens.length, node);
    }
    const levels = Math.min(this.settings.depth - 2, tokens.length);
    for (let level = 0; level < levels; level++) node = this.childOf(node, tokens[level]);
    return node;
  }

  /** The way down: the token itself, or the wildcard child when it is variable or the node is full. */
  private childOf(node: Node, token: string): Node {
    const { children } = node;
    const key = branchOf(token);
    const known = children.get(key);
    if (known !== undefined) return known;
    const room = children.size < this.settings.maxChildren - (children.has(WILDCARD) ? 0 : 1);
    const place = room ? key : WILDCARD;
    const child = children.get(place) ?? newNode();
    children.set(place, child);
    return child;
  }

  private bestOf(leaf: Node, tokens: readonly string[]): Cluster | null {
    let best: Cluster | null = null;
    let bestSimilarity = -1;
    const { clusters } = leaf;
    const last = Math.max(0, clusters.length - MAX_CANDIDATES);
    for (let i = clusters.length - 1; i >= last; i--) {
      const similarity = similarity01(clusters[i].template, tokens);
      if (similarity >= this.settings.similarity01 && similarity >= bestSimilarity) {
        best = clusters[i];
        bestSimilarity = similarity;
      }
    }
    return best;
  }
}

/** What a token is told apart by on the way down: its key when it is key=value, nothing when it is variable. */
function branchOf(token: string): string {
  const at = token.indexOf('=');
  if (at > 0 && at < token.length - 1) return token.slice(0, at + 1);
  return hasWildcard(token) ? WILDCARD : token;
}

function newNode(): Node {
  return { children: new Map(), clusters: [] };
}

/** Share of positions with the same token; an empty sequence is like itself. */
function similarity01(template: readonly string[], tokens: readonly string[]): number {
  if (tokens.length === 0) return 1;
  let same = 0;
  for (let i = 0; i < tokens.length; i++) if (template[i] === tokens[i]) same++;
  return same / tokens.length;
}
