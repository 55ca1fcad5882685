/**
 * What lines say of a failure, by the forms in which tools of all kinds write it. In: a bare line. Out: its sign, or null. The table is
 * asked from top to bottom and the first rule that fits decides; general words of failure come last.
 */

import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { isNoise } from './noise';

/**
 * failed: the whole run or process ended badly. step: one step of it did. passed: the whole succeeded. count: how many failed. The others say
 * what failed and why.
 */
export type SignKind =
  | 'failed'
  | 'step'
  | 'passed'
  | 'count'
  | 'test'
  | 'assertion'
  | 'compile'
  | 'exception'
  | 'crash'
  | 'damage'
  | 'access'
  | 'network'
  | 'missing'
  | 'config'
  | 'conclusion'
  | 'error'
  | 'refused';

export interface Sign {
  readonly kind: SignKind;
  /** How much it explains, 0 .. 10. */
  readonly weight: number;
}

type Rule = readonly [kind: SignKind, weight: number, pattern: RegExp];

/** 'path.ext:12:3:' and its like, before what is wrong there. */
const PLACE = String.raw`(?:[A-Za-z]:)?[\w./\\@+-]{1,300}\.\w{1,6}(?::\d{1,7}(?::\d{1,7})?|\(\d{1,7}(?:,\d{1,7}){0,3}\)|:?\[\d{1,7},\d{1,7}\])`;
const TAG = String.raw`(?:\[?(?:ERROR|error|e)\]?:? +)?`;

