// What is said of SQL in the page and in its thread.

/** To a page that was not asked for it while there was a network. */
export const ENGINE_NOT_LOADED =
  'The SQL engine could not be loaded. It comes with the first query and not with the page: with a network it is fetched once from where this page comes from, and then works without one.';
