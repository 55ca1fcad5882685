// Mounts the page: the stores over the real workers and storage; with ?fixture, in development only, over invented ones.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { analysisRepository } from './storage/analyses';
import { askToPersist } from './storage/persist';
import { valueStore } from './storage/values';
import type { CreateAnalyzer } from './store/analyzer-types';
import { createApp } from './store/app';
import { watchUpdates } from './store/updates';
import { Shell } from './ui/shell/shell';
import './ui/styles/index';

async function analyzerFactory(): Promise<CreateAnalyzer> {
  const params = new URLSearchParams(location.search);
  if (import.meta.env.DEV && params.has('fixture')) {
    const { createFakeAnalyzer } = await import('./store/fixtures/fake-analyzer');
    const { fakeOptionsOf } = await import('./store/fixtures/variants');
    return () => createFakeAnalyzer(fakeOptionsOf(params));
  }
  return (await import('./store/analyzer')).createAnalyzer;
}

const app = createApp({
  createAnalyzer: await analyzerFactory(),
  repository: analysisRepository,
  values: valueStore,
  now: () => Date.now(),
});

const trackPhase = (): void => {
  const { phase, updating } = app.session.getState();
  document.documentElement.dataset.state = updating ? 'running' : phase;
};
trackPhase();
app.session.subscribe(trackPhase);

void app.history.getState().refresh();
void app.settings.getState().restore();
void watchUpdates();
void askToPersist();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Shell app={app} />
  </StrictMode>,
);
