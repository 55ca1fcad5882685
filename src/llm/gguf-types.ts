// Sizes of the element types of a GGUF tensor: elements of a block, bytes of a block. Source: ggml's type traits, as the package `gguf`
// 0.19.0 lists them (GGML_QUANT_SIZES).

const QK = 256;

/** By the number that stands in the file. */
export const TENSOR_TYPES: ReadonlyMap<number, readonly [elements: number, bytes: number]> = new Map([
  [0, [1, 4]], // F32
  [1, [1, 2]], // F16
  [2, [32, 18]], // Q4_0
  [3, [32, 20]], // Q4_1
  [6, [32, 22]], // Q5_0
  [7, [32, 24]], // Q5_1
  [8, [32, 34]], // Q8_0
  [9, [32, 40]], // Q8_1
  [10, [QK, 84]], // Q2_K
  [11, [QK, 110]], // Q3_K
  [12, [QK, 144]], // Q4_K
  [13, [QK, 176]], // Q5_K
  [14, [QK, 210]], // Q6_K
  [15, [QK, 292]], // Q8_K
  [16, [QK, 66]], // IQ2_XXS
  [17, [QK, 74]], // IQ2_XS
  [18, [QK, 98]], // IQ3_XXS
  [19, [QK, 50]], // IQ1_S
  [20, [32, 18]], // IQ4_NL
  [21, [QK, 110]], // IQ3_S
  [22, [QK, 82]], // IQ2_S
  [23, [QK, 136]], // IQ4_XS
  [24, [1, 1]], // I8
  [25, [1, 2]], // I16
  [26, [1, 4]], // I32
  [27, [1, 8]], // I64
  [28, [1, 8]], // F64
  [29, [QK, 56]], // IQ1_M
  [30, [1, 2]], // BF16
  [34, [QK, 54]], // TQ1_0
  [35, [QK, 66]], // TQ2_0
  [39, [32, 17]], // MXFP4
  [40, [64, 36]], // NVFP4
  [41, [128, 18]], // Q1_0
]);
