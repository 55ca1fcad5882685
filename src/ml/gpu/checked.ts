// A network on the graphics processor whose numbers are held against the kernel's once it is trained: a driver that computes otherwise
// in the middle than it did on its first steps is found. In: both backends. Out: the same backend, which then throws.
import { agrees } from '../agrees';
import { type LstmBackend, withMethods } from '../lstm-model';
import { GpuFault } from './device';

/** The first reconstruction behind each training costs one of the kernel beside it. */
export function checkedBy(kernel: LstmBackend, backend: LstmBackend): LstmBackend {
  return withMethods(backend, (model, shape) => {
    let isChecked = false;
    return {
      trainStep(...batch) {
        isChecked = false;
        model.trainStep(...batch);
      },
      async reconstructLast(input, batch) {
        const values = await model.reconstructLast(input, batch);
        if (isChecked) return values;
        const other = kernel.create(shape, await model.parameters(), 0);
        const right = await other.reconstructLast(input, batch);
        other.dispose();
        requireSameNumbers(values, right);
        isChecked = true;
        return values;
      },
    };
  });
}

/** @throws GpuFault where `values` are not `right`, those of the kernel */
export function requireSameNumbers(values: Float32Array, right: Float32Array): void {
  if (values.some((value, i) => !agrees(value, right[i]!)))
    throw new GpuFault('it gave other numbers than the CPU');
}
