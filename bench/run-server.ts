// `npm start`: builds the page and serves it on this machine only.
import { ensureBuild } from './build';
import { serveLocalSite } from './local-site';

await ensureBuild();
const { url } = await serveLocalSite(Number(process.env.PORT ?? 4173));
console.log(`Harbinger: ${url}`);
console.log(
  'Ctrl+C ends it. Nothing that you drop on the page leaves this machine, unless you send it in the bridge.',
);
