// A model that runs in another thread of this machine, as the providers of this one look. In: the thread's models. Out: a Provider that asks
// them; nothing leaves.
import type { Provider, ProviderParts } from './provider';

export function localProvider({ settings, local }: ProviderParts): Provider {
  return {
    available: async () =>
      local === null
        ? { kind: 'unavailable', why: 'Models cannot run in this place' }
        : local.available(settings),
    async write(request, { signal, onText, onPace }) {
      const stop = (): void => void local?.stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return (await local?.write(settings, request, onText, onPace)) ?? null;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
