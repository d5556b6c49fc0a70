(function () {
  "use strict";
  var root = document.documentElement;
  var stale = document.getElementById("lama");
  var button = document.getElementById("henti");
  var paused = false;
  function check() {
    var today = new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10); // WIB
    stale.hidden = root.getAttribute("data-hari") === today;
    root.className = stale.hidden ? "" : "stale";
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
  });
  setInterval(check, 60 * 1000);
  setInterval(function () {
    if (!paused) location.reload();
  }, SECONDS * 1000);
  check();
})();
