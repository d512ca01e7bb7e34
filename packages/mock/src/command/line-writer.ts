/** Writes the lines of one turn of the event loop together: one write per line would take longer than the response. */
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
