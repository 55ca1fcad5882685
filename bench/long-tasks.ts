// Tasks of the page's main thread over 50 ms, told by the browser, each with the step during which it began.
import type { Browser, Page } from 'playwright';

export interface LongTask {
  readonly phase: string;
  readonly ms: number;
  /** Since its phase began. */
  readonly atSeconds: number;
}

interface Watching {
  readonly tasks: { start: number; ms: number }[];
  readonly phases: { name: string; start: number }[];
  readonly observer: PerformanceObserver;
}

/** Runs in the page, before the first step. No named function in it: tsx wraps those in a helper that the page does not have. */
function watchTasks(): void {
  const tasks: Watching['tasks'] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration });
  });
  observer.observe({ entryTypes: ['longtask'] });
  Object.assign(globalThis, { watching: { tasks, phases: [], observer } });
}

/** After each step: what it has set off is over. */
export const PAUSE_MS = 700;

/** The built page, at rest, its tasks watched from here on. */
export async function openWatched(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  await page.goto(url);
  await page.getByTestId('drop-zone').waitFor();
  await page.waitForTimeout(PAUSE_MS);
  await page.evaluate(watchTasks);
  return page;
}

/** What follows is told by this name. */
export async function markPhase(page: Page, name: string): Promise<void> {
  await page.evaluate((phase) => {
    const { watching } = globalThis as unknown as { watching: Watching };
    watching.phases.push({ name: phase, start: performance.now() });
    // Stands in a trace, too.
    performance.mark(`phase:${phase}`);
  }, name);
}

export async function longTasks(page: Page): Promise<readonly LongTask[]> {
  const { tasks, phases } = await page.evaluate(() => {
    const { tasks, phases, observer } = (globalThis as unknown as { watching: Watching }).watching;
    const last = observer
      .takeRecords()
      .map(({ startTime, duration }) => ({ start: startTime, ms: duration }));
    return { tasks: [...tasks, ...last], phases };
  });
  return tasks.map(({ start, ms }) => {
    // A click is marked just before it is made, so its task may begin a moment before the mark is done.
    const phase = phases.filter((each) => each.start <= start + 1).at(-1) ?? { name: 'before', start };
    return { phase: phase.name, ms, atSeconds: (start - phase.start) / 1000 };
  });
}
