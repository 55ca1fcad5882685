/** A burst of guessed passwords in words. In: a burst. Out: what is found by itself of it (finding-episodes.ts). */
import type { Beside, Reason } from '../../contracts/scores';
import { clockOf } from '../wording/clock';
import { countOf } from '../wording/plural';
import type { Finding, TellingLine } from './finding-episodes';
import type { GuessedLogins, LoginLine } from './guessed-logins';

/** Addresses and users that are named; more are counted. */
const MAX_NAMED = 2;

export function findingOf(burst: GuessedLogins): Finding {
  const { windowBegin, windowEnd, accepted } = burst;
  const severity = accepted === null ? 'warning' : 'critical';
  return { windowBegin, windowEnd, severity, reason: reasonOf(burst), lines: linesOf(burst) };
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
