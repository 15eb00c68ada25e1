/**
 * A person's name for eyes outside the record's agency: the first character, then OO (林OO).
 * A surname of two characters that is written with a space or dot keeps its first character only.
 */
export function maskName(name: string): string {
  const [first] = [...name.trim()];
  return first === undefined ? '' : `${first}OO`;
}

/** The name as this viewer may see it: whole within the scope (platform admins' scope is all). */
export function nameFor(viewer: { inScope: boolean }, name: string | null): string | null {
  if (name === null || viewer.inScope) return name;
  return maskName(name);
}
