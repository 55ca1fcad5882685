// Which models a server offers. In: its address, the bridge. Out: their names, as GET /models lists them.
import * as v from 'valibot';
import { MODEL_KEY, type WriterSettings } from '../contracts/written-summary';
import type { Bridge } from './bridge';

const MAX_MODELS = 500;
const LIMITS = { timeoutMs: 30_000, maxBytes: 2 ** 22 };
const answer = v.object({
  data: v.pipe(
    v.array(v.object({ id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)) })),
    v.maxLength(5000),
  ),
});

/** @throws Error with a sentence for the user */
export async function listModels(
  bridge: Bridge,
  { address, needsKey }: Pick<WriterSettings, 'address' | 'needsKey'>,
): Promise<readonly string[]> {
  const { status, text } = await bridge.ask(
    'a list of models',
    {
      method: 'GET',
      url: [`${address.replace(/\/+$/, '')}/models`],
      headers: needsKey ? [['Authorization', ['Bearer ', { secret: MODEL_KEY }]]] : [],
      body: null,
      redacted: [],
    },
    LIMITS,
  );
  if (status === 401 || status === 403)
    throw new Error(`The server did not accept the key (HTTP ${status}).`);
  if (status !== 200) throw new Error(`The server gave no list of models (HTTP ${status}).`);
  const models = v.safeParse(answer, parsed(text));
  if (!models.success) throw new Error('The server answered with something else than a list of models.');
  return models.output.data
    .map(({ id }) => id)
    .sort()
    .slice(0, MAX_MODELS);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
