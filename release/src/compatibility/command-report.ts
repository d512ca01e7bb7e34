import type { Argument, Command, Option } from "commander";
import type { Report } from "./report.ts";

/** A command line program, as far as its users depend on it. */
export interface CommandLine {
  program: Command;
  /** Its exit codes by name, if they are part of its interface. */
  exitCodes?: Record<string, number>;
}

/** Returns the report of a program: its commands, arguments, options and exit codes, without their descriptions. */
export function renderCommandReport(file: string, { program, exitCodes = {} }: CommandLine): Report {
  const codes = Object.entries(exitCodes).map(([name, code]) => `- ${code} ${name}`);
  const lines = [
    `# ${program.name()}`,
    "",
    ...renderCommand(program, program.name()),
    ...(codes.length > 0 ? ["## Exit codes", "", ...codes, ""] : []),
  ];
  return { file, text: lines.join("\n") };
}

/**
 * Returns a section for a command and each of its subcommands.
 * What a user must give is in the heading, so that one more of it is a changed line and not an added one.
 */
function renderCommand(command: Command, path: string): string[] {
  const isRequired = (argument: Argument) => argument.required;
  const required = [
    ...command.registeredArguments.filter(isRequired).map(renderValue),
    ...command.options.filter(({ mandatory }) => mandatory).map(renderFlags),
  ];
  const optional = command.registeredArguments.filter((argument) => !isRequired(argument)).map(renderValue);
  const options = command.options.flatMap(renderOption).toSorted();
  const subcommands = command.commands.toSorted((a, b) => a.name().localeCompare(b.name()));
  return [
    `## ${[path, ...required].join(" ")}`,
    "",
    ...[...optional, ...options].map((line) => `- ${line}`),
    "",
    ...subcommands.flatMap((subcommand) => renderCommand(subcommand, `${path} ${subcommand.name()}`)),
  ];
}

function renderOption(option: Option): string[] {
  const flags = renderFlags(option);
  const { defaultValue, argChoices = [] } = option;
  return [
    flags,
    ...argChoices.map((choice) => `${flags} accepts ${choice}`),
    ...(defaultValue === undefined ? [] : [`${flags} is ${JSON.stringify(defaultValue)} by default`]),
  ];
}

function renderFlags({ short, long, required, optional, variadic }: Option): string {
  const names = [short, long].filter((name) => name !== undefined).join(", ");
  return required || optional ? `${names} ${renderValue({ required, variadic })}` : names;
}

/** Returns the form of a value, without its name: the name is documentation. */
function renderValue({ required, variadic }: Pick<Argument, "required" | "variadic">): string {
  const name = variadic ? "value..." : "value";
  return required ? `<${name}>` : `[${name}]`;
}
