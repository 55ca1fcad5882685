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
    'received (signal|sig[a-z]+|shutdown)',
    'signal <\\*>,? (shutting|exiting|terminat)',
    '(unexpected|abnormal|forced|emergency)\\w* (shutdown|termination|exit)',
    'shutting down',
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

/** True when the text says that something died, was stopped, or boots anew. */
export function isDeath(text: string): boolean {
  return DEATH.test(text);
}
