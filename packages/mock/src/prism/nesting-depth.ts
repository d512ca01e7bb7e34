/** Whether JSON has more arrays and objects inside one another than `maximum`. It takes linear time and no stack. */
export function exceedsDepth(json: string, maximum: number): boolean {
  if (json.length <= maximum) return false;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (isInString && character === "\\") index += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > maximum) return true;
  }
  return false;
}
