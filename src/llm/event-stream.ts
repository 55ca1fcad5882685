// Server-sent events. In: bytes as they come, cut anywhere. Out: the data of each event. Source: HTML, 'Interpreting an event stream'.

/** An event longer than this is no answer of a model. */
const MAX_EVENT_CHARS = 2 ** 20;

/** What an event at the end lacks its empty line is not given out. @throws Error for an event without end; whatever `bytes` throws */
export async function* eventData(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  let data: string[] = [];
  for await (const piece of bytes) {
    text += decoder.decode(piece, { stream: true });
    for (;;) {
      // A carriage return at the end may be the first half of an end of line.
      const end = /\r\n|\n|\r(?!$)/.exec(text);
      if (end === null) break;
      const line = text.slice(0, end.index);
      text = text.slice(end.index + end[0].length);
      if (line === '') {
        if (data.length > 0) yield data.join('\n');
        data = [];
      } else {
        const found = /^data(?:: ?(.*))?$/s.exec(line);
        if (found) data.push(found[1] ?? '');
      }
    }
    if (text.length + data.reduce((sum, each) => sum + each.length, 0) > MAX_EVENT_CHARS)
      throw new Error('An event of the answer has no end.');
  }
}
