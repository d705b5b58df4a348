/** Where a disclosure speaks of a key that has no section of its own: section -> chance (0..1), by the bank's key. */
export type RelatedSections = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads the table of related sections: `KEY<tab>6.1.3:0.7 sec.scope:0.3`, the second column may be empty.
 * @throws Error naming the line when a row is not of this form
 */
export function parseRelated(file: string, text: string): RelatedSections {
  const related = new Map<string, ReadonlyMap<string, number>>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#') || line.startsWith('key\t')) continue;
    const [key, column] = line.split('\t');
    if (!key || column === undefined || related.has(key))
      throw new Error(`${file}:${at + 1}: expected a new key, a tab and related sections`);
    const sections = column
      .split(' ')
      .filter(Boolean)
      .map((item): readonly [string, number] => {
        const [, section = '', chance = ''] = /^(.+):(0\.\d+)$/.exec(item) ?? [];
        if (!section) throw new Error(`${file}:${at + 1}: expected SECTION:0.5 and found "${item}"`);
        return [section, Number(chance)];
      });
    related.set(key, new Map(sections));
  }
  return related;
}
