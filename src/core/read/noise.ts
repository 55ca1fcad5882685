/** Lines that speak of failures and tell of none. In: a bare line. Out: whether nothing is to be read from it. */
import { numProblems, prose } from './words';

const NOISE: readonly RegExp[] = [
  // Commands that are about to run, and how they are called.
  /^\s*(?:\+{1,3} |\$ |> [\w@./-]+@\d|\[command\]|##\[(?:group|command|endgroup|section|debug|warning)\]|(?:TASK|PLAY|RUNNING HANDLER) \[|Run |Running |Executing |Compiling with |Parsing |cmd: |args?: )/,
  /(?:^|\s)-{1,2}[\w-]*(?:error|fail)[\w-]*(?:[=\s]|$)/i,
  // Warnings, deprecations, hints and help.
  /^(?!\s*Warning {2,}\w+ {2,})\W{0,4}(?:warn(?:ing)?s?\b|w:|WARN|npm warn|DEPRECAT|debug\b|info\b|note\b|notice\b|hint\b|trace\b|tip\b|\[(?:INFO|DEBUG|WARN(?:ING)?|TRACE|NOTICE)\])(?!.*(?:BUILD FAIL))/i,
  /\bDeprecat(?:ed|ion)\b|\bwarning(?:[:\]]| (?! ))/i,
  // The same behind the name of a program: 'entrypoint.sh: info: ...'.
  /^\s*[\w./@-]{1,80}(?:\[\d+\])?: (?:info|debug|note|notice|warn|trace|hint)\b[: ]/i,
  // The same by one letter.
  /^[DITV] \[/,
  // Frames of traces, and source that a trace quotes.
  /^\s*(?:at \S+[.(]|File "[^"]{1,300}", line \d|#\d{1,4} +0x|\d{1,4} +\S+\s+0x[0-9a-f]{6,}|(?:from )?\S{1,300}\.(?:rb|erb|exs?|erl):\d+(?::in\b.*|: \(\w.*|\s*)$)/,
  // What is being done, by its number among others.
  /^\s*\[ *\d+(?:\/\d+|%)\] (?!.*\b(?:FAILED|error:))|^\s*Start +\d+: |\bPassed +\d|^\w[\w ]{2,40}\.\.\. \[ *\d{1,3}%\] \S+$/,
  /^(?:\[ERROR\] )?(?:To see the full stack trace|Re-run Maven|For more information about|\[Help \d|After correcting|-> \[Help|Please refer to|mvn |\s*$)/,
  /^(?:\[ERROR\])\s*(?:\[?-> \[Help|\[Help|\s*mvn\b|urls\[|realm =|strategy =|import from|Number of foreign|-{5,}|symbol:|location:|Failures:\s*$|Errors:\s*$|There are test failures|COMPILATION ERROR|Tests run:)/,
  /^[\W_]*(?:failures?|errors?|failed tests?|console\.(?:error|warn)|short test summary info)[\W_]*$/i,
  /^> (?:Run with|Get more help|There is 1)|^\* (?:Try|Get more|Exception is)|^\s*npm (?:ERR!|error) (?:A complete log|\s*(?:\/|[A-Z]:\\)|path |cwd |command |errno -?\d+$|syscall |node_modules|Fix the upstream|this command|to accept|See |\s*$|While resolving|Found:|\s+(?:peer|react|from|dev)\b)/,
  /^(?:section_(?:start|end)|Post job|Cleaning up|Terminate orphan)/,
  /^\S{1,300}:\d+(?::\d+)?: (?:info|note|hint)\b/i,
  /\b(?:note|hint): (?!.*\b(?:panic|fatal)\b)/,
  /^(?:checking|looking) (?:for|whether|if) |^-- (?:Looking for|Performing Test|Check)/i,
  // None of them.
  /\bseverity[=:] ?correct|\b(?:no|zero|0|without(?: any)?) (?:\w+ ){0,3}?(?:errors?|failures?|failed|exceptions?|problems?|issues|vulnerabilities|crashes)\b/i,
  /\b(?:errors?|failures?|failed|exceptions?)\s?[:=]\s?(?:0\b|none\b|null\b|nil\b|false\b|\[\]|"")/i,
  /\b(?:errors?|events?|failures?)\b[^:]{0,40}: 0$/i,
  /^\s*\w[\w ()-]{1,40}: +0\s*$/,
  // What firmware and drivers say of themselves at every boot.
  /^ACPI(?: BIOS)? (?:Error|Warning|Exception)\b|\bfirmware\b.*\bfail|\bfailed to load \S*(?:ucode|firmware|\.fw|\.bin)\b/i,
  // What installers say of a system without a terminal, an init or a run level.
  /^debconf: (?:delaying package configuration|unable to initialize frontend|falling back)|^invoke-rc\.d: (?:unknown initscript|could not determine current runlevel|policy-rc\.d denied)/,
  // Things that succeeded, were mended or passed over; what is only named.
  /(?:^|(?<!\bnot)\s)(?:PASS(?:ED)?|PASSING|ok|OK|✓|✔|√)(?:\s|$|\.)/,
  // An error that gives its reason is one, though something was only skipped for it.
  /^(?!\W*(?:[\w./-]{1,60}: )?error: .*\bbecause\b).*\b(?:ignor(?:ed|ing)|(?<!\d )skip(?:ped|ping)|falling back|fallback|non-?fatal|harmless|retr(?:y|ying|ied)|will try again|recovered|reconnect(?:ed|ing)|succeeded|as expected|expected by|on purpose|simulated|is normal)\b/i,
  /^\s*(?:import|from|include|#include|use|require|throw|catch|try|raise|return|if|else|elif|assert|const|let|var|def|class|func|fn|public|private)\b.*[({;:]\s*$/,
  /^\s*\d{1,6} ?\| |^\s*> ?\d{1,6} ?\||^\s*\|/,
  /^\s*[\w.-]{1,60}: (?:true|false|error|ignore|warn|fail|none|\d+|\/\S*)$/i,
  // A collection of a heap: what set it off is called a failure (features/full-heaps.ts tells of those that free nothing).
  /^(?=.*\ballocation failure\b)(?=.*\b(?:GC|Pause|Scavenge|Mark-(?:sweep|compact))\b).*\d[\d.,]* ?[KMGT]?B?(?: ?\([\d.,]+[%\w]?\))? ?-> ?\d/i,
  // Requests of others that were answered, and logs of audits.
  /"(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \S{1,500} HTTP\/[\d.]+" [1-4]\d\d\b|\b(?:GET|POST|PUT|DELETE) \S{1,300} (?:[1-3]\d\d)\b|\b(?:GET|POST|PUT|HEAD|DELETE) \/\S{0,300} .{0,120}\bHTTP\/[\d.]+"? [1-4]\d\d\b/,
  // The head of a difference, of which the rows below tell.
  /^\s*[-+] (?:expected|received|actual)\b[^:]{0,30}[-+] ?(?:\d+|actual|expected|received)$/i,
  // What was asked to stop, and not by a limit of time.
  /^(?!.*\btimed?[ -]?out\b).*\b(?:killed|terminated|terminating|interrupted|stopped|stopping|exited|exiting|caught|received|got)\b.{0,40}\b(?:signal\W{0,2}(?:1|2|15)\b|SIG(?:TERM|INT|HUP)\b)/i,
  /^(?:https?|file):\/\/\S+$/,
];

/** What is being done; 'creating subnet: the range conflicts with another' is more than that. */
const PROGRESS =
  /^\W*(?:downloaded|downloading|collecting|installing|unpacking|setting up|fetched|get:\d+|selecting|preparing|compiling|building|generating|copying|creating|using cached|transferring|added|extracting)\b/i;

export function isNoise(bare: string): boolean {
  if (PROGRESS.test(bare) && numProblems(prose(bare)) === 0) return true;
  return NOISE.some((pattern) => pattern.test(bare));
}
