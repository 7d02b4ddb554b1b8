(() => {
  "use strict";
  const PERIOD = 5000;
  const byId = (id) => document.getElementById(id);

  function take(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const all = fresh.getElementById("all");
    if (!all) {
      throw new Error("no page");
    }
    const before = byId("all").dataset.verdict;
    const open = [...document.querySelectorAll("details[open]")].map((one) => one.id);
    const focus = document.activeElement && document.activeElement.id;
    open.forEach((id) => fresh.getElementById(id)?.setAttribute("open", ""));
    byId("all").replaceWith(document.adoptNode(all));
    byId("asof").replaceWith(document.adoptNode(fresh.getElementById("asof")));
    document.title = fresh.title;
    document.querySelector("link[rel=icon]").href = fresh.querySelector("link[rel=icon]").href;
    if (focus) {
      byId(focus)?.focus({ preventScroll: true });
    }
    if (all.dataset.verdict !== before) {
      byId("live").textContent = all.dataset.verdict;
    }
  }

  async function look() {
    const stale = byId("stale");
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(PERIOD) });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      take(await answer.text());
      stale.hidden = true;
    } catch {
      stale.textContent = "The agent does not answer. What you see is of " + byId("asof").textContent + ".";
      stale.hidden = false;
    }
    setTimeout(look, PERIOD);
  }

  setTimeout(look, PERIOD);
})();
