// 'Follow a stream' on the landing: its address, how it is read. What else it takes is filled in in the bridge, which shows it before it begins.
import { Radio } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { StreamReading } from '../../contracts/stream';
import { HAS_BRIDGE } from '../../store/bridge';
import { followStream } from '../../store/following';
import { type Label, t } from '../../words/t';
import { BridgeStateLine } from '../sending/bridge-state';
import { useApp } from '../shared/app-context';

const READINGS: readonly (readonly [StreamReading, Label])[] = [
  ['auto', 'as what it answers'],
  ['lines', 'lines over HTTP (text, NDJSON)'],
  ['events', 'server-sent events'],
  ['messages', 'messages of a WebSocket'],
  ['polled', 'answers, asked for every second'],
];

export function FollowStream() {
  const app = useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [reading, setReading] = useState<StreamReading>('auto');
  if (!HAS_BRIDGE) return null;
  if (!isOpen)
    return (
      <button
        type="button"
        className="button large"
        data-testid="follow-stream"
        title={t('Reads lines from an address, through the bridge, as they come')}
        onClick={() => setIsOpen(true)}
      >
        <Radio size={16} aria-hidden="true" />
        {t('Follow a stream')}
      </button>
    );
  const hasDoor = app.bridge.address !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (hasDoor && address.trim() !== '') void followStream(app, address, reading);
  };
  return (
    <form className="stream-form" data-testid="stream-form" onSubmit={submit}>
      <label className="field">
        <span>
          {t(
            'Address of a stream of lines (Loki tail, a Kafka REST proxy, the log of a pod behind kubectl proxy)',
          )}
        </span>
        <input
          className="input mono"
          data-testid="stream-address"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('Read')}</span>
        <select
          className="input"
          data-testid="stream-reading"
          value={reading}
          onChange={(event) => setReading(event.target.value as StreamReading)}
        >
          {READINGS.map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" data-testid="stream-open" disabled={!hasDoor}>
        {t('Look at it in the bridge')}
      </button>
      <p className="muted">{t('A key is typed in the bridge, not here.')}</p>
      <BridgeStateLine />
    </form>
  );
}
