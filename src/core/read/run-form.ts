/**
 * Whether a log is that of one run of a build, a test, a deployment, by what such logs look like. In: the texts of its templates. Out: whether it is one.
 * A run counts through its work, begins steps, gives verdicts of tests or ends with one of the whole; a service does none of that.
 */
import { ownSign } from './rules';
import type { SignKind } from './sign';
import { STEP } from './steps';

/** What only a run says, each enough by itself. */
const VERDICTS: ReadonlySet<SignKind> = new Set(['passed', 'step', 'test']);
const RUN =
  /^(?:\[INFO\] )?BUILD (?:SUCCESS|FAILURE|SUCCESSFUL|FAILED)\b|^Finished: (?:SUCCESS|FAILURE|UNSTABLE|ABORTED)\b|##\[(?:group|error|endgroup|section|command)\]|^Job (?:succeeded|failed)\b|^Build step .* marked build as|^travis_(?:fold|time):|^(?:~~~|\+\+\+|---) :?[\w:]+|^\[[\w-]+ : [\w-]+\] |\bTests run: \S+ Failures: |^(?:PLAY|TASK|PLAY RECAP) \*|^(?:PLAY RECAP|PLAY|TASK) \[|^make(?:\[<?[\d*]+>?\])?: (?:Entering|Leaving|\*\*\*)|^(?:Plan|Apply complete|Destroy complete)[:!] |^=+ (?:test session starts|short test summary)|^(?:npm|yarn|pnpm) (?:ERR!|error|WARN|warn|run)\b|^collected <?[\d*]+>? items?$|^TAP version |^INFO: (?:Analyzed|Elapsed time|Build completed)|^(?:MSBuild|Microsoft \(R\) Build Engine) |^\s*Determining projects to restore/;
/** Each of these services write too; a run has two of them. */
const HINTS: readonly RegExp[] = [
  // Counted through: '[3/14]', '[ 42%]', '(3 of 14)', 'Step 3/9'.
  /^\s*[[(] ?(?:\d+|<\*>)(?:\/| of )(?:\d+|<\*>)[\])]|^\s*\[ ?(?:\d+|<\*>)%\]|^Step (?:\d+|<\*>)\/(?:\d+|<\*>)|^\[<\*>\] (?:Building|Linking|Compiling|Generating)/,
  // Commands as they are run.
  /^(?:\+{1,3}|\$|>) [\w./-]+(?: |$)|^\[command\]|^\s*(?:Running|Executing):? [`'"]/,
  // Tools at work.
  /^\s*(?:Compiling|Building|Linking|Downloading|Downloaded|Resolving|Installing|Fetching|Collecting|Unpacking|Generating|Checking out|Cloning into|Restored|Copying)\b/,
  // How long it took, at the end.
  /^\W*(?:Finished|Done|Built|Compiled|Completed|Ran|Total [Tt]est [Tt]ime|Total time|Time Elapsed|Duration|Elapsed|real|Build (?:finished|took))\b.*(?:\d|<\*>)/,
  // Verdicts of steps.
  /^\s*(?:PASS|FAIL|ok|not ok|\u2713|\u2714|\u2717|\u2718|\u2715|PASSED|FAILED|SUCCESS|changed|skipping)(?:\b|:| )|\bexit(?:ed with)?(?: code| status)? (?:\d+|<\*>)$/,
];

export function isRun(texts: readonly string[]): boolean {
  const hints = new Set<RegExp>();
  for (const text of texts) {
    const filled = text.replace(/<\*>/g, '1');
    if (RUN.test(text) || STEP.test(filled)) return true;
    const sign = ownSign(filled);
    if (sign && VERDICTS.has(sign.kind)) return true;
    for (const hint of HINTS) if (hint.test(text)) hints.add(hint);
    if (hints.size > 1) return true;
  }
  return false;
}
