// The JavaScript that precedes the scripts of all pages: helper functions.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view shared_script =
    R"('use strict';
const all = (what, within = document) => [...within.querySelectorAll(what)];
const one = (what, within = document) => within.querySelector(what);
const pressed = (button) => button.getAttribute('aria-pressed') === 'true';
const press = (button, on) => button.setAttribute('aria-pressed', String(on));
// What the address names behind its #, if it is there.
const addressed = () => {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
};
)";

}  // namespace cepol::pages
