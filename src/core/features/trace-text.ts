/** Lines that a logger made of a stack trace. In: a template's text. Out: whether it tells where, not what. */

/** A stack frame or a line of code in a trace that a logger spread over records: it tells where, not what. */
const FRAME =
  /^(traceback \(most recent call last\)|file ".*", line|at [\w.$<>*/]+\(|caused by:$|\.\.\. .* more$|[\^~\s]*$|during handling of the above)/i;
const CODE =
  /^(return |raise |yield |await |del |assert |[\w.,\s[\]'"]+ = )?[\w.<>*[\]]+\(.*[),(:]$|^(for|if|elif|with|while|def|except)\b.*:$|^(raise|return|else|try|finally)\b[\w\s.]*:?$|^return\b.*[)}\]]$|^[\w.]+ = [\w.[\]'\x22]+$/;
/** A word of prose; a line of code that is broken over lines has none. */
const PROSE_WORD = /(?:^|\s)\p{L}{2,}[.,:;!]?(?=\s|$)/u;
const WILDCARD = /<[A-Z*][A-Z0-9_*]*>/g;

/** True for a stack frame, a line of code, or a line without a word. */
export function isTraceText(text: string): boolean {
  const trimmed = text.trim();
  if (FRAME.test(trimmed) || CODE.test(trimmed)) return true;
  if (!/\p{L}/u.test(trimmed.replace(WILDCARD, ' '))) return true;
  return !PROSE_WORD.test(trimmed) && /[=()[\]].*[),\]]$|\w[),\]]$/.test(trimmed);
}
