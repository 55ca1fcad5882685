// The settings that the next analysis takes, foldable; only what differs from the defaults is named.
import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { DEFAULT_SETTINGS, type Settings } from '../../contracts/settings';
import { useSettings } from '../shared/app-context';

const SettingsView = lazy(() =>
  import('../settings/settings-view').then((m) => ({ default: m.SettingsView })),
);

export function SettingsSummary() {
  const [open, setOpen] = useState(false);
  const valid = useSettings((state) => state.valid);
  const changed = useMemo(() => changedKeys(valid), [valid]);
  return (
    <section className="landing-settings">
      <button
        type="button"
        className="plain-button landing-settings-toggle"
        aria-expanded={open}
        data-testid="settings-toggle"
        onClick={() => setOpen(!open)}
      >
        <SlidersHorizontal size={15} aria-hidden="true" />
        Settings for the next analysis:{' '}
        <span className="muted">{changed.length === 0 ? 'defaults' : `changed: ${changed.join(', ')}`}</span>
      </button>
      {open && (
        <Suspense fallback={<p className="muted">Opening …</p>}>
          <SettingsView />
        </Suspense>
      )}
    </section>
  );
}

function changedKeys(settings: Settings): readonly string[] {
  const keys = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];
  return keys.filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(DEFAULT_SETTINGS[key]));
}
