/** Merges the kinds, shapes and sources of shards, in file order, into global ones in order of first occurrence. */
import type { KindTable, ShapeTable } from '../../contracts/tables';
import type { ShardResult } from './types';

/** Between tokens; no token holds it, since control characters end tokens. */
const JOINT = '\u0000';

export class KindMerger {
  readonly sources: string[] = [''];
  private readonly sourceIndex = new Map<string, number>([['', 0]]);
  private readonly shapeIndex = new Map<string, number>();
  private readonly tokens: (readonly string[])[] = [];
  private readonly counts: number[] = [];
  private readonly kindIndex = new Map<string, number>();
  private readonly kindShape: number[] = [];
  private readonly kindLevel: number[] = [];
  private readonly kindSource: number[] = [];

  /** Global number of each local kind of the shard. */
  merge(result: ShardResult): Uint32Array {
    const shapes = result.shapeTokens.map((tokens, i) => this.shapeOf(tokens, result.shapeCount[i]));
    const sources = result.sources.map((source) => this.sourceOf(source));
    return Uint32Array.from(result.kindShape, (shape, kind) =>
      this.kindOf(shapes[shape], result.kindLevel[kind], sources[result.kindSource[kind]]),
    );
  }

  kinds(): KindTable {
    return {
      length: this.kindShape.length,
      shape: Uint32Array.from(this.kindShape),
      level: Uint8Array.from(this.kindLevel),
      source: Uint32Array.from(this.kindSource),
    };
  }

  shapes(): ShapeTable {
    return { length: this.tokens.length, tokens: this.tokens, count: Float64Array.from(this.counts) };
  }

  private shapeOf(tokens: readonly string[], count: number): number {
    const key = tokens.join(JOINT);
    let shape = this.shapeIndex.get(key);
    if (shape === undefined) {
      shape = this.tokens.length;
      this.shapeIndex.set(key, shape);
      this.tokens.push(tokens);
      this.counts.push(0);
    }
    this.counts[shape] += count;
    return shape;
  }

  private sourceOf(name: string): number {
    let source = this.sourceIndex.get(name);
    if (source === undefined) {
      source = this.sources.length;
      this.sourceIndex.set(name, source);
      this.sources.push(name);
    }
    return source;
  }

  private kindOf(shape: number, level: number, source: number): number {
    const key = `${shape} ${level} ${source}`;
    let kind = this.kindIndex.get(key);
    if (kind === undefined) {
      kind = this.kindShape.length;
      this.kindIndex.set(key, kind);
      this.kindShape.push(shape);
      this.kindLevel.push(level);
      this.kindSource.push(source);
    }
    return kind;
  }
}
