// What a training step of the autoencoder asks of a graphics processor, counted from its sizes, and what that may cost on a card: an
// estimate, for where none can be measured. In: nothing. Out: lines of text.
import { INFO_BYTES } from '../src/ml/gpu/wgsl-common';
import { type LstmShape, operationsOfStep } from '../src/ml/lstm-shape';

/** Forward, head, backward, gradients, adam (src/ml/gpu/trainer.ts; e2e/gpu-programs.spec.ts counts them). */
const DISPATCHES = 5;
/** Values of a step that travel with its batch, and the loss. */
const BYTES_BESIDE = INFO_BYTES + 4;
/**
 * Between these a card is taken to be: a dispatch that starts as quickly as a driver can, arithmetic at a twentieth of what a card of the
 * middle can do; and one as slow as those of tfjs were measured (decision 3: 600 took 136 to 195 ms on an H100), at a two-hundredth.
 */
const CARD = {
  quick: { msOfDispatch: 0.01, perMs: 1e12 / 1000 },
  slow: { msOfDispatch: 0.3, perMs: 1e11 / 1000 },
} as const;

const SIZES: readonly { readonly shape: LstmShape; readonly batches: readonly number[] }[] = [
  { shape: { steps: 6, inputs: 14, hidden: 32, latent: 12 }, batches: [8, 64, 1024, 4096] },
  { shape: { steps: 20, inputs: 32, hidden: 64, latent: 24 }, batches: [64, 1024] },
  { shape: { steps: 20, inputs: 32, hidden: 256, latent: 24 }, batches: [1024] },
];

export function costTable(): string[] {
  const lines = [
    'counted, not measured: a step on a card (5 dispatches, the loss read back), and an estimate of its time',
    'steps inputs hidden  batch   million operations   bytes sent   estimate ms',
  ];
  for (const { shape, batches } of SIZES)
    for (const batch of batches) {
      const operations = operationsOfStep(shape, batch);
      const bytes = 8 * shape.steps * shape.inputs * batch + BYTES_BESIDE;
      const ms = ({ msOfDispatch, perMs }: { msOfDispatch: number; perMs: number }): string =>
        String(Number((DISPATCHES * msOfDispatch + operations / perMs).toPrecision(2)));
      const sizes = [shape.steps, shape.inputs, shape.hidden]
        .map((each) => String(each).padStart(6))
        .join('');
      lines.push(
        `${sizes}${String(batch).padStart(7)}${(operations / 1e6).toFixed(1).padStart(21)}${String(bytes).padStart(13)}   ${ms(CARD.quick)} to ${ms(CARD.slow)}`,
      );
    }
  return lines;
}
