// Build step (runs in Node): what dist is made of besides our own. In: the lock file and what it installed. Out: licences.txt, the texts that these packages
// want to stand beside their code, and sbom.json, their versions and checksums (CycloneDX 1.6). Packages that only build or test are in neither.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export interface HeldPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as its package.json states it. */
  readonly licence: string;
  /** Of its licence and notice files; '': it brings none. */
  readonly text: string;
  /** SHA-512 of the archive that it came in, lower-case hex; '': the lock file has none. */
  readonly sha512: string;
}

/** Of the lock file: what is read here. */
interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly integrity?: string;
      }
    >
  >;
}

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** By name. @throws Error where a package of the lock file is not installed. */
export function heldPackages(root: string): readonly HeldPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path.startsWith('node_modules/') && !dev && !optional)
    .map(([path, { version = '', integrity = '' }]) => {
      const folder = join(root, path);
      const stated = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license?: unknown };
      const files = readdirSync(folder, { withFileTypes: true }).filter(
        (each) => each.isFile() && LICENCE_FILE.test(each.name),
      );
      return {
        name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version,
        licence: typeof stated.license === 'string' ? stated.license : '',
        text: files.map(({ name }) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n'),
        sha512: integrity.startsWith('sha512-')
          ? Buffer.from(integrity.slice(7), 'base64').toString('hex')
          : '',
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Vite plugin. @param root Where package-lock.json and node_modules are. */
export function inventory(root: string): Plugin {
  return {
    name: 'harbinger-inventory',
    apply: 'build',
    generateBundle() {
      const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
        license: string;
      };
      const held = heldPackages(root);
      const licence = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
      this.emitFile({
        type: 'asset',
        fileName: 'licences.txt',
        source: licencesText(own.name, licence, held),
      });
      this.emitFile({ type: 'asset', fileName: 'sbom.json', source: sbomOf(own, held) });
    },
  };
}

function licencesText(product: string, licence: string, held: readonly HeldPackage[]): string {
  const rule = '-'.repeat(78);
  const parts = held.map(
    ({ name, version, licence: id, text }) =>
      `${name} ${version} (${id})\n\n${text || `The package brings no text of its licence, ${id}.`}`,
  );
  return `${[`${product}\n\n${licence}`, ...parts].join(`\n\n${rule}\n`)}\n`;
}

function sbomOf(
  own: { readonly name: string; readonly version: string; readonly license: string },
  held: readonly HeldPackage[],
): string {
  const components = held.map(({ name, version, licence, sha512 }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      licenses: [{ expression: licence }],
      ...(sha512 && { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
      purl,
    };
  });
  const component = {
    type: 'application',
    name: own.name,
    version: own.version,
    licenses: [{ expression: own.license }],
  };
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components }, null, 2)}\n`;
}
