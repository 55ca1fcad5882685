// bridge.html: waits for one port from the page that frames it, and is the door from then on. Opened in any other way it does nothing.
import { createDoor } from './door';
import type { FromBridge, Greeting } from './protocol';
import { senderInfos } from './senders';
import { createFace } from './view';

const VERSION: Greeting['harbinger'] = 1;

function open(port: MessagePort): void {
  const face = createFace(document.getElementById('bridge')!);
  const post = (message: FromBridge): void => port.postMessage(message);
  const take = createDoor(face, post);
  port.onmessage = ({ data }) => take(data);
  face.showIdle([]);
  post({ kind: 'ready', version: VERSION, senders: senderInfos() });
}

function onGreeting({ source, data, ports }: MessageEvent<Partial<Greeting> | null>): void {
  // Who may frame this page, its policy says.
  if (source !== window.parent || data?.harbinger !== VERSION || ports.length !== 1) return;
  removeEventListener('message', onGreeting);
  open(ports[0]);
}

if (window.parent !== window) addEventListener('message', onGreeting);
