// Servers with OpenAI's interface, by the addresses that they have unless told otherwise. None of them is asked before the person allows it.
import type { WriterSettings } from '../../contracts/written-summary';
import { HAS_BRIDGE } from '../../store/bridge';

interface Preset extends Pick<WriterSettings, 'address' | 'model' | 'needsKey'> {
  readonly label: string;
}

/** None in the air-gapped build, which names no other host. */
export const PRESETS: readonly Preset[] = HAS_BRIDGE
  ? [
      { label: 'Ollama', address: 'http://localhost:11434/v1', model: '', needsKey: false },
      { label: 'LM Studio', address: 'http://localhost:1234/v1', model: '', needsKey: false },
      { label: 'llama.cpp', address: 'http://localhost:8080/v1', model: '', needsKey: false },
      { label: 'vLLM', address: 'http://localhost:8000/v1', model: '', needsKey: false },
      {
        label: 'Groq',
        address: 'https://api.groq.com/openai/v1',
        model: 'openai/gpt-oss-20b',
        needsKey: true,
      },
    ]
  : [];
