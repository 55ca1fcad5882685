/**
 * A detector's reason as words. In: its text, which may set the template that it is about in quotation marks. Out: the same without them: a
 * template has wildcards and stands in no line, so that nothing is quoted, neither it nor what stands in quotation marks within it.
 */
export function plainReason(text: string): string {
  return text
    .replace(/\b(T\d+) "(.*)"/s, (_, id: string, template: string) => `${id} (${plainTemplate(template)})`)
    .replace(/["\u201c]([^"\u201d]*)["\u201d]/g, '($1)');
}

/** The text of a template without quotation marks of its own. */
export function plainTemplate(text: string): string {
  return text.replace(/["`\u201c\u201d]|(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, '');
}
