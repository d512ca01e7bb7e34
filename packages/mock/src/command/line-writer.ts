/** Writes lines together that come together, since a write for each would take longer than the reply. */
export function createLineWriter(write: (text: string) => void): (line: string) => void {
  let lines: string[] = [];
  const flush = (): void => {
    write(`${lines.join("\n")}\n`);
    lines = [];
  };
  return (line) => {
    if (lines.push(line) === 1) setImmediate(flush);
  };
}
