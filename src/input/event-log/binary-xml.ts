/**
 * The binary XML of an event to the text that Windows makes of it ('wevtutil /f:xml'), on one line. In: a chunk, since names and templates are kept once for all
 * of its events, and the place of an event. Out: XML; throws BadEvent where the bytes make none. Grammar: [MS-EVEN6] 2.2.12. Nothing of the file is trusted: depth,
 * tokens and length of an event are limited, and every step goes forward.
 */
import { BINARY_XML, NULL, textOfValue } from './values';
import { BadEvent, escaped, MORE, XmlCursor } from './xml-cursor';

const MAX_VALUES = 4096;
const NO_DEPENDENCY = 0xffff;

const END = 0x00;
const OPEN_ELEMENT = 0x01;
const CLOSE_START = 0x02;
const CLOSE_EMPTY = 0x03;
const END_ELEMENT = 0x04;
const VALUE = 0x05;
const ATTRIBUTE = 0x06;
const CDATA = 0x07;
const CHARACTER = 0x08;
const ENTITY = 0x09;
const INSTRUCTION = 0x0a;
const INSTRUCTION_DATA = 0x0b;
const TEMPLATE = 0x0c;
const SUBSTITUTION = 0x0d;
const OPTIONAL = 0x0e;
const FRAGMENT = 0x0f;
interface Value {
  readonly type: number;
  readonly begin: number;
  readonly end: number;
}

/** What is put into a template; null: what is read is no template, and its elements state no dependency. */
type Values = readonly Value[] | null;

export class BinaryXml extends XmlCursor {
  /** The event at [begin, end) of the chunk. */
  event(begin: number, end: number): string {
    this.restart();
    const xml = this.fragment(begin, end, null);
    if (xml === '') throw new BadEvent('no element');
    return xml;
  }

  /** Elements and templates up to the end, or to what ends them. */
  private fragment(begin: number, end: number, values: Values): string {
    this.at = begin;
    let xml = '';
    while (this.at < end) {
      const kind = this.token(end) & ~MORE;
      if (kind === END) break;
      if (kind === FRAGMENT) this.at += 4;
      else if (kind === TEMPLATE) xml += this.template(end);
      else if (kind === OPEN_ELEMENT) xml += this.element(end, values);
      else if (kind === INSTRUCTION) this.instruction(end);
      // What fills the record up to a multiple of its alignment.
      else if (xml !== '') break;
      else throw new BadEvent(`token ${kind}`);
    }
    return xml;
  }

  private template(end: number): string {
    const { view } = this;
    this.need(10, end);
    const definition = view.getUint32(this.at + 6, true);
    this.at += 10;
    if (definition + 24 > this.bytes.length) throw new BadEvent('template');
    const bodyEnd = definition + 24 + view.getUint32(definition + 20, true);
    if (bodyEnd > this.bytes.length) throw new BadEvent('template');
    // Its first use holds it.
    if (definition === this.at) this.at = bodyEnd;
    const values = this.values(end);
    const after = this.at;
    const xml = this.deeper(() => this.fragment(definition + 24, bodyEnd, values));
    this.at = after;
    return xml;
  }

  /** The number of values, size and type of each, and then the values. */
  private values(end: number): Value[] {
    const { view } = this;
    this.need(4, end);
    const num = view.getUint32(this.at, true);
    const table = this.at + 4;
    if (num > MAX_VALUES || table + num * 4 > end) throw new BadEvent('values');
    this.spend(num);
    let begin = table + num * 4;
    const values: Value[] = [];
    for (let i = 0; i < num; i++) {
      const size = view.getUint16(table + i * 4, true);
      if (begin + size > end) throw new BadEvent('values');
      values.push({ type: this.bytes[table + i * 4 + 2], begin, end: begin + size });
      begin += size;
    }
    this.at = begin;
    return values;
  }

  private element(end: number, values: Values): string {
    const hasAttributes = (this.token(end) & MORE) !== 0;
    const from = this.at;
    // Of events that some programs write the elements state a dependency, or none, against the rule.
    const head = this.elementHead(from, end, values !== null) ?? this.elementHead(from, end, values === null);
    if (!head) throw new BadEvent('element');
    const { name, dependency, stop } = head;
    if (values && dependency < values.length && isNull(values[dependency])) {
      this.at = stop;
      return '';
    }
    let xml = `<${name}`;
    if (hasAttributes) {
      this.need(4, stop);
      const attributesEnd = Math.min(stop, this.at + 4 + this.view.getUint32(this.at, true));
      this.at += 4;
      while (this.at < attributesEnd) xml += this.attribute(attributesEnd, values);
    }
    const close = this.token(stop);
    this.at++;
    if (close === CLOSE_EMPTY) return this.counted(`${xml}/>`);
    if (close !== CLOSE_START) throw new BadEvent('start tag');
    if (values && !hasAttributes && this.isLeftOut(stop, values)) {
      this.at = stop;
      return '';
    }
    const content = this.deeper(() => this.content(stop, values));
    return `${this.counted(`${xml}>`)}${content}</${name}>`;
  }

