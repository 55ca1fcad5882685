/** How runs, test runners and build tools say what passed and what failed. Asked from top to bottom. */
import type { Rule } from './sign';

/** 'path.ext:12:3:' and its like, before what is wrong there. */
const PLACE = String.raw`(?:[A-Za-z]:)?[\w./\\@+-]{1,300}\.\w{1,6}(?::\d{1,7}(?::\d{1,7})?|\(\d{1,7}(?:,\d{1,7}){0,3}\)|:?\[\d{1,7},\d{1,7}\])`;
const TAG = String.raw`(?:\[?(?:ERROR|error|e)\]?:? +)?`;

export const WHOLE: readonly Rule[] = [
  [
    'passed',
    0,
    /^\W*(?:\[INFO\] )?BUILD SUCCESS(?:FUL)?\b|^Finished: (?:SUCCESS|UNSTABLE)|^Job succeeded$|^\W*(?:Result|Status|Conclusion|Overall)\s*[:=] *(?:success|passed|ok)\b/i,
  ],
  [
    'passed',
    0,
    /^=+ (?:\d+ (?!failed|errors?\b)\w+, )*\d+ passed(?:, \d+ (?!failed|errors?\b)\w+)* in [\d.:]+ ?s|^OK \(\d+ tests?|^All (?:\d+ )?(?:tests?|checks?|specs?)(?: suites?)? passed|^[#\u2139] fail +0$|^\d+ examples?, 0 failures\b|^\s*[1-9]\d* (?:features?|scenarios?|steps?|suites?|specs?|examples?|checks?) passed, 0 failed\b|^test result: ok\.|^Passed! +-|^\s*\d+ pass(?:ing|ed) \(/,
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
    /\b(?:exit(?:ed)?|exits|returned|exiting|terminated)\b.{0,30}?\b(?:code|status)[ :=]{0,2}\[?(?:[1-9]\d*)\b(?!\.\d)|\b(?:exited|ended|finished) with (?:status )?[1-9]\d{0,2}\b(?!\.)|(?<!\|\| |&& |; |then |\{ )\bexit [1-9]\d{0,2}\)?$|\b(?:rc|exit_?code|return_?code) ?= ?[1-9]\d{0,2}$|\breturned a? ?non-zero\b|\bdid not complete successfully\b|^exit status [1-9]/i,
  ],
  [
    'failed',
    2,
    /^FAILED \((?:failures|errors)=|^error: test failed, to rerun|^\s*npm (?:ERR!|error) Test failed|^test result: FAILED|^Test Run Failed|^Failed! +-|^ERROR: failed to solve:|^error: could not compile|\b[Cc]ompleted with [1-9]\d* errors?(?:\(s\))?|^\*{2} [A-Z ]{3,40} FAILED \*{2}|\bfailed with (?:a )?non-?zero exit\b|\bstep had errors\b|^make(?:\[\d+\])?: \*\*\* (?!No rule)|^ninja: build stopped|^Errors while running CTest|^gmake(?:\[\d+\])?: \*\*\*|^collect2: error: ld returned|^error: linker command failed|^Command failed with exit code|^\[ERROR\] Build failed/,
  ],
  [
    'failed',
    3,
    /^\W{0,4}(?:[\w-]+ )?(?:status|state|result|outcome|conclusion|phase|health)\s*[:=]\s*["']?(?:fail\w*|error\w*|degraded|unhealthy|faulted|aborted|broken|crashed)\b["']?\W*$|^\W{0,4}[A-Z]\w+ "[^"]{1,80}" failed$/i,
  ],
  [
    'failed',
    2,
    /\b(?:exiting|terminating|quitting|giving up|aborted|aborting|stopping) (?:due to|because of|on|after) (?:[\w-]+ ){0,3}(?:errors?|failures?)\b/i,
  ],
  ['failed', 2, /\b(?:failed|unreachable)=[1-9]\d*\b.*\b(?:ok|skipped|changed|rescued)=/],
  [
    'failed',
    2,
    /(?<!#)\b(?:ok|pass(?:ed)?|succe\w{2,8})=\d+.{0,120}?(?<!#)\b(?:fail\w*|errors?|unreachable)=[1-9]/i,
  ],
  ['failed', 2, /^=+ .{0,80}\b[1-9]\d* (?:failed|errors?)\b.{0,120} in [\d.:]+ ?s/],
  [
    'failed',
    3,
    /\bFailed with result '|\bMain process exited, code=(?!exited, status=0)|\bStart request repeated too quickly|\bentered failed state|\bback-?off restarting failed container|\bCrashLoopBackOff\b/i,
  ],
];

export const TESTS: readonly Rule[] = [
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
    /^test \S{1,300} \.\.\. FAILED$|^\s*(?:✕|✖|✗) (?!\d+ problem)\S.{1,300}$|^\s*(?:[✘✖✗] )?\[fail\]:? \S.{1,300}$|^\s*× \S.{1,300}(?: > |\d ?ms).*$|^(?:FAIL) \S{1,300}\.\w{2,4}\b/,
  ],
  ['test', 8, /^\s*--- FAIL: \S{1,300}/],
  // Its verdict in a column of its own.
  [
    'test',
    8,
    /^\s*\S.{1,200}?(?: \|\s*| {3,}|\.{3,} ?| \.{2} ?|\t)\[?(?:FAIL(?:ED|URE)?|ERROR|NOT OK|FEHLER)\]?\s*\|?$/,
  ],
  ['test', 8, /^\d{1,6} of \d{1,6} (?:ERROR|FAIL(?:ED)?)\b.{3,300}$/],
  ['test', 7, /^\s{1,4}\d{1,3}\) \S.{1,300}$/],
  [
    'assertion',
    9,
    /^\s{4,}\S{1,200}_test\.go:\d+: |^\s*Failure\/Error: |^E {2,}\w*(?:Error|Exception|assert)\b.*/,
  ],
  [
    'assertion',
    8,
    /^(?:\S{1,300}:\d+: Failure|.{0,200}\bAssertion [`'"].{1,300} failed\b.*|\s*Assertion ?(?:Error|[Ff]ailed)\b.*|\s*expect\(.{1,200}\)\.\w.*)$/,
  ],
  [
    'assertion',
    6,
    /^\s*(?:Expected|Received|expected|got|Actual|actual|- Expected|\+ Received)(?: +:|:| +-).{1,300}$|^\s*(?:left|right): .{1,300}$|^E {2,}\S/,
  ],
  [
    'count',
    4,
    /\bTests run: ?\d+, ?Failures: ?(?!0, ?Errors: ?0\b)\d+|\b\d+ tests? completed, [1-9]\d* failed|^\s*[1-9]\d* failing$|\b[1-9]\d* failures?\b(?!:)|(?:^\W*|[,;(|] ?|: |\band )[1-9]\d* failed\b|\b[1-9]\d* failed(?=[,;)|]| (?:of|out|tests?|in \d|\(\d+\)))|\bFailed: +[1-9]|\b[1-9]\d* errors? generated|\bFound [1-9]\d* errors?\b|^[1-9]\d* errors?$|\bFailures?: ?[1-9]|\b(?:Errors|errors): ?[1-9]\d*\b|✖ [1-9]\d* problems?/,
  ],
  ['count', 4, /^\W*[1-9]\d* (?:tests?|specs?|suites?|scenarios?|checks?|assertions?) failed$/],
  ['count', 4, /\bsummary\W{1,4}[1-9]\d* (?:errors?|failures?|failed|problems?)\b/i],
];

export const BUILD: readonly Rule[] = [
  ['compile', 9, new RegExp(`^${TAG}${PLACE}:?(?: -)? ?(?:fatal )?(?:[Ee]rror|e|ERROR)\\b.{1,600}$`)],
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
    /^\s*(?:ERROR: )?(?:Could not find a version that satisfies|No matching distribution found for|Bundler could not find compatible|Could not find gem)\b.*/,
  ],
  [
    'missing',
    8,
    /^\s*npm (?:ERR!|error) (?:ERESOLVE (?!overriding)|Could not resolve dependency|404 |Missing script|notarget |ENOENT|.*\bnot found\b|Cannot read|Conflicting peer|Unsupported engine|gyp ERR! stack Error)/,
  ],
  ['conclusion', 6, /^\s*(?:ERROR: )?Your requirements could not be resolved\b/],
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
