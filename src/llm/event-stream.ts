// Server-sent events of a model's answer. In: bytes as they come, cut anywhere. Out: the data of each event.
import { EventParser } from '../core/lib/event-parser';

/** What an event at the end lacks its empty line is not given out. @throws Error for an event without end; whatever `bytes` throws */
export async function* eventData(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const parser = new EventParser();
  for await (const piece of bytes)
    for (const { data } of parser.take(decoder.decode(piece, { stream: true }))) yield data;
}
