// Mounts the page: the stores over the real workers and storage; with ?fixture, in development only, over invented ones.
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { BuiltInModel } from './contracts/local-models';
import { analysisRepository } from './storage/analyses';
import { type BaselineRepository, baselineRepository } from './storage/baselines';
import { askToPersist } from './storage/persist';
import { runbookRepository } from './storage/runbooks';
import { valueStore } from './storage/values';
import type { CreateAnalyzer } from './store/analyzer-types';
import { type App, createApp } from './store/app';
import { listBaselines } from './store/baselines';
import { createBridge, doorAddress } from './store/bridge';
import { browserBar, followAddress } from './store/follow-address';
import { createModels } from './store/models';
import { listRunbooks } from './store/runbooks';
import { watchUpdates } from './store/updates';
import { Shell } from './ui/shell/shell';
import './ui/styles';
import { startLanguage } from './words/language';

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

/** Tells programs that drive the page how far it is: the analysis that is shown, and how many others are not done. */
function trackPhases({ workspace }: App): void {
  const track = (): void => {
    const { open, shown } = workspace.getState();
    const { phase, updating, result } = shown.session.getState();
    const settled = phase === 'done' && result?.isEarly ? 'preliminary' : phase;
    const { dataset } = document.documentElement;
    dataset.state = updating ? 'running' : settled;
    const isOpen = ({ session }: App): boolean =>
      session.getState().phase === 'running' || session.getState().result?.isEarly === true;
    const numBeside = open.filter((each) => each !== shown && isOpen(each)).length;
    if (numBeside > 0) dataset.beside = String(numBeside);
    else delete dataset.beside;
  };
  let stop: (() => void)[] = [];
  const follow = (): void => {
    for (const each of stop) each();
    stop = workspace.getState().open.map(({ session }) => session.subscribe(track));
    track();
  };
  workspace.subscribe(follow);
  follow();
}

/** One for the page: it has to know what it was asked, to stop it. */
let ownModel: Promise<BuiltInModel> | null = null;
function builtIn(): Promise<BuiltInModel> {
  ownModel ??= import('./llm/built-in').then((module) => module.builtInModel());
  return ownModel;
}

/** Other than English is a chunk: it is loaded while the stores are made. */
const speaking = startLanguage();

const app = createApp({
  createAnalyzer: await analyzerFactory(),
  repository: analysisRepository,
  values: valueStore,
  baselineRepository: await baselinesOf(),
  runbookRepository,
  bridge: createBridge(doorAddress(), () => Date.now()),
  models: createModels(
    async (onLost) => (await import('./store/model-thread')).startModelThread(onLost),
    builtIn,
  ),
  startSql: async (analyzer) => (await import('./store/sql-thread')).startSqlThread(analyzer),
  now: () => Date.now(),
});

trackPhases(app);

void followAddress(app, browserBar);
void app.history.getState().refresh();
void app.settings.getState().restore();
void app.pins.getState().restore();
void listBaselines(app);
void listRunbooks(app);
void app.runs
  .takeInterrupted(app.now())
  .then((interrupted) => app.session.setState({ interrupted }))
  .catch(() => undefined);
void watchUpdates();
void askToPersist();

await speaking;
// In slices: the first render of the whole page would be the longest task of the visit.
startTransition(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Shell app={app} />
    </StrictMode>,
  ),
);
