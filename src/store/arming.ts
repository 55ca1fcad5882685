// Arms and disarms alerts of the log that is followed, and hands each verdict to them. In: what the person wants. Out: alerts, through the bridge.
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { errorText } from '../core/wording/error-text';
import { AlarmKeeper } from './alarms';
import type { App } from './app';
import type { Arming } from './following-state';

/** The bridge asks by whom, where to and how often. Never rejects: the outcome is in the session. */
export async function armAlerts(app: App): Promise<void> {
  setArming(app, { armed: null, keeper: new AlarmKeeper(), numSent: 0, last: null });
  try {
    const armed = await app.bridge.arm((why) => changeArming(app, { armed: null, last: why }));
    // Following may have ended meanwhile.
    if (app.session.getState().following === null) armed.disarm();
    else changeArming(app, { armed });
  } catch (error) {
    changeArming(app, { last: errorText(error) });
  }
}

export function disarmAlerts(app: App): void {
  app.session.getState().following?.arming?.armed?.disarm();
}

/** Incidents that were told before are not sent again. */
export function sendAlarms(app: App, result: AnalysisResult, fresh: readonly Incident[]): void {
  const arming = app.session.getState().following?.arming;
  if (!arming?.armed) return;
  const { armed, keeper } = arming;
  for (const alarm of keeper.take(result, fresh)) {
    if (alarm.action === 'resolve' && !armed.resolves) continue;
    armed.send(alarm).then(
      ({ kind, message }) => {
        const { numSent = 0 } = app.session.getState().following?.arming ?? {};
        changeArming(app, { last: message, numSent: numSent + (kind === 'accepted' ? 1 : 0) });
      },
      (error: unknown) => changeArming(app, { last: errorText(error) }),
    );
  }
}

function changeArming(app: App, part: Partial<Arming>): void {
  const arming = app.session.getState().following?.arming;
  if (arming) setArming(app, { ...arming, ...part });
}

function setArming(app: App, arming: Arming): void {
  app.session.setState(({ following }) => ({ following: following && { ...following, arming } }));
}
