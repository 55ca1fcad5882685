// Keeps the address and what is looked at in step: each view, filter and incident is a step that the back button takes back, a line is not; a link, or
// a page loaded again, opens the analysis that it names if this browser keeps it, else waits until the same files are given.
import { reopenAnalysis } from './actions';
import { type Address, addressText, readAddress } from './address';
import type { App } from './app';
import { showAnalysis } from './parts';
import type { SessionState } from './session';
import { type ShownZoneStore, zoneForLink } from './shown-zone';
import type { ViewState } from './view';

/** The parts of a browser that are needed. */
export interface AddressBar {
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Called when the person went back, forward, or edited the address. */
  onMove(listener: () => void): void;
}

/** @param app any of the open analyses: what is followed is the one that is shown, and a step into another one shows that */
export async function followAddress({ workspace, shownZone }: App, bar: AddressBar): Promise<void> {
  /** Where a link leads to, until its analysis is there. */
  let waiting = readAddress(bar.hash());
  let isMoving = false;
  let last = '';
  let unfollow: (() => void)[] = [];
  const shown = (): App => workspace.getState().shown;

  const go = ({ analysis: _analysis, zone, ...place }: Address): void => {
    isMoving = true;
    const { choice, follow } = shownZone.getState();
    if (zone !== null && zone !== zoneForLink(choice)) follow(zone);
    shown().view.setState(({ goToRow }) => {
      const row = place.lineView.cursorRow;
      return { ...place, goToRow: row === null ? null : { row, serial: (goToRow?.serial ?? 0) + 1 } };
    });
    isMoving = false;
  };

  const write = (): void => {
    const { session, view } = shown();
    const { result, phase } = session.getState();
    if (phase !== 'done' || result === null || result.isEarly) return;
    const now = addressText(addressOf(view.getState(), result.id, shownZone));
    // A page loaded again stands where its address says: what comes then is a step from there.
    if (now === bar.hash()) {
      last = now;
      return;
    }
    const isStep = !isMoving && last !== '' && stepOf(now) !== stepOf(last);
    if (isStep) bar.push(now);
    else bar.replace(now);
    last = now;
  };

  const onSession = (state: SessionState, before: SessionState): void => {
    if (state.phase === 'idle' && before.phase !== 'idle') {
      last = '';
      bar.replace('');
    }
    if (state.phase !== 'done' || state.result === null || state.result === before.result) return;
    if (waiting !== null && (waiting.analysis === '' || waiting.analysis === state.result.id)) go(waiting);
    if (!state.result.isEarly) waiting = null;
    write();
  };
  const follow = ({ view, session }: App): void => {
    for (const stop of unfollow) stop();
    unfollow = [view.subscribe(write), session.subscribe(onSession)];
  };

  follow(shown());
  shownZone.subscribe(write);
  workspace.subscribe((state, before) => {
    if (state.shown === before.shown) return;
    follow(state.shown);
    write();
  });
  bar.onMove(() => {
    const address = readAddress(bar.hash());
    const { result } = shown().session.getState();
    if (address === null || result === null) return;
    if (address.analysis !== '' && address.analysis !== result.id) {
      const beside = workspace
        .getState()
        .open.find(({ session }) => session.getState().result?.id === address.analysis);
      waiting = beside === undefined ? address : null;
      if (beside === undefined) {
        void open(shown(), address.analysis);
        return;
      }
      isMoving = true;
      showAnalysis(beside);
      isMoving = false;
    }
    last = bar.hash();
    go(address);
  });
  if (waiting !== null && waiting.analysis !== '') await open(shown(), waiting.analysis);
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
  const address = addressOf(
    { ...view, tab: 'lines', lineView: { ...lineView, cursorRow: row } },
    id,
    app.shownZone,
  );
  return addressText(address);
}

function addressOf(
  { tab, incidentId, zoom, lineView, compare, sql, logSlice }: ViewState,
  analysis: string,
  shownZone: ShownZoneStore,
): Address {
  const zone = zoneForLink(shownZone.getState().choice);
  return { analysis, tab, incidentId, zoom, lineView, compare, sql, logSlice, zone };
}

/** What of an address is a step of its own: all but the line under the cursor, the zoom, the zone and the columns. */
function stepOf(hash: string): string {
  return hash.replace(/[&#](row|zoom|zone|column)=[^&]*/g, '');
}

/** The bar of this browser. */
export const browserBar: AddressBar = {
  hash: () => location.hash,
  push: (hash) => history.pushState(null, '', hash === '' ? location.pathname + location.search : hash),
  replace: (hash) => history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash),
  onMove: (listener) => window.addEventListener('popstate', listener),
};
