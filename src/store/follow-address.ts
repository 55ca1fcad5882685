// Keeps the address and what is looked at in step: each view, filter and incident is a step that the back button takes back, a line is not; a link, or
// a page loaded again, opens the analysis that it names if this browser keeps it, else waits until the same files are given.
import { reopenAnalysis } from './actions';
import { type Address, addressText, readAddress } from './address';
import type { App } from './app';
import type { ViewState } from './view';

/** The parts of a browser that are needed. */
export interface AddressBar {
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Called when the person went back, forward, or edited the address. */
  onMove(listener: () => void): void;
}

export async function followAddress(app: App, bar: AddressBar): Promise<void> {
  /** Where a link leads to, until its analysis is there. */
  let waiting = readAddress(bar.hash());
  let isMoving = false;
  let last = '';

  const go = (address: Address): void => {
    isMoving = true;
    const { analysis: _analysis, ...place } = address;
    app.view.setState(({ goToRow }) => {
      const row = address.lineView.cursorRow;
      return { ...place, goToRow: row === null ? null : { row, serial: (goToRow?.serial ?? 0) + 1 } };
    });
    isMoving = false;
  };

  const write = (): void => {
    const { result, phase } = app.session.getState();
    if (phase !== 'done' || result === null || result.isEarly) return;
    const now = addressText(addressOf(app.view.getState(), result.id));
    if (now === bar.hash()) return;
    const isStep = !isMoving && last !== '' && stepOf(now) !== stepOf(last);
    if (isStep) bar.push(now);
    else bar.replace(now);
    last = now;
  };

  app.view.subscribe(write);
  app.session.subscribe((state, before) => {
    if (state.phase === 'idle' && before.phase !== 'idle') {
      last = '';
      bar.replace('');
    }
    if (state.phase !== 'done' || state.result === null || state.result === before.result) return;
    if (waiting !== null && (waiting.analysis === '' || waiting.analysis === state.result.id)) go(waiting);
    if (!state.result.isEarly) waiting = null;
    write();
  });
  bar.onMove(() => {
    const address = readAddress(bar.hash());
    const { result } = app.session.getState();
    if (address === null || result === null) return;
    if (address.analysis !== '' && address.analysis !== result.id) {
      waiting = address;
      void open(app, address.analysis);
      return;
    }
    last = bar.hash();
    go(address);
  });
  if (waiting !== null && waiting.analysis !== '') await open(app, waiting.analysis);
}

/** Opens a stored analysis; one that is not stored here waits for its files. */
async function open(app: App, id: string): Promise<void> {
  await app.history.getState().refresh();
  const isKept = app.history.getState().items?.some((item) => item.id === id) ?? false;
  if (app.session.getState().phase !== 'idle') return;
  if (isKept) await reopenAnalysis(app, id);
  else app.view.setState({ linkWaits: true });
}

/** The link to a line as it is seen now. */
export function linkToRow(app: App, row: number): string {
  const id = app.session.getState().result?.id ?? '';
  const view = app.view.getState();
  const { lineView } = view;
  const address = addressOf({ ...view, tab: 'lines', lineView: { ...lineView, cursorRow: row } }, id);
  return addressText(address);
}

function addressOf({ tab, incidentId, zoom, lineView }: ViewState, analysis: string): Address {
  return { analysis, tab, incidentId, zoom, lineView };
}

/** What of an address is a step of its own: all but the line under the cursor and the zoom. */
function stepOf(hash: string): string {
  return hash.replace(/[&#](row|zoom)=[^&]*/g, '');
}

/** The bar of this browser. */
export const browserBar: AddressBar = {
  hash: () => location.hash,
  push: (hash) => history.pushState(null, '', hash === '' ? location.pathname + location.search : hash),
  replace: (hash) => history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash),
  onMove: (listener) => window.addEventListener('popstate', listener),
};
