// The JavaScript of the coverage page: shows which examples reach a point; steps through the points that none reaches;
// hides the declarations without such points. Without it the page is complete: numbers, marks and the list of points
// that are not reached.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view coverage_script =
    R"((() => {
const signs = all('.sign'), missed = signs.filter((sign) => 'missed' in sign.dataset);
const next = one('#next'), only = one('#only'), told = one('.controls output');

let open = null;
const close = () => {
  if (open === null) return;
  all('.which').forEach((each) => each.remove());
  all('.marked').forEach((each) => each.classList.remove('marked'));
  open.setAttribute('aria-expanded', 'false');
  open = null;
};
const show = (sign) => {
  close();
  open = sign;
  sign.setAttribute('aria-expanded', 'true');
  all(`[data-at="${sign.id.slice('point-'.length)}"]`).forEach((each) => each.classList.add('marked'));
  const which = document.createElement('div'), says = document.createElement('p');
  which.className = 'which';
  which.lang = document.documentElement.lang;
  says.textContent = sign.getAttribute('aria-label');
  which.append(says);
  const numbers = sign.dataset.examples.split(' ').filter((number) => number !== '');
  if (numbers.length > 0) {
    const list = document.createElement('ol');
    numbers.forEach((number) => {
      const item = document.createElement('li');
      item.append(document.getElementById('example-' + number).firstElementChild.cloneNode(true));
      list.append(item);
    });
    which.append(list);
  }
  sign.closest('.line').after(which);
};
const toggle = (sign) => { if (open === sign) close(); else show(sign); };
one('.text').addEventListener('click', (event) => {
  const sign = event.target.closest('.sign'), at = event.target.closest('.at');
  if (sign) toggle(sign);
  else if (at && String(getSelection()) === '') toggle(document.getElementById('point-' + at.dataset.at));
});
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

const go = (sign) => {
  show(sign);
  sign.focus({preventScroll: true});
  sign.scrollIntoView({block: 'center'});
  if (missed.includes(sign)) told.textContent = told.dataset.words.replace('{}', missed.indexOf(sign) + 1).replace('{}', missed.length);
};
const filter = (on) => {
  press(only, on);
  all('.part').forEach((part) => { part.hidden = on && !('missed' in part.dataset); });
};
if (missed.length > 0) {
  next.addEventListener('click', () => go(missed[(missed.indexOf(open) + 1) % missed.length]));
  only.addEventListener('click', () => { close(); filter(!pressed(only)); });
  one('.controls').hidden = false;
}

const follow = () => {
  const target = addressed();
  if (target === null) return;
  if (target.closest('[hidden]')) filter(false);
  if (target.classList.contains('sign')) go(target);
  else target.scrollIntoView({block: 'center'});
};
addEventListener('hashchange', follow);
follow();
})();
)";

}  // namespace cepol::pages
