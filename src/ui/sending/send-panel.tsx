// Hands an export over: which one, to whom; what came of it; and everything that left since the page was opened.

import { useState } from 'react';
import { visibleLine } from '../../core/ticket/neutral';
import { errorText } from '../../core/wording/error-text';
import { type Bridge, type BridgeState, HAS_BRIDGE } from '../../store/bridge';
import { exportFile } from '../../store/export-file';
import { t } from '../../words/t';
import { useApp, useBridge } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { useClock } from '../shared/use-clock';
import { BridgeStateLine } from './bridge-state';

type SenderInfo = BridgeState['senders'][number];
type SendResult = Awaited<ReturnType<Bridge['send']>>;

export function SendPanel({ names }: { readonly names: readonly string[] }) {
  const { bridge } = useApp();
  const phase = useBridge((state) => state.phase);
  if (!HAS_BRIDGE) return null;
  return (
    <section className="panel sending-panel" data-testid="send-panel">
      <div className="panel-head">
        <h2>{t('Send')}</h2>
      </div>
      <div className="panel-body">
        <BridgeStateLine />
        {bridge.address !== null && phase === 'closed' && (
          <button
            type="button"
            className="button bridge-open"
            data-testid="bridge-open"
            onClick={bridge.open}
          >
            {t('Open the bridge')}
          </button>
        )}
        {phase === 'opening' && <p role="status">{t('The bridge opens …')}</p>}
        {phase === 'open' && <SendForm names={names} />}
        <SentList />
      </div>
    </section>
  );
}

function SendForm({ names }: { readonly names: readonly string[] }) {
  const app = useApp();
  const senders = useBridge((state) => state.senders);
  const [senderId, setSenderId] = useState(senders[0]?.id ?? '');
  const [chosen, setChosen] = useState('');
  const [state, setState] = useState<'ready' | 'working' | SendResult>('ready');
  const sender = senders.find(({ id }) => id === senderId) ?? senders[0];
  if (sender === undefined) return null;
  const fitting = names.filter((name) => takes(sender, name));
  const name = fitting.includes(chosen) ? chosen : fitting[0];
  const send = async (): Promise<void> => {
    setState('working');
    try {
      const { blob } = await exportFile(app, name);
      const type = blob.type === '' ? 'application/octet-stream' : blob.type;
      // A text is shown as one; anything else goes as it is.
      const content = /^text\/|json/.test(type) ? await blob.text() : blob;
      setState(await app.bridge.send(sender, { name, type, content }));
    } catch (error) {
      setState({ kind: 'refused', message: errorText(error) });
    }
  };
  return (
    <>
      <div className="bridge-fields">
        <label className="field">
          <span>{t('To')}</span>
          <select
            className="input"
            data-testid="send-to"
            value={sender.id}
            onChange={(event) => setSenderId(event.target.value)}
          >
            {senders.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('What')}</span>
          <select
            className="input"
            data-testid="send-what"
            value={name ?? ''}
            onChange={(event) => setChosen(event.target.value)}
          >
            {fitting.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          data-testid="send-button"
          disabled={state === 'working' || name === undefined}
          onClick={() => void send()}
        >
          {state === 'working' ? t('Waiting for you in the bridge …') : t('Look at it and send')}
        </button>
      </div>
      {typeof state === 'object' && <Outcome result={state} />}
    </>
  );
}

function takes({ takes: endings }: SenderInfo, name: string): boolean {
  return endings.length === 0 || endings.some((ending) => name.endsWith(ending));
}

function Outcome({ result }: { readonly result: SendResult }) {
  const tone = result.kind === 'refused' ? 'warning' : 'hand';
  return (
    <Notice tone={tone} testId="send-outcome">
      <p>{visibleLine(result.message)}</p>
      {result.kind === 'accepted' && result.link !== null && (
        <p className="mono">{visibleLine(result.link)}</p>
      )}
      {result.kind === 'text' && (
        <>
          <textarea
            className="input mono bridge-text"
            readOnly
            value={result.text}
            rows={4}
            aria-label={t('Text to copy')}
          />
          <button
            type="button"
            className="button"
            onClick={() => void navigator.clipboard.writeText(result.text)}
          >
            {t('Copy')}
          </button>
        </>
      )}
    </Notice>
  );
}

function SentList() {
  const clock = useClock();
  const log = useBridge((state) => state.log);
  if (log.length === 0) return null;
  return (
    <div data-testid="sent-list">
      <h3 className="eyebrow">{t('What was asked to leave since this page was opened')}</h3>
      <ul className="sent-list">
        {log.map(({ id, atMs, what, sent, outcome }) => (
          <li key={id}>
            <span className="num">{clock.time(atMs).slice(11)}</span>
            <span>{visibleLine(what)}</span>
            <span className="mono">
              {sent === null
                ? t('nothing left')
                : t('{numBytes} bytes to {address}', {
                    numBytes: formatNumber(sent.numBytes),
                    address: visibleLine(sent.address),
                  })}
            </span>
            <span className="muted">{outcome === null ? t('under way') : visibleLine(outcome)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
