/**
 * Bursts of guessed passwords as episodes. In: bursts, episodes, tables. Out: the episodes with those of bursts that no other covers, and the lines that each is
 * told by. An episode that a burst lies in gets it as its first reason.
 */

import type { WindowGrid } from '../../contracts/features';
import type { Episode, Severity } from '../../contracts/incident';
import type { Beside, Reason } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import { severityRank } from '../lib/severity-rank';
import { clockOf } from '../wording/clock';
import { countOf } from '../wording/plural';
import type { GuessedLogins, LoginLine } from './guessed-logins';

/** Addresses and users that are named; more are counted. */
const MAX_NAMED = 2;

export interface TellingLine extends Pick<LoginLine, 'row' | 'template'> {
  readonly why: string;
}

export interface WithGuessing {
  readonly episodes: readonly Episode[];
  /** Lines that tell of the burst of an episode. */
  readonly lines: ReadonlyMap<Episode, readonly TellingLine[]>;
}

export function withGuessing(
  episodes: readonly Episode[],
  bursts: readonly GuessedLogins[],
  grid: WindowGrid,
): WithGuessing {
  const all = [...episodes];
  const lines = new Map<Episode, readonly TellingLine[]>();
  for (const burst of bursts) {
    const at = all.findIndex(
      ({ windowBegin, windowEnd }) => windowBegin < burst.windowEnd && burst.windowBegin < windowEnd,
    );
    const told = at < 0 ? episodeOf(burst, grid) : withReason(all[at], burst);
    const before = at < 0 ? [] : (lines.get(all[at]) ?? []);
    if (at < 0) all.push(told);
    else {
      lines.delete(all[at]);
      all[at] = told;
    }
    lines.set(told, [...before, ...linesOf(burst)]);
  }
  return { episodes: all, lines };
}

function severityOf({ accepted }: GuessedLogins): Severity {
  return accepted === null ? 'warning' : 'critical';
}

function withReason(episode: Episode, burst: GuessedLogins): Episode {
  const own = severityOf(burst);
  return {
    ...episode,
    severity: severityRank(own) < severityRank(episode.severity) ? own : episode.severity,
    reasons: [reasonOf(burst), ...episode.reasons],
  };
}

function episodeOf(burst: GuessedLogins, { startMs, windowMs }: WindowGrid): Episode {
  const { windowBegin, windowEnd } = burst;
  const start = (startMs + windowBegin * windowMs) as EpochMs;
  return {
    windowBegin,
    windowEnd,
    start,
    end: (startMs + windowEnd * windowMs) as EpochMs,
    firstConfirmed: start,
    kind: 'anomaly',
    severity: severityOf(burst),
    outageStart: null,
    outageReason: null,
    leadMinutes: null,
    votes: {},
    reasons: [reasonOf(burst)],
  };
}

function reasonOf(burst: GuessedLogins): Reason {
  const beside = besideOf(burst);
  return {
    text: `${beside.name} ${beside.change}. ${beside.after}`,
    template: burst.first.template,
    observed: burst.num,
    expected: burst.usual,
    isBesideCounts: true,
    beside,
    timeMs: burst.first.timeMs,
  };
}

/** '365 logins refused', 'from 203.0.113.7 for 14 users, 09:37 to 09:42 UTC', and whether one was let in. */
function besideOf({ num, usual, first, last, addresses, users, isWhole, ...burst }: GuessedLogins): Beside {
  const [from, to] = [clockOf(first.timeMs, 'minutes'), clockOf(last.timeMs, 'minutes')];
  const where =
    addresses.length === 0
      ? ''
      : `${burst.isFromOthersToo ? ', most' : ''} from ${named(addresses, 'address', 'addresses', isWhole)}`;
  const whom =
    users.length === 0 ? '' : users.length > 1 && isWhole ? ` for ${users.length} users` : ` for ${users[0]}`;
  const change = `refused${where}${users.length > 1 && !isWhole ? ` for ${users[0]} and others` : whom}, ${from === to ? from : `${from} to ${to}`} UTC`;
  return {
    what: 'logins',
    name: countOf(num, 'login'),
    change,
    ...(burst.program !== '' && { component: burst.program }),
    after: afterOf(burst),
    usual,
    value: num,
  };
}

function named(names: readonly string[], one: string, many: string, isWhole: boolean): string {
  const more = names.length - MAX_NAMED;
  if (more <= 0) return names.join(' and ');
  const rest = isWhole ? `${more} more ${more === 1 ? one : many}` : `more ${many}`;
  return `${names.slice(0, MAX_NAMED).join(', ')} and ${rest}`;
}

function afterOf({ accepted, tellsAccepted }: Pick<GuessedLogins, 'accepted' | 'tellsAccepted'>): string {
  if (accepted !== null)
    return `One login from there was let in at ${clockOf(accepted.timeMs)} UTC: what it did has to be looked at.`;
  return tellsAccepted
    ? 'No line tells of a login from there that was let in up to an hour later.'
    : 'Whether one was let in cannot be told from these lines.';
}

function linesOf({ first, accepted, last }: GuessedLogins): TellingLine[] {
  const line = ({ row, template }: LoginLine, why: string): TellingLine => ({
    row,
    why,
    template,
  });
  return [
    line(first, 'first of the refused logins'),
    ...(accepted === null ? [] : [line(accepted, 'let in after the refused logins')]),
    ...(last.row === first.row ? [] : [line(last, 'last of the refused logins')]),
  ];
}
