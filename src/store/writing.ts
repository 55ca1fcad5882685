// A summary by a language model, as the page asks for it. In: an incident of the analysis at hand, who writes (settings). Out: what was
// written, in the result, so that every form of the ticket has it; or why nothing was.
import type { WritingProgress } from '../contracts/written-summary';
import { withOutcome } from '../core/ticket/written';
import { errorText } from '../core/wording/error-text';
import type { App } from './app';
import { IDLE_WRITING } from './writing-store';

/** One at a time; does nothing while another is written. */
export async function writeSummary(app: App, incidentId: string): Promise<void> {
  const { analyzer } = app.current;
  const { result } = app.session.getState();
  if (analyzer === null || result === null || app.writing.getState().abort !== null) return;
  const abort = new AbortController();
  app.writing.setState({ ...IDLE_WRITING, abort, incidentId });
  const { bridge, models } = app;
  const door = bridge.address === null ? null : { exchange: bridge.exchange, stop: bridge.stop };
  try {
    const order = { incidentId, writer: app.settings.getState().valid.writer };
    const onProgress = (progress: WritingProgress): void => app.writing.setState({ progress });
    const outcome = await analyzer.writeSummary(order, onProgress, door, models.local, abort.signal);
    app.writing.setState({ outcome });
    const now = app.session.getState().result;
    // Another analysis may have come meanwhile.
    if (outcome !== null && now?.incidents === result.incidents)
      app.session.setState({ result: withOutcome(now, incidentId, outcome) });
  } catch (error) {
    app.writing.setState({ error: errorText(error) });
  } finally {
    app.writing.setState({ abort: null });
  }
}
