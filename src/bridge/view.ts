// What the person sees of the bridge: fields to fill in, the request as it would leave, and the decision. Built by hand, as text only: what
// is shown is hostile.
import { visible } from '../core/ticket/neutral';
import { actions, alert, asking, bodyOf, button, drawnField, facts, labelOf, node, placeOf } from './draw';
import type { Decision, Face } from './face';
import type { Entries } from './sender';
import { goingOnFace } from './view-going-on';

/** @param root is emptied for each thing that is shown */
export function createFace(root: HTMLElement): Face {
  const draw = (...children: readonly (Node | string)[]): void => root.replaceChildren(...children);
  return {
    showIdle: (open) =>
      draw(
        node('h1', 'The bridge'),
        node(
          'p',
          'Nothing leaves but what you allow here. Keys that you type are forgotten when this closes.',
        ),
        ...open.map((text) => node('p', visible(text), 'mono')),
      ),
    showSending: (address) => draw(node('h1', 'Sending …'), node('p', address, 'mono')),
    askEntries: (sender, item, complaint, signal) =>
      asking<Entries | null>(signal, null, (done) => {
        const fields = sender.fields.filter(({ isSecret }) => !isSecret).map((field) => drawnField(field));
        draw(
          node('h1', sender.label),
          node('p', `${item.name} would be sent. You see all of it before it leaves.`),
          ...(complaint === '' ? [] : [alert(complaint)]),
          ...fields.map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done(Object.fromEntries(fields.map(({ name, value }) => [name, value()]))),
            ),
            button('Do not send', '', () => done(null)),
          ),
        );
        fields[0]?.focus();
      }),
    askKeys: (wanted, signal) =>
      asking<ReadonlyMap<string, string> | null>(signal, null, (done) => {
        const fields = wanted.map(({ name, origin }) =>
          drawnField({ name, label: labelOf(name), isSecret: true }, placeOf(origin)),
        );
        draw(
          node('h1', wanted.length === 1 ? 'A key is needed' : 'Keys are needed'),
          node(
            'p',
            'It stays in the memory of this frame, goes nowhere but there, and is forgotten when this closes.',
          ),
          ...fields.map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done(new Map(fields.map(({ name, value }) => [name, value().trim()]))),
            ),
            button('Do not send', '', () => done(null)),
          ),
        );
        fields[0]?.focus();
      }),
    ...goingOnFace(root, draw),
    decide: (prepared, request, signal) =>
      asking<Decision>(signal, 'no', (done) => {
        draw(
          node('h1', 'Send this?'),
          facts(prepared, request),
          node('h2', 'What leaves, byte for byte'),
          bodyOf(prepared, request),
          actions(
            button('Send', 'primary', () => done('once')),
            button('Send, and ask no more for this address until this closes', '', () =>
              done('until-closed'),
            ),
            button('Do not send', '', () => done('no')),
          ),
        );
        root.scrollTop = 0;
      }),
  };
}
