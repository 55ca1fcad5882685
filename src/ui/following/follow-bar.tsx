// Over a result that is followed: how it is going, pause and stop, and whether the reader wants to be told of what is new.

import { Bell, BellOff, Pause, Play, Square, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { pauseFollowing, stopFollowing } from '../../store/following';
import type { Following } from '../../store/following-state';
import { t, words } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { askToNotify, notify, notifyPermission, sound } from './alert';
import { ArmButton, ArmedLine } from './arm-button';
import { followWords } from './follow-words';

export function FollowBar() {
  const following = useSession((state) => state.following);
  return following === null ? null : <Bar following={following} />;
}

function Bar({ following }: { following: Following }) {
  const app = useApp();
  const name = useSession((state) => state.name);
  const clock = useClock();
  const nowMs = useNow();
  const { phase, events } = following;
  const isPaused = phase === 'paused';
  const isEnding = phase === 'ended';
  const last = events.at(-1);
  const words = followWords(following, nowMs, clock);
  return (
    <section className="follow-bar" aria-label={t('Following')} data-testid="following" data-phase={phase}>
      <div className="follow-main">
        <p className="follow-line">
          <strong>
            {PHASES[phase]} <LogText text={name} />
          </strong>
          : <span data-testid="follow-words">{words.join(' · ')}</span>
        </p>
        {last && (
          <details className="follow-events">
            <summary data-testid="follow-event">
              <LogText text={last.text} />
              {events.length > 1 && (
                <span className="faint"> {t('({length} in all)', { length: events.length })}</span>
              )}
            </summary>
            <ul>
              {events.map(({ text }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same may happen twice, and the list only grows
                <li key={i}>
                  <LogText text={text} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {following.arming && <ArmedLine arming={following.arming} />}
        {following.needsFolder && (
          <p className="faint">
            {t(
              'Drop the folder of the file instead, and what is written just before a rotation is found in the renamed file.',
            )}
          </p>
        )}
      </div>
      <div className="follow-buttons">
        <Alerts following={following} name={name} />
        <ArmButton arming={following.arming} />
        <button
          type="button"
          className="button"
          disabled={isEnding || phase === 'reading'}
          data-testid="follow-pause"
          onClick={() => pauseFollowing(app, !isPaused)}
        >
          {isPaused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
          {isPaused ? t('Go on') : t('Pause')}
        </button>
        <button
          type="button"
          className="button"
          disabled={isEnding}
          data-testid="follow-stop"
          onClick={() => void stopFollowing(app)}
        >
          <Square size={14} aria-hidden="true" />
          {t('Stop')}
        </button>
      </div>
    </section>
  );
}

const PHASES = words({
  reading: 'Reading',
  following: 'Following',
  paused: 'Paused:',
  ended: 'Ending:',
});

/** Both are off until the reader wants them; they are told of what is confirmed from then on. */
function Alerts({ following, name }: { following: Following; name: string }) {
  const [permission, setPermission] = useState(notifyPermission);
  const [isTold, setIsTold] = useState(false);
  const audio = useRef<AudioContext | null>(null);
  const [isHeard, setIsHeard] = useState(false);
  const { news } = following;
  const seen = useRef(news?.num ?? 0);
  useEffect(() => {
    if (news === null || news.num <= seen.current) return;
    seen.current = news.num;
    if (isTold) notify(name, news.incidents);
    if (isHeard && audio.current) sound(audio.current);
  }, [news, isTold, isHeard, name]);
  useEffect(() => () => void audio.current?.close().catch(() => undefined), []);
  const toggleTold = async (): Promise<void> => {
    const now = isTold ? permission : await askToNotify();
    setPermission(now);
    setIsTold(!isTold && now === 'granted');
  };
  const toggleHeard = (): void => {
    audio.current ??= new AudioContext();
    if (!isHeard) sound(audio.current);
    setIsHeard(!isHeard);
  };
  return (
    <>
      <span className="hidden-visually" role="status" data-testid="follow-news">
        {news && t('New: {incidents}', { incidents: news.incidents.map(({ title }) => title).join('; ') })}
      </span>
      {permission === 'denied' && <span className="faint">{t('The browser refuses notifications.')}</span>}
      {permission !== 'none' && (
        <button
          type="button"
          className="button"
          aria-pressed={isTold}
          disabled={permission === 'denied'}
          data-testid="follow-notify"
          onClick={() => void toggleTold()}
        >
          {isTold ? <Bell size={14} aria-hidden="true" /> : <BellOff size={14} aria-hidden="true" />}
          {t('Notify me')}
        </button>
      )}
      {'AudioContext' in globalThis && (
        <button
          type="button"
          className="button"
          aria-pressed={isHeard}
          data-testid="follow-sound"
          onClick={toggleHeard}
        >
          {isHeard ? <Volume2 size={14} aria-hidden="true" /> : <VolumeX size={14} aria-hidden="true" />}
          {t('Sound')}
        </button>
      )}
    </>
  );
}

/** Moves on every second. */
function useNow(): number {
  const app = useApp();
  const [nowMs, setNowMs] = useState(app.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(app.now()), 1000);
    return () => clearInterval(timer);
  }, [app]);
  return nowMs;
}
