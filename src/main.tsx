// Mounts the page: the stores over the real workers and storage; with ?fixture, in development only, over invented ones.
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { analysisRepository } from './storage/analyses';
import { type BaselineRepository, baselineRepository } from './storage/baselines';
import { askToPersist } from './storage/persist';
import { valueStore } from './storage/values';
import type { CreateAnalyzer } from './store/analyzer-types';
import { createApp } from './store/app';
import { listBaselines } from './store/baselines';
import { createBridge, doorAddress } from './store/bridge';
import { watchUpdates } from './store/updates';
import { Shell } from './ui/shell/shell';
import './ui/styles';

async function analyzerFactory(): Promise<CreateAnalyzer> {
  const params = new URLSearchParams(location.search);
  if (import.meta.env.DEV && params.has('fixture')) {
    const { createFakeAnalyzer } = await import('./store/fixtures/fake-analyzer');
    const { fakeOptionsOf } = await import('./store/fixtures/variants');
    return () => createFakeAnalyzer(fakeOptionsOf(params));
  }
  return (await import('./store/analyzer')).createAnalyzer;
}

/** With ?fixture&baselines, in development only, an invented one. */
async function baselinesOf(): Promise<BaselineRepository> {
  if (!import.meta.env.DEV || !new URLSearchParams(location.search).has('baselines'))
    return baselineRepository;
  const { fixtureBaseline, memoryBaselines } = await import('./store/fixtures/baselines');
  return memoryBaselines([fixtureBaseline()]);
}

const app = createApp({
  createAnalyzer: await analyzerFactory(),
  repository: analysisRepository,
  values: valueStore,
  baselineRepository: await baselinesOf(),
  bridge: createBridge(doorAddress(), () => Date.now()),
  now: () => Date.now(),
});

const trackPhase = (): void => {
  const { phase, updating, result } = app.session.getState();
  const settled = phase === 'done' && result?.isEarly ? 'preliminary' : phase;
  document.documentElement.dataset.state = updating ? 'running' : settled;
};
trackPhase();
app.session.subscribe(trackPhase);

void app.history.getState().refresh();
void app.settings.getState().restore();
void listBaselines(app);
void app.runs
  .takeInterrupted(app.now())
  .then((interrupted) => app.session.setState({ interrupted }))
  .catch(() => undefined);
void watchUpdates();
void askToPersist();

// In slices: the first render of the whole page would be the longest task of the visit.
startTransition(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Shell app={app} />
    </StrictMode>,
  ),
);
