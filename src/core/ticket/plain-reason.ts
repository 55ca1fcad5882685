/**
 * A detector's reason as words. In: its text, which may set the template that it is about in quotation marks. Out: the same without them: a
 * template has wildcards and stands in no line, so that nothing is quoted.
 */
export function plainReason(text: string): string {
  return text.replace(/["\u201c]([^"\u201d]*)["\u201d]/g, '($1)');
}
