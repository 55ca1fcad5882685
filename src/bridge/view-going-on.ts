// What the person sees of the bridge for what goes on by itself once it was let begin: a stream, armed alerts.
import type { StreamReading } from '../contracts/stream';
import { STREAM_READINGS } from '../contracts/stream';
import { visible } from '../core/ticket/neutral';
import { actions, alert, asking, bodyOf, button, drawnField, facts, node } from './draw';
import type { ArmEntries, Face } from './face';
import { againWords, KEY_PLACES, type KeyPlace, type StreamEntries } from './stream/plan';

type GoingOn = Pick<Face, 'askStream' | 'decideStream' | 'askArm' | 'decideArm'>;

/** Where an alert goes unless told otherwise. */
const PAGERDUTY = 'https://events.pagerduty.com/v2/enqueue';

/** @param draw takes the place of all that `root` holds */
export function goingOnFace(
  root: HTMLElement,
  draw: (...children: readonly (Node | string)[]) => void,
): GoingOn {
  return {
    askStream: ({ address, reading }, complaint, signal) =>
      asking<StreamEntries | null>(signal, null, (done) => {
        const given = (name: string, label: string, initial: string, options?: readonly string[]) =>
          drawnField({ name, label, isSecret: false, initial, ...(options && { options }) });
        const fields = {
          address: given('address', 'Address', visible(address)),
          reading: given('reading', 'Read as', reading, STREAM_READINGS),
          keyPlace: given('key-place', 'Its key goes into', KEY_PLACES[0], KEY_PLACES),
          keyName: given('key-name', 'Name of that header, or of the parameter in the address', ''),
        };
        draw(
          node('h1', 'A stream of lines'),
          node('p', 'What it is asked by is shown before it begins. A key is typed on the next page.'),
          ...(complaint === '' ? [] : [alert(complaint)]),
          ...Object.values(fields).map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done({
                address: fields.address.value(),
                reading: fields.reading.value() as StreamReading,
                keyPlace: fields.keyPlace.value() as KeyPlace,
                keyName: fields.keyName.value(),
              }),
            ),
            button('Do not open it', '', () => done(null)),
          ),
        );
        fields.address.focus();
      }),
    decideStream: (prepared, plan, signal) =>
      asking<boolean>(signal, false, (done) => {
        draw(
          node('h1', 'Open this stream?'),
          facts(prepared, plan.request, plan.isSocket),
          node('h2', 'What leaves'),
          node('p', `The request above, and no body. ${againWords(plan)}`),
          node('p', 'It is open until you stop following, close the bridge or leave the page.'),
          actions(
            button('Open the stream', 'primary', () => done(true)),
            button('Do not open it', '', () => done(false)),
          ),
        );
        root.scrollTop = 0;
      }),
    askArm: (senders, complaint, signal) =>
      asking<ArmEntries | null>(signal, null, (done) => {
        const given = (name: string, label: string, initial: string, options?: readonly string[]) =>
          drawnField({ name, label, isSecret: false, initial, ...(options && { options }) });
        const sender = given(
          'sender',
          'By',
          senders[0].id,
          senders.map(({ id }) => id),
        );
        const address = given('address', 'Address', PAGERDUTY);
        const most = given('most-an-hour', 'Alerts an hour, at most', '6');
        draw(
          node('h1', 'Arm alerts'),
          node(
            'p',
            'While you follow, each new incident is sent there without asking again. You see what, on the next page.',
          ),
          ...(complaint === '' ? [] : [alert(complaint)]),
          ...[sender, address, most].map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done({ sender: sender.value(), address: address.value(), mostAnHour: most.value() }),
            ),
            button('Arm nothing', '', () => done(null)),
          ),
        );
        sender.focus();
      }),
    decideArm: ([prepared], requests, often, signal) =>
      asking<boolean>(signal, false, (done) => {
        draw(
          node('h1', 'Arm these alerts?'),
          facts(prepared, requests[0]),
          node(
            'p',
            `${often}. They leave by themselves until you disarm them, close the bridge or leave the page.`,
          ),
          ...requests.flatMap((request, i) => [
            node(
              'h2',
              i === 0
                ? 'What leaves with a new incident, byte for byte but for the places in ‹ ›'
                : 'What leaves with its end',
            ),
            bodyOf(prepared, request),
          ]),
          node(
            'p',
            'The title of an incident may hold words of the log, such as names of hosts. It is cut at 300 characters.',
          ),
          actions(
            button('Arm them', 'primary', () => done(true)),
            button('Arm nothing', '', () => done(false)),
          ),
        );
        root.scrollTop = 0;
      }),
  };
}
