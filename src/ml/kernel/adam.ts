// One step of Adam on parameters that lie on a kernel's heap. In: gradients there. Out: parameters and moments moved.
import { ADAM } from '../lstm-model';
import type { TrainedLayout } from './memory';

/** Kingma and Ba, 2015, in the form of tfjs. */
export function adamStep(memory: TrainedLayout, learningRate: number, stepNum: number): void {
  const { heap, kernel, parameters, numParameters, adamConstants } = memory;
  const { beta1, beta2, epsilon } = ADAM;
  const rate = learningRate / (1 - beta1 ** stepNum);
  heap.set([beta1, 1 - beta1, beta2, 1 - beta2, rate, 1 / (1 - beta2 ** stepNum), epsilon], adamConstants);
  const mean = parameters + numParameters;
  kernel.adam(numParameters, parameters, mean, mean + numParameters, memory.gradients, adamConstants);
}
