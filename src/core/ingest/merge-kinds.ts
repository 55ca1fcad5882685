/** Merges the kinds, shapes and sources of shards, in file order, into global ones in order of first occurrence. */
import type { KindTable, ShapeTable } from '../../contracts/tables';
import { countedLevel, PACKED_LEVELS, statedLevelOf, statusOfPacked } from './packed-level';
import { ShapeMerger } from './shapes/merge-shapes';
import type { ShardResult } from './types';

export class KindMerger {
  readonly sources: string[] = [''];
  private readonly sourceIndex = new Map<string, number>([['', 0]]);
  private readonly shapeMerger = new ShapeMerger();
  private readonly kindIndex = new Map<number, number>();
  private readonly kindShape: number[] = [];
  /** As packLevel makes them. */
  private readonly kindLevel: number[] = [];
  private readonly kindSource: number[] = [];

  /** Global number of each local kind of the shard. */
  merge(result: ShardResult): Uint32Array {
    const shapes = this.shapeMerger.merge(result.shapes, result.numCoarse);
    const sources = result.sources.map((source) => this.sourceOf(source));
    return Uint32Array.from(result.kindShape, (shape, kind) =>
      this.kindOf(shapes[shape], result.kindLevel[kind], sources[result.kindSource[kind]]),
    );
  }

  levelOf(kind: number): number {
    return countedLevel(this.kindLevel[kind]);
  }

  shapeOf(kind: number): number {
    return this.kindShape[kind];
  }

  kinds(): KindTable {
    return {
      length: this.kindShape.length,
      shape: Uint32Array.from(this.kindShape),
      level: Uint8Array.from(this.kindLevel, countedLevel),
      ...(this.kindLevel.some((packed) => statusOfPacked(packed) > 0) ? this.statuses() : {}),
      source: Uint32Array.from(this.kindSource),
    };
  }

  private statuses(): Pick<KindTable, 'status' | 'stated'> {
    return {
      status: Uint8Array.from(this.kindLevel, statusOfPacked),
      stated: Uint8Array.from(this.kindLevel, statedLevelOf),
    };
  }

  shapes(): ShapeTable {
    return this.shapeMerger.table();
  }

  /** Tokens of one shape. */
  tokensOf(shape: number): string[] {
    return this.shapeMerger.tokensOf(shape);
  }

  /** Records that met the limits on shapes and were given a coarser one; at least. */
  get numCoarse(): number {
    return this.shapeMerger.numCoarse;
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
    const key = (source * PACKED_LEVELS + level) * 2 ** 24 + shape;
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
