// The one switch for the zone that the page shows times in and reads typed ones in. How a file is read is another thing, and set in Files.

import { Popover } from '@radix-ui/themes';
import { Clock3 } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { isZoneChoice, localZone, zoneOfLog } from '../../store/shown-zone';
import { t } from '../../words/t';
import { useSession, useShownZone } from '../shared/app-context';
import { allZones } from '../shared/time';
import { NAMED, useClock } from '../shared/use-clock';

export function ZoneMenu() {
  const { zone } = useClock();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <button
          type="button"
          className="plain-button bar-zone"
          aria-label={t('Times are shown in {zone}. Choose a zone', { zone })}
          title={t('Times are shown in {zone}', { zone })}
          data-testid="zone-menu"
        >
          <Clock3 size={15} aria-hidden="true" />
          <span className="bar-zone-name num">{zone}</span>
        </button>
      </Popover.Trigger>
      <Popover.Content className="zone-menu" size="1" maxWidth="320px" aria-label={t('Zone of the page')}>
        <Choices />
      </Popover.Content>
    </Popover.Root>
  );
}

function Choices() {
  const choice = useShownZone((state) => state.choice);
  const choose = useShownZone((state) => state.choose);
  const name = useId();
  const behind = useZoneNames();
  return (
    <>
      <fieldset>
        <legend className="eyebrow">{t('Times on this page')}</legend>
        {NAMED.map(([each, words]) => (
          <label key={each} className="check">
            <input
              type="radio"
              name={name}
              checked={choice === each}
              data-testid={`zone-${each}`}
              onChange={() => choose(each)}
            />
            <span>
              {t(words)} {behind[each] !== undefined && <span className="faint">{behind[each]}</span>}
            </span>
          </label>
        ))}
        <ByName />
      </fieldset>
      <p className="muted">
        {t(
          'Times that you type are read in it as well; what ends in Z is UTC. Exports, copies and SQL stay in UTC. How the times of a file are read is set in Files.',
        )}
      </p>
    </>
  );
}

/** The zones that the words stand for now. */
function useZoneNames(): Readonly<Record<string, string>> {
  const files = useSession((state) => state.result?.files);
  return useMemo(() => {
    const zones = new Set(files?.map(({ zone }) => zone.name));
    const more = zones.size > 1 ? t(', of most records; its files have {size}', { size: zones.size }) : '';
    return {
      local: localZone(),
      ...(files && { log: `${zoneOfLog(files)}${more}` }),
    };
  }, [files]);
}

/** Any other, taken as soon as it is one. */
function ByName() {
  const choice = useShownZone((state) => state.choice);
  const choose = useShownZone((state) => state.choose);
  const isNamed = !NAMED.some(([each]) => each === choice);
  const [typed, setTyped] = useState(isNamed ? choice : '');
  const id = useId();
  const zones = useMemo(allZones, []);
  const text = typed.trim();
  const isWrong = text !== '' && !isZoneChoice(text);
  return (
    <div className="zone-by-name">
      <label htmlFor={`${id}-name`}>{t('Another')}</label>
      <input
        id={`${id}-name`}
        className="input"
        placeholder="Europe/Berlin, +02:00"
        spellCheck={false}
        autoComplete="off"
        list={`${id}-list`}
        data-testid="zone-name"
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          setTyped(target.value);
          const given = target.value.trim();
          if (given.length > 2 && isZoneChoice(given)) choose(given);
        }}
      />
      <datalist id={`${id}-list`}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {isWrong && (
        <p id={`${id}-wrong`} className="muted" role="status">
          {t('No zone of that name yet.')}
        </p>
      )}
    </div>
  );
}
