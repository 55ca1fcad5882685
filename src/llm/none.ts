// The default: no model. The ticket is complete without one.
import type { Provider } from './provider';

export const none: Provider = {
  available: async () => ({ kind: 'off' }),
  write: async () => null,
};
