// A question to the log, as the page asks it. In: a question in words, whether the chosen model is asked as well. Out: the answer, first of the
// answers of this session.
import type { AskProgress } from '../contracts/ask';
import { DEFAULT_WRITER } from '../contracts/written-summary';
import { errorText } from '../core/wording/error-text';
import type { App } from './app';
import { zoneOf } from './shown-zone';

/** Answers that are kept; the oldest go. */
const MAX_REPLIES = 50;

/** One at a time; does nothing while another is answered. */
export async function askLog(app: App, question: string, withModel: boolean): Promise<void> {
  const { analyzer } = app.current;
  const { asking, bridge, models } = app;
  const { result } = app.session.getState();
  const zone = zoneOf(app.shownZone.getState().choice, result?.files ?? []);
  if (analyzer === null || question.trim() === '' || asking.getState().abort !== null) return;
  const abort = new AbortController();
  asking.setState({ abort, question, progress: null, error: null });
  /** Cleared meanwhile, or of another analysis. */
  const isMine = (): boolean => asking.getState().abort === abort;
  const door = bridge.address === null ? null : { exchange: bridge.exchange, stop: bridge.stop };
  const writer = withModel ? app.settings.getState().valid.writer : DEFAULT_WRITER;
  try {
    const onProgress = (progress: AskProgress): void => void (isMine() && asking.setState({ progress }));
    const reply = await analyzer.ask(
      { question, zone, writer },
      onProgress,
      door,
      models.local,
      abort.signal,
    );
    const asked = { reply, isOld: app.session.getState().result !== result };
    if (isMine()) asking.setState(({ replies }) => ({ replies: [asked, ...replies].slice(0, MAX_REPLIES) }));
  } catch (error) {
    if (isMine()) asking.setState({ error: errorText(error) });
  } finally {
    if (isMine()) asking.setState({ abort: null, progress: null });
  }
}
