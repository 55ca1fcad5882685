// The simulator's scenarios as the page offers them; its code is loaded only when someone asks for a demo.
import { analyzeDemo } from './actions';
import type { App } from './app';

export interface ScenarioChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export async function listScenarios(): Promise<readonly ScenarioChoice[]> {
  const { SCENARIOS } = await import('../core/simulate/simulate');
  return SCENARIOS.map(({ id, title, description }) => ({ id, title, description }));
}

/** The demo incident, always the same one. */
export async function startDemo(app: App): Promise<void> {
  const { DEMO } = await import('../core/simulate/simulate');
  await analyzeDemo(app, DEMO.scenario, DEMO.seed);
}
