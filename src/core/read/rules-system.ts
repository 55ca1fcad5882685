/** How systems and programs of all kinds say what failed; general words of failure come last. Asked from top to bottom. */
import type { Rule } from './sign';

/** 'Warning  FailedMount  4s (x11 over 6m)  kubelet  ' of a table 'Type Reason Age From Message', or of 'Last seen, Type, Reason, Object, Message'. */
export const EVENT_ROW =
  /^\s*(?:\w{1,8} {2,})?Warning {2,}([A-Z]\w+) {2,}(?:\S.{0,40}? {2,}\S{1,80}|\S{1,160}) {2,}/;

export const SYSTEM: readonly Rule[] = [
  // What is not up yet fails its probes.
  ['error', 5, /\b(?:readiness|startup) probe (?:failed|errored)\b/i],
  [
    'crash',
    10,
    /\bKernel panic\b|\bOut of memory: Kill|\boom[-_]kill:|\bMemory cgroup out of memory\b|\bheap out of memory\b|\bCannot allocate memory\b|\bOutOfMemory(?:Error)?\b|\bOOMKilled\b/,
  ],
  [
    'crash',
    9,
    /\bsegfault at\b|\b[Ss]egmentation fault\b|\b[Bb]us error\b(?!s)|\b[Ii]llegal instruction\b|\bbreakpoint trap\b|\bbuffer overflow detected\b|\bSIG(?:SEGV|BUS|ILL|ABRT|FPE)\b|\bterminated by signal (?:4|6|7|8|9|11)\b|\bBUG: (?:unable|kernel|soft|scheduling)\b|\bOops: [0-9a-f]{4}\b|\bgeneral protection fault\b|\bstack smashing\b|\bdouble free\b|\bcorrupted (?:size|double-linked)\b/,
  ],
  [
    'crash',
    8,
    /^\s*(?:Abort message|Faulting (?:application|module) name|BugCheck(?:Code)?)\s*:? +\S|^\*{0,3} ?Terminating app due to|\bFatal signal \d|\b(?:terminated|stopped|exited|closed|quit|ended) (?:unexpectedly|abnormally)\b|\bhas (?:crashed|stopped working)\b|\bABEND(?:ED)?\b|\bSystem Completion Code\b|\bpanic'?(?:ed|king)\b|\bANR in \S|^\*\* .{1,80} terminating\s*$/,
  ],
  ['crash', 7, /^FATAL EXCEPTION\b|^\s*(?:Exception Type|Termination Reason): +\S/],
  [
    'crash',
    8,
    /\bblocked for more than \d+ seconds\b|\bsoft lockup\b|\bmachine check\b.*\berror\b|\bcore dumped\b|^Aborted\b|^Killed\b|\bFound (?:one|\d+) Java-level deadlocks?\b/i,
  ],
  [
    'damage',
    10,
    /\bNo space left on device\b|\b(?:no|insufficient|not enough|out of) (?:free |disk |storage ){0,2}(?:space|storage)\b(?! (?:between|before|after|allowed))|\b(?:disk|filesystem|file system|tablespace|volume) (?:is )?full\b|\bdisk quota exceeded\b|\bENOSPC\b/i,
  ],
  [
    'damage',
    9,
    /\bread-only file ?system\b|\bI\/O error\b|\btoo many open files\b|\bEMFILE\b|\b(?:EXT4|XFS|BTRFS)(?:-fs)?(?: \(\S+\))?:? ?(?:critical |fatal )?error\b|\bMetadata corruption\b|(?<![\w./-]|\b(?:may|might|could) be )corrupt(?:ed|ion)?\b(?! ?(?:=|: ?0)|[./-]\w)|\b(?:disk |database |table |index |page |file |image ){1,3}is (?:malformed|damaged)\b|\bUnrecovered read error\b|\bmedium error\b|\bchecksum (?:mismatch|failed)\b|\bUNEXPECTED INCONSISTENCY\b/i,
  ],
  [
    'missing',
    9,
    /\b(?:Volume group ".*" not found|ALERT! .{1,200} does not exist|Gave up waiting for|No bootable device|Unable to mount root|VFS: Cannot open root)\b/,
  ],
  [
    'missing',
    8,
    /: (?:command )?not found(?=$|["',;:)])|\bcommand not found\b|\bNo such file or directory\b|\bENOENT\b|\bcould not be found\b|\bexecutable (?:file )?not found\b|\bNo module named\b|\bModuleNotFoundError\b|\bCannot find (?:module|package)\b|\bClassNotFoundException\b|\bcannot open shared object file\b|\bdo(?:es)?(?: not|n['\u2019]?t) exists?\b|\bnon-?existent \w+ (?:specified|given|named|referenced)\b|\bno (?:public|private|secret) key\b|\bImagePullBackOff\b|\bmanifest (?:unknown|for .* not found)\b|\bno such (?:host|image|table|column)\b|\b404 Not Found\b|\bis required to build\b/i,
  ],
  ['missing', 7, /(?:["'`)\]\w]) not found(?: (?:in|at|on|for|by) .{1,300})?[.!]?$/],
  [
    'access',
    8,
    /\bpermission denied\b|\baccess denied\b|\bEACCES\b|\bEPERM\b|\boperation not permitted\b|\b(?:401 Unauthorized|403 Forbidden)\b|\bauthentication (?:failed|failure|required)\b|\bnot authorized\b|\binvalid (?:credentials|(?:user(?: ?name)?[ -](?:(?:or|and) )?)?passw(?:or)?d|token)\b|\bWRONGPASS\b|\bunsafe repository\b|\bdubious ownership\b|\bpassword authentication failed\b/i,
  ],
  [
    'network',
    8,
    /\bbroken pipe\b|\bconnection (?:refused|reset|timed out|to .{1,200} (?:refused|failed))\b|\bECONN(?:REFUSED|RESET|ABORTED)\b|\bETIMEDOUT\b|\b(?:could not|couldn't|failed to|unable to|can't|cannot) (?:resolve|connect|reach|look ?up)\b|\b(?:name or service not known|temporary failure in name resolution|no route to host|network is unreachable|ENOTFOUND|EAI_AGAIN)\b|\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b|\b(?:TLS|SSL) handshake\b.*\b(?:fail|error|timeout)|\bcertificate (?:verify failed|has expired|signed by unknown|is not trusted)|\bx509: |\bAddress already in use\b|\bEADDRINUSE\b/i,
  ],
  [
    'config',
    7,
    /(?<!(?:-- |: )(?=invalid argument$))\b(?:invalid|unknown|unsupported|unrecogni[sz]ed|missing|bad|malformed) (?:\w+ ){0,2}(?:config\w*|key|option|directive|parameter|argument|setting|value|property|field|syntax|variable|flag|identifier|column|reference|argument|json|yaml|xml|manifest|schema)\b|\bconfiguration (?:error|file .* (?:invalid|failed))\b|\bconfiguration file .* test failed\b|\bis not set\b(?=.*(?:required|must))|\bmust (?:not )?be (?:set|defined|specified|provided)\b|\bcould not parse\b|\bparse error\b|\bsyntax error\b|\bunexpected (?:token|end of|EOF)\b/i,
  ],
  // What a program of any language tried in vain: a name without a value, a value of another kind.
  [
    'error',
    7,
    /\bunbound variable\b|\battempt to (?:index|call|perform|compare|concatenate|divide)\b|\bdivision by zero\b|\braised [A-Z]+(?:_[A-Z]+)* ?:|\bmaximum recursion depth\b|\bdeadline exceeded\b|\b(?:certificate|licen[cs]e|token|key) (?:has )?expired\b|\b(?:host ?name|key values?|checksum|version|type) mismatch\b/i,
  ],
  // Two hold what the other needs.
  ['error', 8, /\bdeadlock (?:detected|found)\b/i],
  // What a shell says of a program that a signal ended: what that said itself says more.
  [
    'conclusion',
    5,
    /^\S{1,60}: line \d+: +\d+ (?:Aborted|Killed|Terminated)\b|\bnot recoverable: exiting now\b|\bexited with permanent error\b/,
  ],
  // Somebody else holds what it needs.
  [
    'error',
    7,
    /\bcould not get lock\b|\bis another instance running\b|\balready running (?:with|as|under) pid\b|\bdatabase is locked\b/i,
  ],
  [
    'failed',
    5,
    /\bFailed to start \S|\bDependency failed for\b|\byou are in emergency mode\b|\bDropping to a shell\b|\bgiving up\b|\bdatabase system is shut down\b|\bAborting\b$/i,
  ],
];

export const GENERAL: readonly Rule[] = [
  // What is there no longer, what a crash leaves behind.
  [
    'error',
    7,
    /\bhas (?:fallen off|been removed|gone (?:away|offline)|disappeared|vanished|died)\b|\b(?:has been|was) lost$|\bpermanently (?:inaccessible|lost|unavailable|failed)\b/i,
  ],
  ['error', 6, /\b(?:crash|core) (?:dump|report)\b.*\b(?:created|written|saved|generated)\b/i],
  [
    'error',
    8,
    /(?:^|[\s:])[[<(](?:emerg|crit|critical|alert|fatal|panic)[\])>]:? .{3,}$|(?:^|[:\s])(?<!non-)(?:fatal|unrecoverable|internal compiler) (?:error|exception)\b:? .{3,}$|^\s*exception (?:error|exit|throw): .{3,}$|\bSQLSTATE\b\W{0,6}(?!0[012])\w{5}\b/i,
  ],
  // Codes of a catalogue of messages: 'ORA-01653: ', 'DSNT408I'; I and W are no errors.
  [
    'error',
    7,
    /^\W{0,3}[A-Z]{2,8}-\d{3,6}[EFSC]?: .*\b(?:un|in|im)[a-z]{4,}|^\W{0,3}[A-Z]{2,8}-\d{3,6}[EFSC]?: .*\b(?:not?|fail\w*|cannot|errors?|exceed\w*|violat\w*|den\w+|missing|timed|lost|full)\b/i,
  ],
  [
    'error',
    7,
    // 'MPI_ERR_TRUNCATE: text', 'Guru Meditation Error: text'.
    /^(?:\W{0,3}\[[^\]]{1,80}\]\W{0,6})?(?:[A-Z0-9]+_)*ERR(?:OR)?_[A-Z_]{2,60}: \w.{3,}$|^\s{0,4}(?:[A-Z][\w-]{1,30} ){1,4}(?:Error|Exception|Failure)(?::| in) \w.{3,}$|^Error in \S.{3,}$|^(?:\W{0,3}\[[^\]]{1,80}\]\W{0,6})?An error occurred (?:in|while|during|when) .{3,}$/,
  ],
  ['error', 6, /^\W{0,3}[A-Z]{2,8}-\d{3,6}[EFSC]?: .{3,}$|(?:^|\s)\+?[A-Z]{3,5}\d{3,5}[EFS] .{3,}$/],
  [
    'error',
    8,
    /^\W{0,3}(?:FATAL|PANIC|CRITICAL|EMERG(?:ENCY)?|ALERT)\b\]?[ :!].{3,}$|^(?:fatal|panic|critical)(?: error)?: .{3,}$|^(?:\[[\w-]{1,40}\] )?\[?(?:FATAL|CRITICAL|PANIC)\]? /,
  ],
  [
    'error',
    7,
    /^\S{0,60}?:? ?(?:fatal|panic|FATAL|PANIC): .{3,}$|\bunhandled (?:promise )?(?:exception|rejection|error)\b|\buncaught (?:exception|error)\b/i,
  ],
  [
    'error',
    6,
    /^\W{0,4}(?:(?:ERROR|ERR|FAILURE|SEVERE|FAIL|crit)\b\]?(?:\(\S{1,30}\))?[ :!]|(?:[Ee]rror|fail)\b(?:\]|\(\S{1,30}\)|\] )?(?:[:!]| (?:during|while|when|in|on|at|from|occurred|opening|reading|writing|loading|creating|connecting|parsing|executing|running|processing|starting|initiali[sz]ing|fetching|getting|sending|saving|resolving|indexing|updating|building|binding|allocating|decoding|calling|applying)\b)).{3,}$|^[\w./-]{1,60}: (?:error|ERROR|Error|fatal): .{3,}$|^\[?error\]? .{3,}$|^(?:\S{1,60} )?(?:ERROR|SEVERE)[: ].{3,}$/,
  ],
  [
    'error',
    6,
    /^(?:[\w./-]{1,60}: )?(?:.{0,60}\b)?(?:cannot|can't|could not|couldn't|unable to|failed to|failure (?:to|in|of)|timed? ?out|something went wrong)\b.{3,}$/i,
  ],
  // A level of one letter in brackets.
  ['error', 6, /^\W{0,2}[EF](?:::[\w.]{1,60})?\]:? \S.{3,}$|^[EF] \[[^\]]{1,40}\] \S.{3,}$/],
  // Any label that names a failure, before what it was: 'Policy error: ', 'Unexpected error running x: '.
  [
    'error',
    6,
    /^\s*\W{0,3}(?:[\w./:@-]{1,40} ){0,5}(?:errors?|exception|failed|failure)(?: [\w./:@-]{1,40}){0,4}: \S.{2,}$/i,
  ],
];
