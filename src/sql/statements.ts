// SQL as text, before DuckDB sees it. In: what a person wrote. Out: its statements with the words that they name, and what is refused of them.
// DuckDB is locked as well (database.ts); what is refused here is what it would pass over without a word, or what changes our tables.
import { SQL_TABLES } from '../contracts/sql';

export interface Statement {
  readonly text: string;
  /** Place in the whole text, UTF-16 units. */
  readonly begin: number;
  /** Lower case: words outside of strings and comments, quoted names among them. */
  readonly words: readonly string[];
}

/** Strings, comments and names in quotes; what they hold is no statement. */
const TOKENS =
  /\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z_]\w*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|[a-z_][\w$]*|;/gi;

/** Empty ones are left out. */
export function statementsOf(sql: string): readonly Statement[] {
  const found: Statement[] = [];
  let begin = 0;
  let words: string[] = [];
  const end = (at: number): void => {
    const text = sql.slice(begin, at);
    const skipped = text.length - text.trimStart().length;
    if (words.length > 0) found.push({ text: text.trim(), begin: begin + skipped, words });
    words = [];
  };
  for (const { 0: token, index } of sql.matchAll(TOKENS)) {
    if (token === ';') {
      end(index);
      begin = index + 1;
    } else if (/^[a-z_]/i.test(token)) words.push(token.toLowerCase());
    else if (token.startsWith('"')) words.push(token.slice(1, -1).replaceAll('""', '"').toLowerCase());
  }
  end(sql.length);
  return found;
}

const READS = 'select with from values table show describe desc summarize explain pivot unpivot'.split(' ');
const FROM_OUTSIDE = 'install load force attach copy export import'.split(' ');
/** What may stand behind WITH or EXPLAIN and changes a table. */
const CHANGES = 'insert update delete merge create drop alter truncate copy call pragma set'.split(' ');
/** A table or view with a name that stands alone: no schema, so that it lies beside ours. */
const MAKES =
  /^create\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+)?(?:table|view)\s+(?:if\s+not\s+exists\s+)?("(?:[^"]|"")+"|[a-z_][\w$]*)\s*(?!\s*\.)(?=[\s(])/i;

/** Why a statement is not run, one sentence; null: it may be. */
export function whyRefused({ words, text }: Statement): string | null {
  const [first, ...rest] = words;
  if (first === 'with' || first === 'explain') {
    const change = rest.find((word) => CHANGES.includes(word));
    return change === undefined
      ? null
      : `${first.toUpperCase()} with ${change.toUpperCase()} is refused: queries read, and the tables of the analysis stay as they are.`;
  }
  if (READS.includes(first)) return null;
  if (FROM_OUTSIDE.includes(first))
    return `${first.toUpperCase()} is refused: nothing is loaded from outside of this page, and nothing leaves it. The tables of the analysis are there already; results are saved with the buttons below.`;
  if (first !== 'create')
    return `${first.toUpperCase()} is refused: queries read (SELECT, WITH, FROM, SHOW, DESCRIBE, SUMMARIZE, EXPLAIN), and CREATE makes tables and views of your own.`;
  const made = MAKES.exec(text);
  if (made === null)
    return 'This CREATE is refused: CREATE TABLE name AS ... and CREATE VIEW name AS ... make tables and views of your own, under a name without a schema.';
  const name = (made[1].startsWith('"') ? made[1].slice(1, -1).replaceAll('""', '"') : made[1]).toLowerCase();
  return SQL_TABLES.some((table) => table.name === name)
    ? `${name} is a table of the analysis and stays as it is: give yours another name.`
    : null;
}
