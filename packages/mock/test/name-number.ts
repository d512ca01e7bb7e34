const NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Returns a small whole number in words. */
export function nameNumber(number: number): string {
  const name = NAMES[number];
  if (name === undefined) throw new Error(`There is no name for ${number} yet. Add it.`);
  return name;
}
