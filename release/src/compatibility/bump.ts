/** How much a release increases a version, from small to large. */
const BUMPS = ["patch", "minor", "major"] as const;

/** How much a release increases a version. */
export type Bump = (typeof BUMPS)[number];

/** A difference from the last release, and the smallest bump that announces it to users. */
export interface Change {
  /** The packages whose users notice it. */
  packages: string[];
  bump: Bump;
  /** The file that shows it, in the repository. */
  file: string;
  description: string;
}

/** Returns whether a bump announces at least as much as another. No bump announces nothing. */
export function isAtLeast(bump: Bump | undefined, other: Bump): boolean {
  return bump !== undefined && BUMPS.indexOf(bump) >= BUMPS.indexOf(other);
}

/** Returns the largest bump, or `undefined` if there is none. */
export function findLargest(bumps: Bump[]): Bump | undefined {
  return BUMPS.findLast((bump) => bumps.includes(bump));
}
