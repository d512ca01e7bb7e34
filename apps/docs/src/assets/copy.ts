/** Puts a button on every code block that copies it. */
export function enhanceCodeBlocks(): void {
  document.querySelectorAll<HTMLElement>("main pre").forEach((pre) => {
    const wrapper = document.createElement("div");
    wrapper.className = "code";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => void copy(button, pre.textContent));
    pre.tabIndex = 0;
    pre.replaceWith(wrapper);
    wrapper.append(pre, button);
  });
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  button.textContent = await navigator.clipboard.writeText(text).then(
    () => "Copied",
    () => "Not allowed",
  );
  setTimeout(() => (button.textContent = "Copy"), 1500);
}
