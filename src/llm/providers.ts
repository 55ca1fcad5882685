// Who can write: one row a provider. The rest finds a provider by its id in the settings.
import type { ProviderId } from '../contracts/written-summary';
import { localProvider } from './local-provider';
import { none } from './none';
import type { Provider, ProviderParts, ProviderRow } from './provider';

export const PROVIDERS: { readonly [Id in ProviderId]: ProviderRow & { readonly id: Id } } = {
  none: { id: 'none', label: 'No language model', load: async () => none },
  wllama: {
    id: 'wllama',
    label: 'A model file on this machine',
    load: async (parts) => localProvider(parts),
  },
  'web-llm': {
    id: 'web-llm',
    label: 'A model folder on this machine, for WebGPU',
    load: async (parts) => localProvider(parts),
  },
  'built-in': {
    id: 'built-in',
    label: "The browser's own model",
    load: async (parts) => localProvider(parts),
  },
  openai: {
    id: 'openai',
    label: "A server with OpenAI's interface",
    load: async (parts) => (await import('./openai')).openaiProvider(parts),
  },
};

/** @param exchange as in ProviderParts */
export function loadProvider(parts: ProviderParts): Promise<Provider> {
  return PROVIDERS[parts.settings.provider].load(parts);
}
