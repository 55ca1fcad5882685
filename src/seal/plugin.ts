// Build step of the seal (runs in Node): puts the policy and seal.js at the head of index.html, before anything else; and the service
// worker's policy into _headers, which some static hosts read.
import type { Plugin } from 'vite';
import { contentSecurityPolicy, SERVICE_WORKER_POLICY } from './policy.ts';

/** Vite plugin; the policy is inserted rather than written in index.html, so that the service worker shares its text. */
export function sealPlugin(): Plugin {
  let serving = false;
  return {
    name: 'harbinger-seal',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    buildStart() {
      if (serving) return;
      this.emitFile({ type: 'chunk', id: '/src/seal/boot.ts', fileName: 'seal.js' });
      const source = `/sw.js\n  Content-Security-Policy: ${SERVICE_WORKER_POLICY}\n`;
      this.emitFile({ type: 'asset', fileName: '_headers', source });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<!--seal-->', sealTags(serving)),
    },
  };
}

function sealTags(serving: boolean): string {
  const policy = contentSecurityPolicy(serving ? 'development' : 'built');
  const script = serving
    ? '<script type="module" src="/src/seal/boot.ts"></script>'
    : '<script src="./seal.js"></script>';
  return `<meta http-equiv="Content-Security-Policy" content="${policy}">\n    ${script}`;
}

/** apache-arrow compiles its null test with `new Function`, which the policy refuses: the same test without it. */
export function arrowWithoutEval(): Plugin {
  return {
    name: 'harbinger-arrow-without-eval',
    enforce: 'pre',
    load(id) {
      if (!/apache-arrow[\\/]builder[\\/]valid\.mjs(\?|$)/.test(id)) return null;
      return `export function createIsValidFunction(nullValues) {
        if (!nullValues || nullValues.length === 0) return () => true;
        const nulls = new Set(nullValues);
        return (value) => !nulls.has(value);
      }`;
    },
  };
}

/** Engines of language models, and DuckDB, name hosts that they would load from: the policy refuses them, and nobody is to find them here. */
export function modelsWithoutHosts(): Plugin {
  return {
    name: 'harbinger-models-without-hosts',
    enforce: 'pre',
    transform(code, id) {
      if (!/@(?:wllama[\\/]wllama|mlc-ai[\\/]web-llm|duckdb[\\/]duckdb-wasm)[\\/].*\.m?js(\?|$)/.test(id))
        return null;
      return code.replace(
        /https?:\/\/(?:cdn\.jsdelivr\.net|raw\.githubusercontent\.com|huggingface\.co)[^"'`\s]*/g,
        '',
      );
    },
  };
}