  /** All that an element holds is a value that may be left out, and is. */
  private isLeftOut(end: number, values: Values): boolean {
    if (this.at + 5 > end || (this.bytes[this.at] & ~MORE) !== OPTIONAL) return false;
    return this.valueAt(end, values) === null && this.bytes[this.at + 4] === END_ELEMENT;
  }

  /** Name, what it depends on, and where the element ends; null: it has no such head. */
  private elementHead(
    from: number,
    end: number,
    hasDependency: boolean,
  ): { name: string; dependency: number; stop: number } | null {
    const size = from + (hasDependency ? 3 : 1);
    if (size + 8 > end) return null;
    const stop = size + 4 + this.view.getUint32(size, true);
    this.at = size + 4;
    const name = stop > end ? null : this.nameHere(stop);
    if (name === null) return null;
    return { name, dependency: hasDependency ? this.view.getUint16(from + 1, true) : NO_DEPENDENCY, stop };
  }

  private attribute(end: number, values: Values): string {
    if ((this.token(end) & ~MORE) !== ATTRIBUTE) throw new BadEvent('attribute');
    this.at++;
    const name = this.name(end);
    let text = '';
    let isLeftOut = false;
    while (this.at < end) {
      const kind = this.token(end) & ~MORE;
      if (kind === ATTRIBUTE) break;
      isLeftOut = kind === OPTIONAL && this.valueAt(end, values) === null;
      text += this.data(kind, end, values);
    }
    return isLeftOut && text === '' ? '' : this.counted(` ${name}="${text}"`);
  }

  /** Up to the token that ends the element. */
  private content(end: number, values: Values): string {
    let xml = '';
    for (;;) {
      const kind = this.token(end) & ~MORE;
      if (kind === END_ELEMENT) {
        this.at++;
        return xml;
      }
      if (kind === OPEN_ELEMENT) xml += this.element(end, values);
      else if (kind === TEMPLATE) xml += this.template(end);
      else if (kind === INSTRUCTION) this.instruction(end);
      else xml += this.data(kind, end, values);
    }
  }

  /** Text of any kind. */
  private data(kind: number, end: number, values: Values): string {
    switch (kind) {
      case VALUE:
        this.need(2, end);
        this.at += 2;
        return this.counted(escaped(this.string(end)));
      case CDATA:
        this.at++;
        return this.counted(escaped(this.string(end)));
      case CHARACTER:
        this.need(3, end);
        this.at += 3;
        return this.counted(escaped(String.fromCharCode(this.view.getUint16(this.at - 2, true))));
      case ENTITY:
        this.at++;
        return this.counted(`&${this.name(end)};`);
      case SUBSTITUTION:
      case OPTIONAL: {
        const value = this.valueAt(end, values);
        this.at += 4;
        return value === null ? '' : this.substituted(value);
      }
      default:
        throw new BadEvent(`token ${kind}`);
    }
  }

  /** The value that the substitution at this place names; null: none, or it is empty. */
  private valueAt(end: number, values: Values): Value | null {
    this.need(4, end);
    const value = values?.[this.view.getUint16(this.at + 1, true)];
    return value === undefined || isNull(value) ? null : value;
  }

  private substituted({ type, begin, end }: Value): string {
    this.spend(end - begin);
    if (type !== BINARY_XML) return this.counted(escaped(textOfValue(type, this.bytes.subarray(begin, end))));
    const after = this.at;
    const xml = this.deeper(() => this.fragment(begin, end, null));
    this.at = after;
    return xml;
  }

  /** '<?name text?>' is left out. */
  private instruction(end: number): void {
    this.at++;
    this.name(end);
    if (this.at >= end || (this.bytes[this.at] & ~MORE) !== INSTRUCTION_DATA) return;
    this.at++;
    this.string(end);
  }
}

const isNull = ({ type, begin, end }: Value): boolean => type === NULL || begin === end;
