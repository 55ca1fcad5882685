// Forms of the bridge, until what was filled in can be taken. In: how the person is asked, what is made of the entries. Out: what was made.

/** Asks again with the complaint of what `made` throws; null: the person gave up. */
export async function filledIn<Entries, Made>(
  ask: (complaint: string) => Promise<Entries | null>,
  made: (entries: Entries) => Made,
): Promise<Made | null> {
  for (let complaint = ''; ; ) {
    const entries = await ask(complaint);
    if (entries === null) return null;
    try {
      return made(entries);
    } catch (error) {
      complaint = (error as Error).message;
    }
  }
}
