import { createProgram } from "../src/command/command.ts";

/** Returns the description that `--list-scenarios` or `--list-faults` prints next to a name. */
export async function readDescription(
  option: "--list-scenarios" | "--list-faults",
  name: string,
): Promise<string> {
  let output = "";
  const writeOut = (text: string) => void (output += text);
  await createProgram().configureOutput({ writeOut }).parseAsync([option], { from: "user" });
  const line = output.split("\n").find((line) => line.startsWith(`${name} `));
  if (line === undefined) throw new Error(`${option} does not list ${name}.`);
  return line.slice(name.length).trim();
}
