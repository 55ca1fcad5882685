// Tells of a new incident outside the page: a notification of this machine, and a sound made here. In: what was found. Nothing is sent anywhere.

import type { Incident } from '../../contracts/incident';
import { t } from '../../words/t';

export type Permission = 'granted' | 'denied' | 'default' | 'none';

export function notifyPermission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'none';
}

/** To be called in a click: a browser asks then alone. */
export async function askToNotify(): Promise<Permission> {
  return 'Notification' in globalThis ? Notification.requestPermission() : 'none';
}

/** A notification of the same tag takes the place of the one before. */
export function notify(name: string, incidents: readonly Incident[]): void {
  const [first] = incidents;
  const more = incidents.length > 1 ? t(' and {length} more', { length: incidents.length - 1 }) : '';
  try {
    const shown = new Notification(`${first.severity}: ${first.title}${more}`, {
      body: name,
      tag: 'harbinger',
    });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Chromium on a phone has notifications of service workers alone.
  }
}

/** Two short tones. `context`: made in a click, since a browser lets no page make a sound by itself. */
export function sound(context: AudioContext): void {
  for (const [i, frequency] of [660, 880].entries()) {
    const at = context.currentTime + 0.22 * i;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  }
}
