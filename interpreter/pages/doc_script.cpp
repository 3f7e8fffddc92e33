// The JavaScript of the side-by-side page: highlights the rules of a clause and the clauses of a rule; filters and
// searches. It only sets classes and attributes: without it the page is complete and nothing is highlighted.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view doc_script =
    R"((() => {
const clauses = all('.clause'), cards = all('.rule'), numbers = all('.number');
const numbersIn = (text) => text.split(' ').filter((piece) => piece !== '');
const clauseAt = (place) => one(`.clause[data-clause="${place}"]`);

let chosen = null;
const clear = () => {
  all('.marked').forEach((each) => each.classList.remove('marked'));
  all('[aria-pressed=true].pick').forEach((each) => press(each, false));
  chosen = null;
};
const pick = (button, mark) => {
  const again = chosen === button;
  clear();
  if (again) return false;
  chosen = button;
  mark();
  return true;
};
const pickClause = (clause) => {
  const button = clause.querySelector('.number');
  const rules = new Set(numbersIn(clause.dataset.rules));
  return pick(button, () => {
    press(button, true);
    clause.querySelector('.said').classList.add('marked');
    cards.forEach((card) => card.classList.toggle('marked', rules.has(card.dataset.rule)));
  });
};
const clausesOf = (card) => numbersIn(card.dataset.clauses).map(clauseAt);
const pickRule = (card) => pick(card.querySelector('.pick'), () => {
  cards.filter((other) => other.dataset.rule === card.dataset.rule).forEach((same) => {
    same.classList.add('marked');
    press(one('.pick', same), true);
  });
  clausesOf(card).forEach((clause) => clause.querySelector('.said').classList.add('marked'));
});

clauses.forEach((clause) => {
  const choose = () => history.replaceState(null, '', pickClause(clause) ? '#' + encodeURIComponent(clause.id) : location.pathname + location.search);
  clause.querySelector('.number').addEventListener('click', choose);
  clause.querySelector('.said').addEventListener('click', (event) => {
    if (!event.target.closest('a,button') && String(getSelection()) === '') choose();
  });
});
cards.forEach((card) => {
  card.querySelector('.pick').addEventListener('click', () => pickRule(card));
  const hint = (on) => () => clausesOf(card).forEach((clause) => clause.querySelector('.said').classList.toggle('hinted', on));
  card.addEventListener('mouseenter', hint(true));
  card.addEventListener('mouseleave', hint(false));
});
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') clear(); });

const filters = all('.controls [data-filter]'), search = one('.controls input'), told = one('.controls output');
const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const texts = new Map();
const textOf = (element) => {
  if (!texts.has(element)) texts.set(element, plain(element.textContent));
  return texts.get(element);
};
const show = () => {
  const on = new Set(filters.filter(pressed).map((each) => each.dataset.filter));
  const wanted = plain(search.value);
  const fits = (element) => [...on].every((each) => element.dataset.is.split(' ').includes(each)) && textOf(element).includes(wanted);
  all('[data-is]').forEach((element) => { element.hidden = !fits(element); });
  all('section[data-of]').forEach((section) => { section.hidden = !section.querySelector('[data-is]:not([hidden])'); });
  const shown = clauses.filter((clause) => !clause.hidden).length;
  told.textContent = told.dataset.words.replace('{}', shown).replace('{}', clauses.length);
  one('.nothing').hidden = all('[data-is]').some((element) => !element.hidden);
};
filters.forEach((button) => button.addEventListener('click', () => {
  press(button, !pressed(button));
  show();
}));
search.addEventListener('input', show);

const follow = () => {
  const target = addressed();
  if (target === null) return;
  if (target.closest('[hidden]')) {
    filters.forEach((button) => press(button, false));
    search.value = '';
    show();
  }
  const fold = target.closest('details');
  if (fold) fold.open = true;
  if (target.classList.contains('clause') && chosen !== target.querySelector('.number')) pickClause(target);
  target.scrollIntoView();
};
addEventListener('hashchange', follow);
one('.controls').hidden = false;
show();
follow();
})();
)";

}  // namespace cepol::pages
