// Server-sent events. In: text as it comes, cut anywhere. Out: events that became whole. Source: HTML, 'Interpreting an event stream'.

export interface ServerEvent {
  readonly data: string;
  /** As this event states it; null: it states none. */
  readonly id: string | null;
}

/** An event longer than this has no end. */
const MAX_EVENT_CHARS = 2 ** 20;

export class EventParser {
  private text = '';
  private data: string[] = [];
  private id: string | null = null;
  private numChars = 0;

  /** @throws Error for an event without end */
  take(piece: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.text += piece;
    let at = 0;
    // A carriage return at the end may be the first half of an end of line.
    const lineEnd = /\r\n|\n|\r(?!$)/g;
    for (let end = lineEnd.exec(this.text); end !== null; end = lineEnd.exec(this.text)) {
      const line = this.text.slice(at, end.index);
      at = end.index + end[0].length;
      if (line !== '') this.field(line);
      else {
        if (this.data.length > 0) events.push({ data: this.data.join('\n'), id: this.id });
        this.data = [];
        this.id = null;
        this.numChars = 0;
      }
    }
    this.text = this.text.slice(at);
    if (this.text.length + this.numChars > MAX_EVENT_CHARS)
      throw new Error('An event of the answer has no end.');
    return events;
  }

  /** Part of an event has come, and its end has not. */
  get isHalf(): boolean {
    return this.data.length > 0 || this.text.trim() !== '';
  }

  private field(line: string): void {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') {
      this.data.push(value);
      this.numChars += value.length;
    }
    // The standard ignores one that holds NUL.
    if (name === 'id' && !value.includes('\0')) this.id = value;
  }
}
