#include "interpreter/examples/boundaries.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/examples/example_text.hpp"
#include "interpreter/examples/scale.hpp"
#include "lang/base/text.hpp"

namespace cepol::examples {

namespace {

using core::ExprId;
using core::Kind;
using reference::Seen;
using semantics::Example;

constexpr std::uint8_t sides = Seen::yes | Seen::no;

// Every threshold has a number: comparisons by more and less, and limits by the lesser or greater of two, by where they
// are written and which side of theirs is which (a window's two ends are written at one place).
class Thresholds {
 public:
  explicit Thresholds(const semantics::CheckedPolicy& policy)
      : numbers_(policy.program().exprs.size(), 0), kinds_(policy.program().exprs.size(), Kind::text) {
    const Sources& sources = *policy.sources;
    const core::Program& program = policy.program();
    const SourceId source = policy.modules->back().source, own = syntax::own_source(sources, policy.tree());
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::size_t, std::size_t>, std::uint32_t> known;
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      const core::Expr& expr = program.exprs.nodes[i];
      if (expr.span.source != source || !written_in(sources, expr.span, own)) continue;
      std::optional<std::pair<ExprId, ExprId>> operands;
      if (const auto* compare = std::get_if<core::Compare>(&expr.term)) {
        const Kind kind = program.exprs[compare->left].type.kind;
        const bool ordered = kind == Kind::number || kind == Kind::year || kind == Kind::date;
        if (ordered && compare->relation != core::Relation::equal) operands = {compare->left, compare->right};
      } else if (const auto* term = std::get_if<core::Arithmetic>(&expr.term)) {
        const bool least = term->operation == core::Operation::minimum,
                   most = term->operation == core::Operation::maximum;
        if (least || most) operands = {term->left, term->right};
      }
      if (!operands) continue;
      const std::size_t left = program.exprs[operands->first].term.index(),
                        right = program.exprs[operands->second].term.index();
      kinds_[i] = program.exprs[operands->first].type.kind;
      const auto number = static_cast<std::uint32_t>(known.size() + 1);
      numbers_[i] = known.try_emplace({expr.span.begin, expr.span.end, left, right}, number).first->second;
    }
  }
  std::uint32_t of(std::uint32_t expr) const { return numbers_[expr]; }  // 0: none
  Kind kind(std::uint32_t expr) const { return kinds_[expr]; }           // of what is compared

 private:
  std::vector<std::uint32_t> numbers_;
  std::vector<Kind> kinds_;
};

class Search {
 public:
  explicit Search(const semantics::CheckedPolicy& policy)
      : sources_(*policy.sources), checked_(*policy.checked), program_(policy.program()), thresholds_(policy) {
    const syntax::Tree& tree = policy.tree();
    for (const core::Expr& expr : program_.exprs.nodes)
      if (const auto* constant = std::get_if<core::Constant>(&expr.term);
          constant != nullptr && !constant->is_none && constant->value.whole())
        constants_[expr.type.kind].insert(constant->value.num);
    for (syntax::NodeId node : tree.children(tree.root))
      if (const syntax::NodeId name = tree.child(node, syntax::NodeKind::name); name.valid())
        names_.emplace_back(tree.text_of(name));
  }

  std::vector<Proposal> run() {
    const std::vector<Example>& examples = checked_.examples;
    for (std::size_t e = 0; e < examples.size(); ++e) {
      tried_.push_back(try_record(program_, examples[e]));
      if (!holds(program_, examples[e])) tried_.back().readable = false;
    }
    // A sum of hours by hours, a last day by days; then what turns over by other means: ages by birthdays.
    for (const bool alike : {true, false}) {
      alike_ = alike;
      for (base_ = 0; base_ < examples.size(); ++base_)
        if (tried_[base_].readable) look_at_all();
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Proposal& a, const Proposal& b) { return a.threshold.begin < b.threshold.begin; });
    return std::move(found_);
  }

 private:
  const Example& example() const { return checked_.examples[base_]; }

  void look_at_all() {
    for (std::size_t t = 0; t < example().tables.size(); ++t)
      for (std::size_t r = 0; r < example().tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < example().tables[t].columns.size(); ++c) look_at({t, r, c});
  }

  Example with(std::initializer_list<std::pair<CellAt, std::string>> cells) const {
    Example changed = example();
    for (const auto& [at, text] : cells) changed.tables[at.table].rows[at.row][at.column].text = text;
    return changed;
  }
  const Tried& at(const CellAt& cell, const Scale& scale, std::int64_t value) {
    const auto known = values_.find(value);
    if (known != values_.end()) return known->second;
    return values_.emplace(value, try_record(program_, with({{cell, scale.write(value)}}))).first->second;
  }

