// Attempts from inside the threads of the page. Not every browser's driver reaches into a worker (Firefox's reaches none), so the battery is built in:
// the host appends it to the code of each worker and of the service worker, where it waits to be called by a channel.
import type { Page } from '@playwright/test';
import { reachOutAnywhere, reachOutFromServiceWorker, type Target } from './battery';

const CALLS = 'battery';
const ANSWERS = 'battery-answers';

/** For `rewrite` of a server: the text of a file with the battery in it, if it is the code of a thread. */
export function withBattery(path: string, text: string): string {
  const isServiceWorker = path === 'sw.js';
  if (!isServiceWorker && !/\.worker-[\w-]+\.js$/.test(path)) return text;
  const attempts = isServiceWorker ? reachOutFromServiceWorker : reachOutAnywhere;
  const name = isServiceWorker ? '"service-worker"' : '(self.name || "nested")';
  return `${text}
{
  const answers = new BroadcastChannel('${ANSWERS}');
  new BroadcastChannel('${CALLS}').onmessage = ({ data }) => {
    if ((${name} === 'service-worker') !== data.ofServiceWorker) return;
    answers.postMessage({ begun: ${name} });
    (${attempts.toString()})({ ...data, tag: ${name} + data.suffix }).then(() => answers.postMessage({ ended: ${name} }));
  };
}`;
}

interface Call extends Omit<Target, 'tag'> {
  /** Behind the name of each thread, in its tag. */
  readonly suffix?: string;
  readonly ofServiceWorker?: boolean;
}

/** Runs the battery in all threads of one kind. Returns the names of those that came to its end, sorted. */
export function runInWorkers(page: Page, { suffix = '', ofServiceWorker = false, ...target }: Call) {
  return page.evaluate(
    async ({ call, calls, answers }) => {
      const begun = new Set<string>();
      const ended = new Set<string>();
      const heard = new BroadcastChannel(answers);
      heard.onmessage = ({ data }) => {
        if (data.begun) begun.add(data.begun);
        else ended.add(data.ended);
      };
      const channel = new BroadcastChannel(calls);
      channel.postMessage(call);
      const deadline = performance.now() + 150_000;
      let lastBegun = performance.now() + 15_000;
      heard.addEventListener('message', ({ data }) => {
        if (data.begun) lastBegun = performance.now();
      });
      const isOver = () => ended.size === begun.size && performance.now() > lastBegun + 1500;
      while (!isOver() && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 100));
      heard.close();
      channel.close();
      return [...ended].sort();
    },
    { call: { ...target, suffix, ofServiceWorker }, calls: CALLS, answers: ANSWERS },
  );
}
