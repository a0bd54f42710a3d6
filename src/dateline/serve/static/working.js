
/* How far pages are read: asked for again while it goes on. Without a script the page reloads itself. */
(() => {
  const job = () => document.getElementById("job");
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("job");
      if (now) {
        /* A page that is parsed here has no script, so what it has for want of one would act. */
        for (const each of now.querySelectorAll("noscript, meta")) each.remove();
        job().replaceWith(now);
        document.querySelector("h1").textContent = page.querySelector("h1").textContent;
      }
    } catch { /* the server may be busy: ask again */ }
    if (job().dataset.goesOn) setTimeout(ask, 1500);
  };
  if (job() && job().dataset.goesOn) setTimeout(ask, 1000);
})();
