// Matrix product on one heap of floats: C[m, n] (+)= A[m, k] * B[k, n]. Offsets and strides count floats; A may have any
// strides (a transposed matrix is the same call with them swapped), rows of B and C are contiguous.

export interface Gemm {
  /** All operands live here. */
  readonly heap: Float32Array;
  run(
    m: number,
    n: number,
    k: number,
    a: number,
    aRowStride: number,
    aColumnStride: number,
    b: number,
    bRowStride: number,
    c: number,
    cRowStride: number,
    accumulate: number,
  ): void;
}

/** Plain JavaScript: the reference of the SIMD kernel, and what runs where WebAssembly is missing. */
export function createJsGemm(numFloats: number): Gemm {
  const heap = new Float32Array(numFloats);
  return {
    heap,
    run(m, n, k, a, aRowStride, aColumnStride, b, bRowStride, c, cRowStride, accumulate) {
      for (let row = 0; row < m; row++) {
        const cBegin = c + row * cRowStride;
        const cEnd = cBegin + n;
        if (accumulate === 0) heap.fill(0, cBegin, cEnd);
        let aAt = a + row * aRowStride;
        for (let inner = 0; inner < k; inner++, aAt += aColumnStride) {
          const factor = heap[aAt]!;
          let bAt = b + inner * bRowStride;
          for (let cAt = cBegin; cAt < cEnd; cAt++, bAt++) heap[cAt] = heap[cAt]! + factor * heap[bAt]!;
        }
      }
    },
  };
}
