// Runs before the first paint: a reader who chose dark must not see a white flash. It has no imports, so that the
// built file can be loaded as a classic script that blocks.
const chosen = (() => {
  try {
    return localStorage.getItem("headwater-theme");
  } catch {
    return null; // storage is switched off: the system's choice holds
  }
})();
if (chosen === "dark" || chosen === "light") document.documentElement.dataset["theme"] = chosen;
