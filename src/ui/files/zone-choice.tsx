// Chooses the zone by which a file is read (not the one that times are shown in): as found, UTC, the browser's own, common offsets, or any name typed.

import { useId, useMemo, useState } from 'react';
import { localZone } from '../../store/shown-zone';
import { t } from '../../words/t';
import { allZones } from '../shared/time';
import { OFFSETS } from './reading-choices';

interface ZoneChoiceProps {
  readonly id: string;
  /** Null: as found. */
  readonly value: string | null;
  /** Words for 'as found'. */
  readonly found: string;
  readonly onChange: (zone: string | null) => void;
}

const OTHER = 'other';

export function ZoneChoice({ id, value, found, onChange }: ZoneChoiceProps) {
  const own = localZone();
  const offered = ['UTC', own, ...OFFSETS];
  const [wantsName, setWantsName] = useState(false);
  const isTyped = value === null ? wantsName : wantsName || !offered.includes(value);
  return (
    <div className="zone-choice">
      <select
        id={id}
        className="input"
        value={isTyped ? OTHER : (value ?? '')}
        onChange={({ target }) => {
          setWantsName(target.value === OTHER);
          onChange(target.value === OTHER || target.value === '' ? null : target.value);
        }}
      >
        <option value="">{found}</option>
        <option value="UTC">UTC</option>
        {own !== 'UTC' && <option value={own}>{t("{own}, this browser's", { own })}</option>}
        {OFFSETS.map((offset) => (
          <option key={offset} value={offset}>
            {offset}
          </option>
        ))}
        <option value={OTHER}>{t('another, by name …')}</option>
      </select>
      {isTyped && <ZoneName value={value ?? ''} onChange={onChange} />}
    </div>
  );
}

function ZoneName({ value, onChange }: { value: string; onChange: (zone: string | null) => void }) {
  const list = useId();
  const zones = useMemo(allZones, []);
  return (
    <>
      <input
        className="input"
        aria-label={t('Name of the zone')}
        placeholder="Europe/Berlin"
        spellCheck={false}
        list={list}
        value={value}
        onChange={({ target }) => onChange(target.value.trim() === '' ? null : target.value.trim())}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
