import { describe, expect, it } from 'vitest';
import { isRun } from './run-form';

/** A few lines of a run of each kind of tool, as templates have them. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  jenkins: ['[Pipeline] stage', 'Finished: SUCCESS'],
  'github actions': ['##[group]Run actions/checkout@v4'],
  gitlab: ['Running with gitlab-runner <*>', 'Job succeeded'],
  azure: ['##[section]Starting: Build'],
  travis: ['travis_fold:start:install'],
  buildkite: ['~~~ Preparing working directory', '+++ :hammer: make'],
  tekton: ['[build-image : build] STEP <*>: FROM node'],
  maven: ['[INFO] BUILD FAILURE'],
  gradle: ['> Task :test FAILED', 'BUILD FAILED in <*>'],
  make: ["make[<*>]: Entering directory '/build/src'"],
  'cmake with ninja': ['[<*>/<*>] Building CXX object core.o', '$ ninja all'],
  'cmake with make': ['[ <*>%] Building C object a.o', '[100%] Linking C executable a', 'Compiling b'],
  cargo: ['   Compiling wire v0.9.1', '    Finished dev [unoptimized] target(s) in <*>'],
  'go test': ['--- FAIL: TestBalance (<*>)', 'FAIL'],
  pytest: ['collected <*> items'],
  tox: ['py311: commands[<*>]> pytest', '=== 4 passed in 2.1s ==='],
  npm: ['npm WARN deprecated har-validator@<*>'],
  yarn: ['$ vite build', 'Done in <*>.'],
  jest: ['PASS src/a.test.ts', 'Test Suites: 3 passed, 3 total'],
  dotnet: ['  Determining projects to restore...'],
  msbuild: ['Build succeeded.'],
  'docker build': ['Step <*>/<*> : FROM node:18'],
  buildkit: ['#5 [2/7] RUN npm ci'],
  ansible: ['TASK [Gathering Facts] ****'],
  terraform: ['Apply complete! Resources: <*> added, <*> changed, <*> destroyed.'],
  bazel: ['INFO: Analyzed <*> targets'],
  tap: ['TAP version 13'],
  ctest: ['<*>/<*> Test #<*>: Parser ... Passed <*> sec', 'Total Test time (real) = <*> sec', '$ ctest'],
};

/** What services write, of which each may sound like a run. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  web: ['GET <*> HTTP/1.1 <*>', 'Started GET "<*>" for <*>', 'Completed <*> OK in <*>'],
  database: [
    'checkpoint starting: time',
    'checkpoint complete: wrote <*> buffers',
    'connection authorized: user=app',
  ],
  kernel: ['usb <*>: new device', 'EXT4-fs (sda2): mounted filesystem'],
  broker: ['Running boot step <*> defined by app rabbit', 'queue <*> has <*> messages'],
  scheduler: ['job <*> finished', 'job <*> failed with exit code <*>', 'heartbeat'],
  sshd: ['Failed password for <*> from <*> port <*> ssh2', 'Accepted publickey for <*> from <*>'],
};

describe('a run is told by what runs do', () => {
  it.each(Object.entries(RUNS))('%s', (_name, texts) => expect(isRun(texts)).toBe(true));
});

describe('a service is none', () => {
  it.each(Object.entries(SERVICES))('%s', (_name, texts) => expect(isRun(texts)).toBe(false));
});
