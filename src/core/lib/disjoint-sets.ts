/** Disjoint sets of the numbers 0 .. length - 1. In: pairs that belong together. Out: the sets (Tarjan, JACM 1975). */
export class DisjointSets {
  private readonly parent: Uint32Array;

  constructor(length: number) {
    this.parent = Uint32Array.from({ length }, (_, i) => i);
  }

  find(i: number): number {
    let at = i;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    this.parent[Math.max(x, y)] = Math.min(x, y);
  }

  /** Each set ascending, by its lowest number. */
  sets(): number[][] {
    const sets = new Map<number, number[]>();
    for (let i = 0; i < this.parent.length; i++) {
      const root = this.find(i);
      const own = sets.get(root);
      if (own) own.push(i);
      else sets.set(root, [i]);
    }
    return [...sets.values()];
  }
}