  // Thresholds that are on another side in one than in the other, and were not met with before. A cell of the person
  // decided decides which rows are asked at all: there only what turns over for all of them is meant, and where a known
  // one does, it is that one. A cell of another row has thresholds of its own, which turn over for that row alone.
  std::vector<std::uint32_t> turned(const Tried& a, const Tried& b) const {
    std::vector<std::uint32_t> all;
    if (!a.readable || !b.readable) return all;
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i) {
      const std::uint8_t one = a.seen.marks[i] & sides, two = b.seen.marks[i] & sides;
      const std::uint8_t both = a.seen.marks[i] & b.seen.marks[i];
      if (one == two || (both & Seen::evaluated) == 0 || thresholds_.of(i) == 0) continue;
      if (alike_ && thresholds_.kind(i) != cell_kind_) continue;
      const bool wholly = (one & two) == 0, known = done_.count(thresholds_.of(i)) != 0;
      if (of_subject_ && wholly && known) return {};
      if (!known && (wholly || !of_subject_)) all.push_back(i);
    }
    return all;
  }

  void look_at(const CellAt& cell) {
    const core::Column* column = column_at(program_, example(), cell);
    const std::string& text = example().tables[cell.table].rows[cell.row][cell.column].text;
    const auto scale = column != nullptr && !text.empty() ? scale_of(*column, text) : std::nullopt;
    const auto start = scale ? scale->read(text) : std::nullopt;
    if (!start) return;
    values_.clear();
    cell_kind_ = scale->kind;
    of_subject_ =
        std::any_of(example().expectations.begin(), example().expectations.end(),
                    [&](const semantics::Expectation& one) { return one.table == example().tables[cell.table].table; });
    // Far enough to both sides to meet what there is, and at what the policy names.
    std::set<std::int64_t> probes{*start};
    const std::int64_t power = scale->one();
    auto probe = [&](std::int64_t value) {
      if (scale->kind == Kind::date ? value < first_day() || value > last_day()
                                    : value < -1'000'000'000 * power || value > 1'000'000'000 * power)
        return;
      if (scale->kind == Kind::year && (value < first_year || value > last_year)) return;
      if (scale->kind == Kind::number && *start >= 0 && value < 0) return;
      probes.insert(value);
    };
    const std::initializer_list<std::int64_t> days{1, 31, 366, 1100, 3660, 9000, 18000}, years{1, 2, 3, 6, 12},
        units{1, 5, 20, 60, 200, 1000};
    for (const std::int64_t step : scale->kind == Kind::date ? days : scale->kind == Kind::year ? years : units)
      for (const std::int64_t sign : {-1, 1}) probe(*start + sign * step * power);
    if (scale->kind == Kind::number) probe(0);
    std::size_t named = 0;
    for (const std::int64_t constant : constants_[scale->kind]) {
      if (++named > 40) break;
      probe(constant * power);
    }
    std::optional<std::int64_t> before;
    for (const std::int64_t value : probes) {
      if (before) close_in(cell, *scale, *before, value);
      before = value;
    }
  }

  void close_in(const CellAt& cell, const Scale& scale, std::int64_t low, std::int64_t high) {
    if (turned(at(cell, scale, low), at(cell, scale, high)).empty()) return;
    if (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      close_in(cell, scale, low, middle);
      close_in(cell, scale, middle, high);
      return;
    }
    const Tried &below = at(cell, scale, low), &above = at(cell, scale, high);
    for (const std::uint32_t expr : turned(below, above)) {
      if (!done_.insert(thresholds_.of(expr)).second) continue;
      const std::pair<std::string, std::string> texts{scale.write(low), scale.write(high)};
      propose(expr, below, {{cell, texts.first}});
      propose(expr, above, {{cell, texts.second}});
      if (scale.kind == Kind::date) leap_day(expr, cell, high);
    }
  }

  // A birthday on 29 February, where the calendar is asked how many years have passed since: with the other date on the
  // last day on which it does not count and the first on which it does.
  void leap_day(std::uint32_t expr, const CellAt& cell, std::int64_t near) {
    const int year = civil_of(static_cast<Day>(near)).year;
    std::optional<Day> born;
    for (int away = 0; away <= 8 && !born; ++away)
      for (const int candidate : {year - away, year + away})
        if (!born && candidate >= first_year && candidate <= last_year) born = day_of(candidate, 2, 29);
    if (!born) return;
    const std::string birthday = to_string(Date{*born, *born});
    const Example& base = example();
    for (std::size_t t = 0; t < base.tables.size(); ++t)
      for (std::size_t r = 0; r < base.tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < base.tables[t].columns.size(); ++c) {
          const CellAt other{t, r, c};
          const core::Column* column = column_at(program_, base, other);
          if (other == cell || column == nullptr || column->type.kind != Kind::date) continue;
          const auto now = parse_date(base.tables[t].rows[r][c].text);
          if (!now || !now->exact()) continue;
          const int as_of = civil_of(now->first).year;
          for (int y = as_of - 9; y <= as_of + 9; ++y)
            for (const auto& [month, day] : {std::pair(2, 28), std::pair(3, 1)}) {
              const auto on = y >= first_year && y <= last_year ? day_of(y, month, day) : std::nullopt;
              const auto eve = on ? plus_days(*on, -1) : std::nullopt;
              if (!eve) continue;
              const std::vector<std::pair<CellAt, std::string>> after{{cell, birthday},
                                                                      {other, to_string(Date{*on, *on})}},
                  before{{cell, birthday}, {other, to_string(Date{*eve, *eve})}};
              const Tried one = try_record(program_, with({after[0], after[1]})),
                          two = try_record(program_, with({before[0], before[1]}));
              if (!one.readable || !two.readable || ((one.seen.marks[expr] ^ two.seen.marks[expr]) & sides) == 0)
                continue;
              propose(expr, two, before);
              propose(expr, one, after);
              return;
            }
        }
  }

  void propose(std::uint32_t expr, const Tried& tried, std::vector<std::pair<CellAt, std::string>> cells) {
    const std::uint8_t side = tried.seen.marks[expr] & sides;
    if (there_already(expr, side, cells)) return;
    Proposal made;
    made.threshold = program_.exprs.nodes[expr].span;
    made.text = on_one_line(text_of(sources_, made.threshold));
    made.condition = std::holds_alternative<core::Compare>(program_.exprs.nodes[expr].term) &&
                     std::find(names_.begin(), names_.end(), made.text) == names_.end();
    made.holds = (side & Seen::yes) != 0;
    made.base = base_;
    Example changed = example();
    for (const auto& [at, text] : cells) changed.tables[at.table].rows[at.row][at.column].text = text;
    made.expectations = expectations_now(program_, changed);
    made.cells = std::move(cells);
    if (!made.expectations.empty()) found_.push_back(std::move(made));
  }

  // Does an example with these values in these columns stand on that side?
  bool there_already(std::uint32_t expr, std::uint8_t side,
                     const std::vector<std::pair<CellAt, std::string>>& cells) const {
    for (std::size_t e = 0; e < checked_.examples.size(); ++e) {
      if (!tried_[e].readable || (tried_[e].seen.marks[expr] & Seen::evaluated) == 0) continue;
      if ((tried_[e].seen.marks[expr] & side) == 0 && (tried_[e].seen.marks[expr] & sides) != side) continue;
      const Example& one = checked_.examples[e];
      const bool all = std::all_of(cells.begin(), cells.end(), [&](const auto& wanted) {
        const semantics::ExampleTable& like = example().tables[wanted.first.table];
        const std::string& name = like.columns[wanted.first.column];
        for (const semantics::ExampleTable& table : one.tables) {
          if (!(table.table == like.table) || table.heading != like.heading) continue;
          const auto column = std::find(table.columns.begin(), table.columns.end(), name);
          if (column == table.columns.end()) continue;
          for (const auto& row : table.rows)
            if (row[static_cast<std::size_t>(column - table.columns.begin())].text == wanted.second) return true;
        }
        return false;
      });
      if (all) return true;
    }
    return false;
  }

  const Sources& sources_;
  const semantics::Checked& checked_;
  const core::Program& program_;
  Thresholds thresholds_;
  std::map<Kind, std::set<std::int64_t>> constants_;
  std::vector<Tried> tried_;  // by example; not readable: of no use as a base
  std::size_t base_ = 0;
  Kind cell_kind_ = Kind::number;
  bool alike_ = true;                     // only thresholds of the cell's own kind are looked for
  bool of_subject_ = false;               // the cell that is looked at is the person's own
  std::map<std::int64_t, Tried> values_;  // of the cell that is looked at
  std::set<std::uint32_t> done_;          // thresholds
  std::vector<std::string> names_;        // of declarations: what is written there is no condition
  std::vector<Proposal> found_;
};

}  // namespace

std::vector<Proposal> boundaries(const semantics::CheckedPolicy& policy) { return Search(policy).run(); }

std::string example_text(const core::Program& program, const std::vector<Example>& examples, const Proposal& proposal,
                         bool english) {
  const Example& base = examples[proposal.base];
  std::string side = english ? ", at the boundary: " : "，界限处：";
  if (proposal.condition && english) side = proposal.holds ? " just holds: " : " just fails: ";
  if (proposal.condition && !english) side = proposal.holds ? "，刚好成立：" : "，刚好不成立：";
  return text_of_variant(program, base, proposal.text + side + cells_told(base, proposal.cells, english),
                         proposal.cells, proposal.expectations, english);
}

}  // namespace cepol::examples
