/** Words by which logs of all kinds say that a process, service or host went down. In: a template's text. */

const DEATH = new RegExp(
  [
    'out of memory:? kill',
    'oom[- ]?kill',
    'killed process',
    'kernel panic',
    'segfault',
    'segmentation fault',
    'core dumped',
    'got signal',
    'received (signal|sig(?!hup|usr|chld|winch|pipe|cont)[a-z]+|shutdown)',
    'signal <\\*>,? (shutting|exiting|terminat)',
    '(unexpected|abnormal|forced|emergency)\\w* (shutdown|termination|exit)',
    '(?<!gracefully )shutting down',
    'shutdown (complete|in progress|initiated|signal|message)',
    'is (terminating|going down|shutting)',
    'terminated (with|by|unexpectedly|abnormally)',
    'exited (with|on|unexpectedly)',
    'exiting on signal',
    '^aborting\\b',
    'crash(ed|ing)? ',
    'fatal error',
    'linux version',
    'went away',
    'back-?off restarting',
  ].join('|'),
  'i',
);

const CRASH =
  /kill|panic|segfault|segmentation|core dumped|abort|crash|unexpected|abnormal|forced|emergency|fatal|out of memory|back-?off|went away/i;

/** True when a death was asked for: a signal or a command to stop, as a deployment or an operator gives it. */
export function isAskedFor(text: string): boolean {
  return DEATH.test(text) && !CRASH.test(text);
}

const RELOAD =
  /\bsighup\b|\breconfigur(e|ing)\b|\breload(s|ed|ing)?\b(?!.*\bfail)|\bgraceful restart\b|\bre-?reading (the )?(config|settings)/i;

/** True when a program was told to read its settings anew: its workers end, and others take their place. */
export function isReload(text: string): boolean {
  return RELOAD.test(text);
}

const START =
  /\b(re)?start(s|ed|ing|up)?\b|\bresum(e|es|ed|ing)\b|\blistening\b|\bready\b|\binitiali[sz]|\bboot(ed|ing)\b|\baccepting\b|\bcame (back )?up\b/i;

/** True when the text says that something began to work, and not that something ended. */
export function isStart(text: string): boolean {
  return START.test(text) && !DEATH.test(text);
}

/** True when the text says that something died, was stopped, or boots anew. */
export function isDeath(text: string): boolean {
  return DEATH.test(text);
}
