// Opens an analysis that somebody saved as a file: beside what is open, or in the empty page. In: the file. Nothing of it is shown or kept before all of it was
// checked, and none that this browser keeps is replaced by it.
import type { OpenedShare } from '../contracts/shared-analysis';
import { errorText } from '../core/wording/error-text';
import { countOf } from '../core/wording/plural';
import { type App, newAnalysis } from './app';
import { tellNews, untell } from './drop-news';
import { showAnalysis } from './parts';
import { finish, storeAnalysis, tellOfLoss } from './runs';
import { NO_SESSION } from './session';
import { checkSettings } from './settings-schema';

/** Never throws: what became of it is told, and the analysis is shown. */
export async function openShared(app: App, name: string, file: File): Promise<void> {
  tellNews(app, 'hand', name, `${name} is being opened …`);
  const analyzer = app.createAnalyzer();
  let opened: OpenedShare;
  try {
    opened = await analyzer.openShared(file);
    if (!checkSettings(opened.result.settings).ok)
      throw new Error('cannot be what it says: its settings are none');
  } catch (error) {
    analyzer.dispose();
    tellNews(app, 'warning', name, `${name} was not opened: it ${errorText(error)}. Nothing of it was kept.`);
    return;
  }
  const place = placeFor(app);
  Object.assign(place.current, { analyzer, abort: null });
  tellOfLoss(place, analyzer);
  place.view.getState().resetView();
  const { result, pins, product, savedMs, withLines } = opened;
  place.session.setState({ ...NO_SESSION, shared: { name, product, savedMs, withLines } });
  await finish(place, result, [], []);
  const numPins = app.pins.getState().addPins(pins);
  show(place);
  untell(app, name);
  if (numPins > 0)
    tellNews(
      app,
      'hand',
      name,
      `${name} brought ${countOf(numPins, 'pinned line')}, which stand among yours.`,
    );
  void keep(place, result);
}

/** The page where nothing is open; else another place beside. */
function placeFor(app: App): App {
  const { open, shown } = app.workspace.getState();
  const { phase } = shown.session.getState();
  return open.length === 1 && (phase === 'idle' || phase === 'failed') ? shown : newAnalysis(app);
}

function show(place: App): void {
  place.workspace.setState(({ open }) => (open.includes(place) ? {} : { open: [...open, place] }));
  showAnalysis(place);
}

async function keep(place: App, result: OpenedShare['result']): Promise<void> {
  const { good } = await place.repository.list().catch(() => ({ good: [] }));
  if (!good.some(({ id }) => id === result.id)) return storeAnalysis(place, result);
  const reason = 'it has one of the same files and settings already, which stays as it is';
  place.session.setState({ save: { kind: 'failed', reason } });
}
