// On every page: htmx, files dropped on a form, and focus where something new appears.
import htmx from "htmx.org";

// By itself htmx waits for a timer before it takes the page up, and what is pressed until then is lost.
htmx.process(document.body);

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) takeDrops(form);

// On a phone the bar's row of pages is pushed to where this one stands.
document.querySelector('.bar nav [aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });

// What is left empty in a form that asks for a page need not stand in the page's address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement) || target.method !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}, true);

document.addEventListener("keydown", (event) => {
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (step && !event.ctrlKey && !event.altKey && !event.metaKey && !(event.target as Element).closest("input, textarea, select")) {
    walk(step);
  }
  if (event.key === "Escape") document.querySelector<HTMLDetailsElement>("details.menu[open]")?.removeAttribute("open");
});

/** Go to the next or previous entry of a list of links: J and K, wherever those stand on the keyboard. */
function walk(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-walk] > li > a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step]?.focus();
}

/** Let files be dropped anywhere on the window; they go into the form's file field and are sent. */
function takeDrops(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) return;
  const names = form.querySelector("output");
  field.addEventListener("change", () => {
    if (names) names.textContent = [...(field.files ?? [])].map((file) => file.name).join(" · ");
  });
  // What was taken is not sent again with what comes next; an address that was refused stays, to be mended.
  form.addEventListener("htmx:after:swap", (event) => {
    const { response } = (event as CustomEvent<{ ctx: { response?: { status: number } } }>).detail.ctx;
    if (event.target !== form || !response || response.status >= 400) return;
    const address = form.querySelector<HTMLInputElement>("input[name=url]");
    const refused = form.querySelector("#fetched .problem") ? address?.value : "";
    form.reset();
    if (address && refused) address.value = refused;
    if (names) names.textContent = "";
  });
  const over = (event: DragEvent, on: boolean) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  addEventListener("dragover", (event) => over(event, true));
  addEventListener("dragleave", (event) => over(event, false));
  addEventListener("drop", (event) => {
    over(event, false);
    if (!event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
