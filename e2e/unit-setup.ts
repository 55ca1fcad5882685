// Set-up of the unit tests: what a test of the page waits for may take long on a busy machine.
export {};

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 15_000 });
}
