// Keys by their place on the keyboard (KeyboardEvent.code), so that they hold under an Arabic layout.
import type { Desk } from "./desk";

export function listenToKeys(desk: Desk): void {
  const acts: Record<string, () => void> = {
    KeyJ: () => desk.step(1),
    KeyK: () => desk.step(-1),
    KeyA: () => desk.press("accept"),
    KeyX: () => desk.press("reject"),
    KeyE: () => desk.press("fix"),
    KeyW: () => desk.press("why"),
    KeyH: () => desk.press("history"),
    KeyG: () => desk.press("merge"),
    KeyS: () => desk.press("split"),
    KeyU: () => desk.undo(),
    KeyN: () => desk.add("claim"),
    KeyM: () => desk.add("event"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (desk.close()) event.preventDefault();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.target.form?.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
    const help = (event.code === "Slash" && event.shiftKey) || event.key === "?";
    const act = help ? () => desk.showKeys() : event.shiftKey ? undefined : acts[event.code];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("textarea, select, input:not([type=radio], [type=checkbox])") !== null;
}