const WHOLE: readonly Rule[] = [
  [
    'passed',
    0,
    /^\W*(?:\[INFO\] )?BUILD SUCCESS(?:FUL)?\b|^Finished: (?:SUCCESS|UNSTABLE)|^Job succeeded$|^\W*(?:Result|Status|Conclusion|Overall)\s*[:=] *(?:success|passed|ok)\b/i,
  ],
  [
    'passed',
    0,
    /^=+ (?:\d+ (?!failed|errors?\b)\w+, )*\d+ passed(?:, \d+ (?!failed|errors?\b)\w+)* in [\d.:]+ ?s|^OK \(\d+ tests?|^All (?:\d+ )?(?:tests?|checks?|specs?)(?: suites?)? passed|^# fail +0$|^\d+ examples?, 0 failures\b|^test result: ok\.|^Passed! +-|^\s*\d+ passing \(/,
  ],
  [
    'passed',
    0,
    /^Test Suites: (?:\d+ skipped, )?\d+ passed, \d+ total|^Build succeeded\.?$|^Apply complete!|^webpack .*compiled successfully/,
  ],
  [
    'failed',
    2,
    /^\W*(?:\[INFO\] )?BUILD FAIL(?:URE|ED)\b|^Finished: (?:FAILURE|ABORTED)|^FAILURE: Build failed|^Build step .* marked build as failure|^(?:ERROR: )?Job failed\b|^(?:FAIL|FAILED)$|^FAILURES!$|^Build FAILED\.?$/,
  ],
  [
    'failed',
    2,
    /^(?:##\[error\]|Error: )?(?:The )?(?:process|command|script|task|job|action)\b.{0,200}\b(?:completed|exited|returned|terminated|failed)\b.{0,40}\b(?:exit )?(?:code|status):? ?[1-9]\d*/i,
  ],
  [
    'failed',
    2,
    /\b(?:exit(?:ed)?|exits|returned|exiting|terminated)\b.{0,30}?\b(?:code|status)[ :=]{0,2}\[?(?:[1-9]\d*)\b(?!\.)|\breturned a? ?non-zero\b|\bdid not complete successfully\b|^exit status [1-9]/i,
  ],
  [
    'failed',
    2,
    /^FAILED \((?:failures|errors)=|^error: test failed, to rerun|^\s*npm (?:ERR!|error) Test failed|^test result: FAILED|^Test Run Failed|^Failed! +-|^ERROR: failed to solve:|^error: could not compile|^make(?:\[\d+\])?: \*\*\* (?!No rule)|^ninja: build stopped|^Errors while running CTest|^gmake(?:\[\d+\])?: \*\*\*|^collect2: error: ld returned|^error: linker command failed|^Command failed with exit code|^\[ERROR\] Build failed/,
  ],
  ['failed', 2, /\b(?:failed|unreachable)=[1-9]\d*\b.*\b(?:ok|skipped|changed|rescued)=/],
  ['failed', 2, /\bok=\d+.*\b(?:failed|unreachable)=[1-9]/],
  ['failed', 2, /^=+ .{0,80}\b[1-9]\d* (?:failed|errors?)\b.{0,120} in [\d.:]+ ?s/],
  [
    'failed',
    3,
    /\bFailed with result '|\bMain process exited, code=(?!exited, status=0)|\bStart request repeated too quickly|\bentered failed state|\bback-?off restarting failed container|\bCrashLoopBackOff\b/i,
  ],
];

const TESTS: readonly Rule[] = [
  ['test', 10, /^(?:\[ERROR\]|ERROR:?)\s{1,6}\w[\w.$]{0,200}[.:]\w{1,160}(?::\d+|->| »)\S*.{0,400}$/],
  ['test', 10, /^(?:FAILED|ERROR) \S{1,300}(?:\.py\b|::)\S*(?: - .*)?$/],
  ['test', 10, /^rspec \.?\/?\S+:\d+ # /],
  ['test', 9, /^(?:FAIL|ERROR): \w{1,160} \(\S{1,300}\)/],
  ['test', 9, /^\S.{0,300} > .{1,300} FAILED$/],
  ['test', 9, /^\s*● (?!Console|Cannot log).{1,300}$/],
  ['test', 9, /^not ok \d+(?!.*# (?:TODO|SKIP)).*$/],
  [
    'test',
    9,
    /^\s*(?:Failed|X|\[FAIL\]) [\w.]{3,300}(?:\(.{0,200}\))? \[[\d<].{0,20}\]$|^\s*\[?xUnit.*\[FAIL\]$|^\s+\S.{1,300} \[FAIL\]$/,
  ],
  [
    'test',
    9,
    /^\[ {2}FAILED {2}\] \S+\.\S+(?: \(\d+ ms\))?$|^\s*\d+ - \S.{0,200} \((?:Failed|Timeout|SEGFAULT|Not Run)\)$/,
  ],
  ['test', 9, /^\d{1,4}\) [\w\\]{2,200}::\w+/],
  ['test', 8, /^(?:\[ERROR\] )?\S{1,200} {1,3}Time elapsed: .{1,30}<<< (?:FAILURE|ERROR)!/],
  [
    'test',
    8,
    /^test \S{1,300} \.\.\. FAILED$|^\s*(?:✕|✖|✗) (?!\d+ problem)\S.{1,300}$|^\s*× \S.{1,300}(?: > |\d ?ms).*$|^(?:FAIL) \S{1,300}\.\w{2,4}\b/,
  ],
  ['test', 8, /^\s*--- FAIL: \S{1,300}/],
  ['test', 7, /^\s{1,4}\d{1,3}\) \S.{1,300}$/],
  [
    'assertion',
    9,
    /^\s{4,}\S{1,200}_test\.go:\d+: |^\s*Failure\/Error: |^E {2,}\w*(?:Error|Exception|assert)\b.*/,
  ],
  [
    'assertion',
    8,
    /^(?:\S{1,300}:\d+: Failure|.{0,200}\bAssertion [`'"].{1,300} failed\b.*|\s*AssertionError\b.*|\s*expect\(.{1,200}\)\.\w.*)$/,
  ],
  [
    'assertion',
    6,
    /^\s*(?:Expected|Received|expected|got|Actual|actual|- Expected|\+ Received)(?: +:|:| +-).{1,300}$|^\s*(?:left|right): .{1,300}$|^E {2,}\S/,
  ],
  [
    'count',
    4,
    /\bTests run: ?\d+, ?Failures: ?(?!0, ?Errors: ?0\b)\d+|\b\d+ tests? completed, [1-9]\d* failed|^\s*[1-9]\d* failing$|\b[1-9]\d* failures?\b(?!:)|\b[1-9]\d* failed\b|\bFailed: +[1-9]|\b[1-9]\d* errors? generated|\bFound [1-9]\d* errors?\b|^[1-9]\d* errors?$|\bFailures?: ?[1-9]|\b(?:Errors|errors): ?[1-9]\d*\b|✖ [1-9]\d* problems?/,
  ],
];

const BUILD: readonly Rule[] = [
  ['compile', 9, new RegExp(`^${TAG}${PLACE}:?(?: -)? ?(?:fatal )?(?:error|e|ERROR)\\b.{1,600}$`)],
  [
    'compile',
    9,
    new RegExp(`^(?:\\[?(?:ERROR|error)\\]?|e):? +(?:file://)?${PLACE}:?(?: (?!warning)|$).{0,600}$`),
  ],
  [
    'compile',
    9,
    /^(?:error(?:\[[A-Z]?\d+\])|error(?: [A-Z]{2,6}\d{3,6})): .{1,600}$|^CMake Error\b.{0,600}$|^! (?:LaTeX|Undefined|Missing|Package|Emergency|I can't).{1,400}$/,
  ],
  ['compile', 8, /^(?:\.\/|\/|\w)[\w./-]{0,300}\.go:\d+:\d+: (?!warning).{1,600}$/],
  [
    'compile',
    8,
    /^\s+\d+:\d+ +error +\S.{1,400}$|^ERROR in \.?\/?\S.{0,300}$|^Module (?:not found|build failed)\b.*|^SyntaxError: .*|^\s*(?:Syntax|Parse|Type) ?[Ee]rror: .*/,
  ],
  [
    'compile',
    8,
    /\bundefined reference to\b|\bUndefined symbols for architecture\b|\bcannot find -l\w|\bunresolved external symbol\b|\bmultiple definition of\b|\bNo rule to make target\b/,
  ],
  [
    'missing',
    9,
    /^\s*(?:ERROR: )?(?:Could not find a version that satisfies|No matching distribution found for|Bundler could not find compatible|Could not find gem|Your requirements could not be resolved)\b.*/,
  ],
  [
    'missing',
    8,
    /^\s*npm (?:ERR!|error) (?:ERESOLVE (?!overriding)|Could not resolve dependency|404 |Missing script|notarget |ENOENT|.*\bnot found\b|Cannot read|Conflicting peer|Unsupported engine|gyp ERR! stack Error)/,
  ],
  ['conclusion', 5, /^\s*npm (?:ERR!|error) (?:code|errno) \S+|^\s*gyp ERR! .*/],
  [
    'missing',
    8,
    /^E: .{1,400}$|^\s*dpkg: error processing .*|^\[(?:ERROR|FATAL)\] .*(?:could not be resolved|Could not resolve dependencies|Non-resolvable|Could not find artifact|was not found in)\b.*/,
  ],
  [
    'conclusion',
    7,
    /^\[ERROR\] Failed to execute goal .{1,200}: \S.*|^fatal: \[\S{1,100}\]: (?:FAILED|UNREACHABLE)! .*/,
  ],
  ['conclusion', 6, /^##\[error\].{1,600}$|^::error\b.*|^Error: .{1,600}$/],
  [
    'step',
    4,
    /^> Task \S+ FAILED$|^Execution failed for task\b|^> There were failing tests|^> Compilation failed|^FAIL\s+\S+(?:\s+(?:[\d.]+s|\[build failed\]))?$|^[\w -]{2,60} \.{2,} FAILURE\b|^FAILED: \S|^\*\* BUILD FAILED \*\*/,
  ],
];

const SYSTEM: readonly Rule[] = [
  [
    'crash',
    10,
    /\bKernel panic\b|\bOut of memory: Kill|\boom[-_]kill:|\bMemory cgroup out of memory\b|\bheap out of memory\b|\bCannot allocate memory\b|\bOutOfMemory(?:Error)?\b|\bOOMKilled\b/,
  ],
  [
    'crash',
    9,
    /\bsegfault at\b|\bSegmentation fault\b|\bSIG(?:SEGV|BUS|ILL|ABRT|FPE)\b|\bterminated by signal (?:4|6|7|8|9|11)\b|\bBUG: (?:unable|kernel|soft|scheduling)\b|\bOops: [0-9a-f]{4}\b|\bgeneral protection fault\b|\bstack smashing\b|\bdouble free\b|\bcorrupted (?:size|double-linked)\b/,
  ],
  [
    'crash',
    8,
    /\bblocked for more than \d+ seconds\b|\bsoft lockup\b|\bmachine check\b.*\berror\b|\bcore dumped\b|^Aborted\b|^Killed\b/i,
  ],
  [
    'damage',
    10,
    /\bNo space left on device\b|\b(?:disk|filesystem|file system|tablespace|volume) (?:is )?full\b|\bdisk quota exceeded\b|\bENOSPC\b/i,
  ],
  [
    'damage',
    9,
    /\bread-only file ?system\b|\bI\/O error\b|\btoo many open files\b|\bEMFILE\b|\b(?:EXT4|XFS|BTRFS)(?:-fs)?(?: \(\S+\))?:? ?(?:critical |fatal )?error\b|\bMetadata corruption\b|\bcorrupt(?:ed|ion)?\b(?! ?(?:=|: ?0))|\bUnrecovered read error\b|\bmedium error\b|\bchecksum (?:mismatch|failed)\b|\bUNEXPECTED INCONSISTENCY\b/i,
  ],
  [
    'missing',
    9,
    /\b(?:Volume group ".*" not found|ALERT! .{1,200} does not exist|Gave up waiting for|No bootable device|Unable to mount root|VFS: Cannot open root)\b/,
  ],
  [
    'missing',
    8,
    /: (?:command )?not found(?=$|["',;:)])|\bcommand not found\b|\bNo such file or directory\b|\bENOENT\b|\bcould not be found\b|\bexecutable (?:file )?not found\b|\bNo module named\b|\bModuleNotFoundError\b|\bCannot find (?:module|package)\b|\bClassNotFoundException\b|\bcannot open shared object file\b|\bdoes not exist\b|\bImagePullBackOff\b|\bmanifest (?:unknown|for .* not found)\b|\bno such (?:host|image|table|column)\b|\b404 Not Found\b|\bis required to build\b/i,
  ],
  [
    'access',
    8,
    /\bpermission denied\b|\baccess denied\b|\bEACCES\b|\bEPERM\b|\boperation not permitted\b|\b(?:401 Unauthorized|403 Forbidden)\b|\bauthentication (?:failed|failure|required)\b|\bnot authorized\b|\binvalid (?:credentials|password|token)\b|\bunsafe repository\b|\bdubious ownership\b|\bpassword authentication failed\b/i,
  ],
  [
    'network',
    8,
    /\bconnection (?:refused|reset|timed out|to .{1,200} (?:refused|failed))\b|\bECONN(?:REFUSED|RESET|ABORTED)\b|\bETIMEDOUT\b|\b(?:could not|couldn't|failed to|unable to|can't|cannot) (?:resolve|connect|reach|look ?up)\b|\b(?:name or service not known|temporary failure in name resolution|no route to host|network is unreachable|ENOTFOUND|EAI_AGAIN)\b|\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b|\b(?:TLS|SSL) handshake\b.*\b(?:fail|error|timeout)|\bcertificate (?:verify failed|has expired|signed by unknown|is not trusted)|\bx509: |\bAddress already in use\b|\bEADDRINUSE\b/i,
  ],
  [
    'config',
    7,
    /\b(?:invalid|unknown|unsupported|unrecogni[sz]ed|missing|bad|malformed) (?:\w+ ){0,2}(?:config\w*|key|option|directive|parameter|argument|setting|value|property|field|syntax|variable|flag)\b|\bconfiguration (?:error|file .* (?:invalid|failed))\b|\bconfiguration file .* test failed\b|\b\[emerg\]|\bis not set\b(?=.*(?:required|must))|\bmust (?:not )?be (?:set|defined|specified|provided)\b|\bcould not parse\b|\bparse error\b|\bsyntax error\b|\bunexpected (?:token|end of|EOF)\b/i,
  ],
  [
    'failed',
    5,
    /\bFailed to start \S|\bDependency failed for\b|\byou are in emergency mode\b|\bDropping to a shell\b|\bgiving up\b|\bdatabase system is shut down\b|\bAborting\b$/i,
  ],
];

const GENERAL: readonly Rule[] = [
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
    /^\W{0,4}(?:ERROR|Error|error|ERR|FAILURE|SEVERE|FAIL|fail|crit)\b\]?(?:\(\S{1,30}\))?[ :!].{3,}$|^[\w./-]{1,60}: (?:error|ERROR|Error|fatal): .{3,}$|^\[?error\]? .{3,}$|^(?:\S{1,60} )?(?:ERROR|SEVERE)[: ].{3,}$/,
  ],
  [
    'error',
    6,
    /^(?:[\w./-]{1,60}: )?(?:.{0,60}\b)?(?:cannot|can't|could not|couldn't|unable to|failed to|failure (?:to|in|of)|timed? ?out|something went wrong)\b.{3,}$/i,
  ],
];

const GROUPS = [WHOLE, TESTS, BUILD, SYSTEM, GENERAL];

/** Without one of these no rule fits but the last: most lines are passed over by it. */
const MAY_FIT =
  /err|fail|fatal|panic|exception|cannot|can't|could ?n|unable|refus|den(?:y|ied)|kill|abort|crash|corrupt|not found|no such|no module|not set|not known|does not|must|missing|unknown|invalid|bad|malformed|unsupported|unrecogni|unexpected|exit|code|status|success|succeed|passed|passing|ok\b|oom|memory|segf|sig[a-z]{3}|space|read-only|i\/o|emfile|e(?:conn|timed|nospc|perm|acces)|resolv|time|unreach|route|x509|tls|ssl|address|lockup|blocked|dropping|gave up|giving up|emerg|alert|critical|severe|●|✕|✖|✗|×|not ok|^\s{1,4}\d+\) |^E {2}|expected|received|got|left|right|actual|^! |_test\.go|\.go:\d|undefined|unresolved|multiple definition|no rule|apply complete|unsafe|dubious|unauthor|forbidden|required|parse|syntax|went wrong|result|^> |#|^test |boot|vfs|medium|oops|bug:|full|quota/i;

/** Words that are an error's unless what stands beside them is harmless. */
const DOWNGRADED = /\b(?:errors?|fail(?:ed|ures?)|cannot|unable|could not|refused|exceptions?)\b/i;

/** The sign of a line that stands alone. */
export function signOf(bare: string): Sign | null {
  if (!MAY_FIT.test(bare)) return null;
  for (const rules of GROUPS) {
    // A whole that ended is told even where a line sounds like noise.
    if (rules === TESTS && isNoise(bare)) return null;
    // Words of failure that are harmless where they stand are none.
    if (rules === GENERAL && DOWNGRADED.test(bare) && levelOfWords(bare) <= LEVEL_WARN) return null;
    for (const [kind, weight, pattern] of rules) if (pattern.test(bare)) return { kind, weight };
  }
  return levelOfWords(bare) >= LEVEL_ERROR ? { kind: 'error', weight: 4 } : null;
}
