/** Zone of the times of a file that state none. In: settings, the file's name. Out: a zone that is known, and who named it. */
import type { Settings } from '../../../contracts/settings';
import type { Problem } from '../../../contracts/units';
import { problem } from '../../wording/problem';
import { isKnownZone } from './zone';

export type ZoneSettings = Pick<Settings, 'zone' | 'files'>;

export interface FileZone {
  /** 'UTC', IANA name or '+02:00'; always known. */
  readonly name: string;
  readonly from: 'setting' | 'beside' | 'assumed';
  /** What told, where it was a file beside it. */
  readonly by?: string;
}

/** What the user says of this file, else of all; a zone that is not known gives way. */
export function zoneOfFile(settings: ZoneSettings, fileName: string): FileZone {
  const own = ownZone(settings, fileName);
  if (own !== null && isKnownZone(own)) return { name: own, from: 'setting' };
  if (settings.zone === 'UTC' || !isKnownZone(settings.zone)) return { name: 'UTC', from: 'assumed' };
  return { name: settings.zone, from: 'setting' };
}

/** Zones of the settings that no one knows: that of all files first, then those of `files`. */
export function zoneProblems(settings: ZoneSettings, files: readonly { readonly name: string }[]): Problem[] {
  const problems: Problem[] = [];
  if (!isKnownZone(settings.zone))
    problems.push(
      unknown(`The zone '${settings.zone}' is not known; times without a zone are read as UTC.`, null),
    );
  for (const { name } of files) {
    const own = ownZone(settings, name);
    if (own === null || isKnownZone(own)) continue;
    const used = zoneOfFile(settings, name).name;
    problems.push(
      unknown(`The zone '${own}' set for ${name} is not known; its times are read as ${used}.`, name),
    );
  }
  return problems;
}

export const UNKNOWN_ZONE = 'unknown-zone';

/** By own property only: a file may be named '__proto__' or 'constructor'. */
function ownZone({ files }: ZoneSettings, name: string): string | null {
  return Object.hasOwn(files, name) ? files[name].zone : null;
}

function unknown(message: string, file: string | null): Problem {
  return problem('warning', UNKNOWN_ZONE, message, { file });
}
