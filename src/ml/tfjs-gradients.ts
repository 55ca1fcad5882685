// Gradients of the few kernels that the LSTM uses. The bundle of tfjs-core registers none by itself, and its file of all of
// them cannot be imported in Node; these ten also keep the bundle small. Idempotent.
import {
  concat,
  type GradConfig,
  getGradient,
  matMul,
  mul,
  type NamedAttrMap,
  neg,
  registerGradient,
  reshape,
  scalar,
  split,
  square,
  sub,
  type Tensor,
  tile,
} from '@tensorflow/tfjs-core';

/** No shapes are broadcast in the model except the bias of a fused matMul, which brings its own gradient. */
const GRADIENTS: readonly GradConfig[] = [
  {
    kernelName: 'BatchMatMul',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      const upstream = dy as Tensor;
      return { a: () => matMul(upstream, b, false, true), b: () => matMul(a, upstream, true, false) };
    },
  },
  { kernelName: 'Add', gradFunc: (dy) => ({ a: () => dy as Tensor, b: () => dy as Tensor }) },
  { kernelName: 'Sub', gradFunc: (dy) => ({ a: () => dy as Tensor, b: () => neg(dy as Tensor) }) },
  {
    kernelName: 'Multiply',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      return { a: () => mul(dy as Tensor, b), b: () => mul(dy as Tensor, a) };
    },
  },
  {
    kernelName: 'Sigmoid',
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const y = saved[0]!;
      return { x: () => mul(dy as Tensor, mul(y, sub(scalar(1), y))) };
    },
  },
  {
    kernelName: 'Tanh',
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => mul(dy as Tensor, sub(scalar(1), square(saved[0]!))) }),
  },
  {
    kernelName: 'SplitV',
    gradFunc: (dy, _saved, attrs) => ({ x: () => concat(dy as Tensor[], axisOf(attrs)) }),
  },
  {
    kernelName: 'Concat',
    saveAllInputs: true,
    gradFunc: (dy, saved, attrs) => {
      const axis = axisOf(attrs);
      const parts = split(
        dy as Tensor,
        saved.map((part) => part.shape[axis]!),
        axis,
      );
      return Object.fromEntries(parts.map((part, i) => [i, () => part]));
    },
  },
  {
    kernelName: 'Square',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => mul(dy as Tensor, mul(saved[0]!, scalar(2))) }),
  },
  {
    kernelName: 'Reshape',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => reshape(dy as Tensor, saved[0]!.shape) }),
  },
  {
    kernelName: 'Sum',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => spread(dy as Tensor, saved[0]!.shape) }),
  },
];

function axisOf(attrs: NamedAttrMap): number {
  return attrs.axis as number;
}

/** A sum over everything has one number as its gradient. */
function spread(dy: Tensor, shape: readonly number[]): Tensor {
  return tile(
    reshape(
      dy,
      shape.map(() => 1),
    ),
    [...shape],
  );
}

export function registerGradients(): void {
  for (const gradient of GRADIENTS)
    if (getGradient(gradient.kernelName) === undefined) registerGradient(gradient);
}
