// Build step of the bridge (runs in Node): src/bridge/main.ts as one page with one inline script and one style, each named by its hash. It is
// no file of the build: the service worker holds it, so that neither a server nor the page's own storage can give another one.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BRIDGE_STYLE } from './bridge-style.ts';

const ENTRY = fileURLToPath(new URL('../bridge/main.ts', import.meta.url));

/** The page as HTML. @throws Error when it cannot be built */
export async function bridgePage(): Promise<string> {
  const script = await bundled();
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(BRIDGE_STYLE)}'`,
    'connect-src https: http: wss: ws:',
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Harbinger: the bridge</title>
<style>${BRIDGE_STYLE}</style>
</head>
<body>
<main id="bridge"></main>
<script>${script}</script>
</body>
</html>
`;
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: ENTRY, formats: ['iife'], name: 'harbingerBridge' },
    },
  });
  const [{ output }] = built as unknown as [{ output: readonly { type: string; code?: string }[] }];
  const code = output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined) throw new Error('The bridge was not built.');
  return code.replaceAll('</script', '<\\/script');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
