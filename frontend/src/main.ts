// On every page: htmx, files dropped on a form, and focus where something new appears.
import "htmx.org";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) takeDrops(form);

// What is left empty in a form that asks for a page need not stand in the page's address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement) || target.method !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector<HTMLDetailsElement>("details.menu[open]")?.removeAttribute("open");
});

/** Let files be dropped anywhere on the window; they go into the form's file field and are sent. */
function takeDrops(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) return;
  const names = form.querySelector("output");
  field.addEventListener("change", () => {
    if (names) names.textContent = [...(field.files ?? [])].map((file) => file.name).join(" · ");
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
