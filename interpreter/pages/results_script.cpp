// The script of the page of results: of a table only the rows in view are elements, so that 100,000 of them can be
// scrolled. Texts are set as texts, never as HTML.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view results_script =
    R"(
const about = JSON.parse(one('#about').textContent);
const say = (zh, en) => (about.english ? en : zh);
const make = (name, traits = {}, ...inner) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(traits)) key === 'class' ? (made.className = value) : made.setAttribute(key, value);
  made.append(...inner);
  return made;
};
const drawn = (name, traits = {}, text = '') => {
  const made = document.createElementNS('http' + '://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(traits)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};
const number = (text) => {
  const [above, below] = text.split('/');
  return text === '' ? NaN : below === undefined ? Number(text) : above / below;
};
// Outcomes of one tone are told apart by how strong it is.
const shade = (outcomes, at) => {
  const before = outcomes.slice(0, at).filter(([, tone]) => tone === outcomes[at][1]).length;
  return [1, 0.7, 0.48, 0.32, 0.2][before % 5];
};
const brief = (text, most = 14) => ([...text].length > most ? [...text].slice(0, most - 1).join('') + '…' : text);
const most_printed = 3000;

class Sheet {
  constructor(section) {
    this.section = section;
    const index = section.dataset.table;
    this.columns = about.tables[index].columns;
    this.rows = JSON.parse(one('#rows-' + index).textContent);
    this.shown = this.rows.map((_, i) => i);
    this.order = null;
    this.sheet = one('.sheet', section);
    this.tones = this.columns.map((column) => new Map(column.outcomes));
    this.build();
    this.controls();
    this.by();
    this.sheet.hidden = this.rows.length === 0;
    this.draw();
  }

  build() {
    const head = make('tr');
    this.columns.forEach((column, i) => {
      const button = make('button', { type: 'button', title: column.label }, column.label);
      const cell = make('th', { scope: 'col', class: column.kind, 'aria-sort': 'none' }, button);
      button.addEventListener('click', () => this.sort(i));
      head.append(cell);
    });
    this.body = make('tbody');
    const widths = make('colgroup', {}, ...this.columns.map((column) => make('col', { style: `width:${column.width * 0.57 + 1.9}rem` })));
    const all = this.columns.reduce((sum, column) => sum + column.width * 0.57 + 1.9, 0);
    this.sheet.append(make('table', { style: `width:${all}rem` }, widths, make('thead', {}, head), this.body));
    this.heads = [...head.children];
    this.sheet.addEventListener('scroll', () => requestAnimationFrame(() => this.draw()), { passive: true });
    this.body.addEventListener('click', (event) => {
      const row = event.target.closest('tr[data-row]');
      if (row && !getSelection().toString()) this.tell(Number(row.dataset.row));
    });
    this.sheet.addEventListener('keydown', (event) => {
      const row = event.target.closest('tr[data-row]');
      if (row && event.key === 'Enter') this.tell(Number(row.dataset.row));
    });
  }

  controls() {
    const place = one('.controls', this.section);
    this.search = make('input', { type: 'search', placeholder: say('姓名、编号、单位……', 'a name, a number …') });
    let timer = 0;
    this.search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.filter(), 120);
    });
    place.append(make('label', {}, say('查找', 'Find'), this.search));
    this.choices = this.columns.map((column, i) => {
      if (column.kind !== 'outcome') return null;
      const there = new Set(this.rows.map((row) => row[i]));
      const options = column.outcomes.map(([text]) => text).filter((text) => there.has(text));
      const choice = make('select', {}, make('option', { value: '' }, say('全部', 'all')), ...options.map((text) => make('option', { value: text }, text)));
      choice.addEventListener('change', () => this.filter());
      place.append(make('label', {}, column.label, choice));
      return choice;
    });
    this.told = make('output');
    place.append(this.told);
    place.hidden = this.rows.length === 0;
    this.say_count();
  }

  say_count() {
    this.told.textContent = say(`${this.shown.length} / ${this.rows.length} 行`, `${this.shown.length} of ${this.rows.length} rows`);
  }

  filter() {
    const wanted = this.search.value.trim().toLowerCase();
    this.shown = [];
    this.rows.forEach((row, i) => {
      if (this.choices.some((choice, c) => choice && choice.value !== '' && row[c] !== choice.value)) return;
      if (wanted === '' || row.some((cell) => cell.toLowerCase().includes(wanted))) this.shown.push(i);
    });
    if (this.order) this.arrange();
    this.sheet.scrollTop = 0;
    this.say_count();
    this.draw();
    if (this.by_drawn) this.draw_by();
  }

  sort(column) {
    const descending = this.order?.column === column && !this.order.descending;
    this.order = { column, descending };
    this.heads.forEach((head, i) => head.setAttribute('aria-sort', i !== column ? 'none' : descending ? 'descending' : 'ascending'));
    this.arrange();
    this.sheet.scrollTop = 0;
    this.draw();
  }

  // Blanks come last; what is alike keeps its order.
  arrange() {
    const { column, descending } = this.order, sign = descending ? -1 : 1;
    const numeric = this.columns[column].kind === 'number';
    const keys = this.rows.map((row) => (numeric ? number(row[column]) : row[column]));
    const blank = (key) => (numeric ? Number.isNaN(key) : key === '');
    this.shown.sort((a, b) => {
      const x = keys[a], y = keys[b];
      if (blank(x) || blank(y)) return blank(x) - blank(y) || a - b;
      return x < y ? -sign : x > y ? sign : a - b;
    });
  }

  cells(i) {
    const row = make('tr', { 'data-row': i, tabindex: 0 });
    this.columns.forEach((column, c) => {
      const text = this.rows[i][c], tone = this.tones[c].get(text);
      const inner = tone && tone !== 'plain' ? make('span', { class: 'tone ' + tone }, text) : text;
      row.append(make('td', { class: column.kind, title: text }, inner));
    });
    return row;
  }

  // The rows in view and some around them; spaces stand for the others. (A box cannot be of any height: beyond what
  // browsers allow, scrolling goes in larger steps.)
  draw(whole = false) {
    if (!this.height) {
      this.body.replaceChildren(...(this.shown.length ? [this.cells(this.shown[0])] : []));
      this.height = this.body.firstElementChild?.getBoundingClientRect().height || 34;
    }
    const count = this.shown.length, tallest = 8e6, scale = Math.max(1, (count * this.height) / tallest);
    const view = Math.ceil(this.sheet.clientHeight / this.height) + 20;
    const first = whole ? 0 : Math.max(0, Math.min(count - view, Math.floor((this.sheet.scrollTop * scale) / this.height) - 10));
    const last = whole ? Math.min(count, most_printed) : Math.min(count, first + view);
    const space = (rows) => make('tr', { class: 'space' }, make('td', { colspan: this.columns.length, style: `height:${(rows * this.height) / scale}px` }));
    const drawn_rows = [];
    for (let at = first; at < last; ++at) drawn_rows.push(this.cells(this.shown[at]));
    if (whole) this.body.replaceChildren(...drawn_rows);
    else this.body.replaceChildren(space(first), ...drawn_rows, space(count - last));
  }

  tell(i) {
    const dialog = one('#person'), row = this.rows[i];
    const facts = make('dl'), texts = [], quotes = [];
    let reasons = '';
    this.columns.forEach((column, c) => {
      if (row[c] === '') return;
      if (column.kind === 'reasons') reasons = row[c];
      else facts.append(make('dt', {}, column.label), make('dd', {}, row[c]));
    });
    if (reasons) texts.push(make('p', {}, reasons));
    let rest = reasons;
    const cited = [...about.clauses].sort((a, b) => b[0].length - a[0].length).filter(([label]) => {
      const found = rest.includes(label);
      rest = rest.split(label).join(' ');
      return found;
    });
    for (const clause of about.clauses)
      if (cited.includes(clause)) quotes.push(make('blockquote', {}, make('b', {}, clause[0]), clause[1]));
    const close = make('form', { method: 'dialog' }, make('button', {}, say('关闭', 'Close')));
    dialog.replaceChildren(close, make('h3', {}, row[0] || this.columns[0].label), facts, ...texts, ...quotes);
    dialog.showModal();
  }

  // How outcomes, or numbers, are distributed over the values of a column.
  by() {
    const outcomes = this.columns.flatMap((column, i) => (column.kind === 'outcome' ? [i] : []));
    const columns = this.columns.flatMap((column, i) => (column.kind !== 'reasons' && !outcomes.includes(i) && new Set(this.rows.map((row) => row[i])).size > 1 ? [i] : []));
    if (outcomes.length === 0 || columns.length === 0) return;
    const option = (i) => make('option', { value: i }, this.columns[i].label);
    this.what = make('select', {}, ...outcomes.map(option));
    this.over = make('select', {}, ...columns.map(option));
    // A column of few values is told first.
    this.over.value = columns.find((i) => this.columns[i].kind === 'text' && new Set(this.rows.map((row) => row[i])).size <= 20) ?? columns.find((i) => this.columns[i].kind === 'number') ?? columns[0];
    for (const choice of [this.what, this.over]) choice.addEventListener('change', () => this.draw_by());
    this.figure = make('figure', { class: 'chart' });
    this.legend = make('p', { class: 'legend' });
    const details = make('details', {}, make('summary', {}, say('按一列看分布', 'Distribution over a column')),
      make('div', { class: 'controls' }, make('label', {}, say('结果', 'Result'), this.what), make('label', {}, say('按', 'over'), this.over)), this.legend, this.figure);
    details.addEventListener('toggle', () => { if (details.open && !this.by_drawn) this.draw_by(); });
    const place = one('.by', this.section);
    place.append(details);
    place.hidden = false;
  }

  groups(column) {
    if (this.columns[column].kind !== 'number') return (row) => row[column];
    const values = this.shown.map((i) => number(this.rows[i][column])).filter((value) => !Number.isNaN(value));
    if (new Set(values).size <= 12) return (row) => row[column];
    const low = values.reduce((a, b) => Math.min(a, b)), high = values.reduce((a, b) => Math.max(a, b));
    const rough = (high - low) / 10, unit = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= rough);
    const text = (value) => String(Number(value.toPrecision(6)));
    return (row) => {
      const value = number(row[column]);
      if (Number.isNaN(value)) return '';
      const from = Math.floor(value / step) * step;
      return say(`${text(from)} 至不到 ${text(from + step)}`, `${text(from)} to under ${text(from + step)}`);
    };
  }

  draw_by() {
    this.by_drawn = true;
    const what = Number(this.what.value), over = Number(this.over.value), group = this.groups(over), most = 30;
    const counts = new Map();
    for (const i of this.shown) {
      const name = group(this.rows[i]);
      if (!counts.has(name)) counts.set(name, new Map());
      const inner = counts.get(name), outcome = this.rows[i][what];
      inner.set(outcome, (inner.get(outcome) || 0) + 1);
    }
    const sum = (inner) => [...inner.values()].reduce((a, b) => a + b, 0);
    const numeric = this.columns[over].kind === 'number';
    const all = [...counts].sort(numeric ? (a, b) => parseFloat(a[0] || 'Infinity') - parseFloat(b[0] || 'Infinity') : (a, b) => sum(b[1]) - sum(a[1]));
    const named = all.slice(0, most), height = 26, left = 150, width = 420;
    const largest = Math.max(1, ...named.map(([, inner]) => sum(inner)));
    const picture = drawn('svg', { viewBox: `0 0 ${left + width + 80} ${Math.max(1, named.length) * height}`, role: 'img', 'aria-label': this.columns[over].label });
    named.forEach(([name, inner], n) => {
      const y = n * height;
      picture.append(drawn('text', { x: left - 10, y: y + 18, 'text-anchor': 'end' }, brief(name === '' ? say('空着', 'blank') : name)));
      let x = left;
      for (const [at, [outcome, tone]] of this.columns[what].outcomes.entries()) {
        const count = inner.get(outcome);
        if (!count) continue;
        const bar = drawn('rect', { class: tone, opacity: shade(this.columns[what].outcomes, at), x, y: y + 5, width: Math.max(1, (width * count) / largest), height: height - 10 });
        bar.append(drawn('title', {}, `${name} ${outcome} ${count}`));
        picture.append(bar);
        x += (width * count) / largest;
      }
      picture.append(drawn('text', { x: x + 8, y: y + 18 }, String(sum(inner))));
    });
    const there = new Set(named.flatMap(([, inner]) => [...inner.keys()]));
    this.legend.replaceChildren(...this.columns[what].outcomes.flatMap(([text, tone], at) => there.has(text)
      ? [make('span', {}, make('i', { class: tone, style: `opacity:${shade(this.columns[what].outcomes, at)}` }), text)] : []));
    if (all.length > most) this.legend.append(make('span', {}, say(`另有 ${all.length - most} 个没有画出`, `${all.length - most} more are not drawn`)));
    this.figure.replaceChildren(picture);
  }
}

const sheets = all('.results').map((section) => new Sheet(section));
one('#person').addEventListener('click', (event) => { if (event.target === event.currentTarget) event.currentTarget.close(); });
addEventListener('beforeprint', () => sheets.forEach((sheet) => sheet.draw(true)));
addEventListener('afterprint', () => {
  sheets.forEach((sheet) => sheet.draw());
  document.body.classList.remove('alone');
});
for (const form of all('.form')) {
  const button = one('.print', form);
  button.hidden = false;
  button.addEventListener('click', () => {
    all('.form').forEach((other) => other.classList.toggle('chosen', other === form));
    document.body.classList.add('alone');
    print();
  });
}
)";

}  // namespace cepol::pages
