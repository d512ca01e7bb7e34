/** Whether the header `Accept` allows a media type. Malformed elements are ignored; without any other, it allows all. */
export function accepts(accept: string, mediaType: string): boolean {
  const ranges = accept.split(",").map(readRange).filter(isRange);
  const [type] = mediaType.split("/");
  const names = new Set(["*/*", `${type}/*`, mediaType]);
  return ranges.length === 0 || ranges.some(({ name, isExcluded }) => !isExcluded && names.has(name));
}

interface MediaRange {
  name: string;
  isExcluded: boolean;
}

function readRange(element: string): MediaRange {
  const [name = "", ...parameters] = element.split(";").map((part) => part.trim().toLowerCase());
  return { name, isExcluded: parameters.some((parameter) => /^q *= *0(\.0*)?$/.test(parameter)) };
}

function isRange({ name }: MediaRange): boolean {
  return /^[^\s/]+\/[^\s/]+$/.test(name);
}
