// `npm start`: builds the page and serves it on this machine only.
import { DIST, ensureBuild } from './build';
import { serveFolder } from './static-server';

await ensureBuild();
const port = Number(process.env.PORT ?? 4173);
const { url } = await serveFolder({ dir: DIST, port });
console.log(`Harbinger: ${url}`);
console.log('Ctrl+C ends it. Nothing that you drop on the page leaves this machine.');
