import { describe, expect, it } from 'vitest';
import { judgeLog } from '../../engine/fixtures/judge-log';
import { addressIn, userIn } from '../features/login-words';

const START = Date.UTC(2026, 4, 4, 8);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** What a program writes of an attempt, and of one that was let in. */
const FORMS = {
  dovecot: [
    (user: string, from: string) =>
      `imap-login: Info: Disconnected (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=${from}, lip=192.0.2.1`,
    (user: string, from: string) =>
      `imap-login: Info: Login: user=<${user}>, method=PLAIN, rip=${from}, lip=192.0.2.1`,
  ],
  ssh: [
    (user: string, from: string) =>
      `gate sshd[812]: Failed password for invalid user ${user} from ${from} port 4022 ssh2`,
    (user: string, from: string) =>
      `gate sshd[812]: Accepted password for ${user} from ${from} port 4022 ssh2`,
  ],
  app: [
    (user: string, from: string) => `INFO  auth.web - login failed for user ${user} from ${from}`,
    (user: string, from: string) => `INFO  auth.web - login succeeded for user ${user} from ${from}`,
  ],
} as const;
type Form = keyof typeof FORMS;

interface Scene {
  readonly form: Form;
  /** Refused logins in minute 60 to 65, each second of them. */
  readonly numRefused: number;
  /** Whether such bursts come every ten minutes from the start. */
  readonly isUsual?: boolean;
  readonly letIn?: boolean;
}

/** Ninety minutes: logins that are let in every six seconds, one refused every two minutes, and the burst. */
function logOf({ form, numRefused, isUsual, letIn }: Scene): string {
  const [refused, accepted] = FORMS[form];
  const lines: [number, string][] = [];
  for (let s = 0; s < 5400; s += 6) lines.push([s, accepted(`user${s % 17}`, `192.0.2.${20 + (s % 17)}`)]);
  for (let s = 50; s < 5400; s += 120) lines.push([s, refused(`user${s % 17}`, `192.0.2.${20 + (s % 17)}`)]);
  const burst = (at: number): void => {
    for (let i = 0; i < numRefused; i++)
      lines.push([at + (i * 300) / numRefused, refused(['admin', 'root', 'test'][i % 3], '203.0.113.9')]);
  };
  if (isUsual) for (let at = 120; at < 5000; at += 600) burst(at);
  burst(3600);
  if (letIn) lines.push([3905, accepted('admin', '203.0.113.9')]);
  return lines
    .sort((a, b) => a[0] - b[0])
    .map(([s, text]) => `${iso(START + s * 1000)} ${text}`)
    .join('\n');
}

const judged = async (scene: Scene) =>
  (await judgeLog([{ path: 'auth.log', content: logOf(scene) }])).incidents;

it('of more than are read all are counted, and no users, and one that is let in is still seen', async () => {
  const [incident, ...others] = await judged({ form: 'ssh', numRefused: 31_000, letIn: true });
  expect(others).toEqual([]);
  expect(incident.title).toMatch(/31,00\d logins refused, most from 203\.0\.113\.9/);
  expect(incident.title).not.toContain('users');
  expect(incident.severity).toBe('critical');
  expect(incident.answer?.impact?.text).toContain('One login from there was let in at 09:05:05');
});

describe.each(Object.keys(FORMS) as Form[])('%s', (form) => {
  it('many in minutes are told with how many, from where and for how many, and that none was let in', async () => {
    const [incident, ...others] = await judged({ form, numRefused: 240 });
    expect(others).toEqual([]);
    expect(incident.title).toMatch(/24\d logins refused, most from 203\.0\.113\.9 for 3 users/);
    expect(incident.answer?.impact?.text).toContain('No line tells of a login from there that was let in');
    expect(incident.severity).not.toBe('critical');
    expect(incident.evidence[0].text).toContain('203.0.113.9');
  });

  it('one that is let in from there afterwards makes it critical', async () => {
    const [incident] = await judged({ form, numRefused: 240, letIn: true });
    expect(incident.severity).toBe('critical');
    expect(incident.answer?.impact?.text).toContain('One login from there was let in at 09:05:05');
    expect(incident.evidence.some(({ why }) => why.includes('let in after'))).toBe(true);
  });

  it('what the log always has is no attack, nor are a dozen', async () => {
    const told = [
      ...(await judged({ form, numRefused: 240, isUsual: true })),
      ...(await judged({ form, numRefused: 12 })),
    ];
    expect(told.filter(({ title }) => /logins refused/.test(title))).toEqual([]);
  });
});

it.each([
  ['rip=203.0.113.9, lip=192.0.2.1', '203.0.113.9'],
  ['passwd-file(user7,127.0.0.1,<7d2EJ3thoIN/AAAB>): Password mismatch', '127.0.0.1'],
  ['Failed password for root from 2001:db8::7 port 22', '2001:db8::7'],
  ['authentication failure; tty=NODEVssh ruser= rhost=host.example.net  user=root', 'host.example.net'],
  ['login failed', ''],
])('%s: address %s', (line, address) => expect(addressIn(line)).toBe(address));

it.each([
  ['imap-login: Info: Disconnected (auth failed): user=<office>, rip=203.0.113.9', 'office'],
  ['passwd-file(user7,127.0.0.1,<7d2EJ3thoIN/AAAB>): Password mismatch', 'user7'],
  ['Failed password for invalid user deploy from 203.0.113.9', 'deploy'],
  ['Failed password for root from 203.0.113.9', 'root'],
  ["Access denied for user 'shop'@'10.0.0.2' (using password: YES)", 'shop'],
  ['authentication failure; rhost=host.example.net  user=root', 'root'],
  ['login failed', ''],
])('%s: user %s', (line, user) => expect(userIn(line)).toBe(user));
