// BoundarySearch: for each numeric or date cell of each seed, bisects between trial values on different sides of a
// threshold until they are neighbours, and proposes both where their results differ. Three passes, the most specific
// cells first.
#include "interpreter/authoring/boundaries.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/authoring/seeds.hpp"
#include "lang/base/text.hpp"
#include "lang/core/children.hpp"

namespace cepol::authoring {

namespace {

using core::ExprId;
using core::Kind;
using engine::CoverageMarks;
using semantics::Example;

constexpr std::size_t most_changed = 20'000;  // records with one more change
constexpr std::uint8_t sides = CoverageMarks::yes | CoverageMarks::no;

class BoundarySearch {
 public:
  BoundarySearch(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind)
      : tree_(policy.tree()),
        program_(policy.program()),
        loaded_(kind, program_),
        thresholds_(policy),
        values_(policy.program()),
        around_(terms_around(policy.program())) {
    for (syntax::NodeId node : tree_.children(tree_.root))
      if (const syntax::NodeId name = tree_.child(node, syntax::NodeKind::name); name.valid())
        names_.emplace_back(tree_.text_of(name));
    found_.bases = policy.checked->examples;
    found_.own = found_.bases.size();
    for (Example& one : synthesized_examples(*policy.checked, loaded_)) found_.bases.push_back(std::move(one));
    seeds_ = find_seeds(loaded_, found_.bases, thresholds_, values_);
  }

  Boundaries run(const std::function<void(std::size_t, std::size_t)>& advance) {
    // First cells of the threshold's own kind: a sum of hours by hours, a last day by days. Then cells of other kinds:
    // an age by a birthday. Then cells that cross several thresholds at once.
    const auto probe_from = [&](std::size_t first) {
      for (const Pass pass : {Pass::same_kind, Pass::alone, Pass::any}) {
        pass_ = pass;
        for (at_ = first; at_ < seeds_.size() && done_.size() < thresholds_.size(); ++at_) {
          const std::size_t count = seeds_.size() - first;
          if (advance) advance(static_cast<std::size_t>(pass) * count + at_ - first, 3 * count);
          probe_all_cells();
        }
      }
    };
    probe_from(0);
    // What was found may lead to thresholds whose sides give the same results elsewhere.
    for (std::size_t known = 0; known < found_.proposals.size() && done_.size() < thresholds_.size();) {
      const std::size_t first = seeds_.size();
      for (; known < found_.proposals.size(); ++known) add_seed(found_.proposals[known]);
      probe_from(first);
    }
    std::stable_sort(found_.proposals.begin(), found_.proposals.end(),
                     [](const Proposal& a, const Proposal& b) { return a.threshold.begin < b.threshold.begin; });
    for (std::uint32_t number = 1; number <= thresholds_.size(); ++number)
      if (done_.count(number) == 0 &&
          (found_.unreached.empty() || !(found_.unreached.back() == thresholds_.span(number))))
        found_.unreached.push_back(thresholds_.span(number));
    std::stable_sort(found_.unreached.begin(), found_.unreached.end(),
                     [](Span a, Span b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  void add_seed(const Proposal& proposal) {
    Seed seed{proposal.base, proposal.variant.cells, changed(found_.bases[proposal.base], proposal.variant.cells),
              TrialResult(program_)};
    seed.example.readings = proposal.variant.readings;
    seed.trial = run_trial(loaded_, seed.example);
    seeds_.push_back(std::move(seed));
  }

  const Seed& seed() const { return seeds_[at_]; }
  const Example& example() const { return seed().example; }

  void probe_all_cells() {
    for (std::size_t t = 0; t < example().tables.size(); ++t)
      for (std::size_t r = 0; r < example().tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < example().tables[t].columns.size(); ++c) probe({t, r, c});
  }

  const TrialResult& at(const CellAt& cell, const Scale& scale, std::int64_t value) {
    const auto known = trials_.find(value);
    if (known != trials_.end()) return known->second;
    return trials_.emplace(value, run_trial(loaded_, changed(example(), {{cell, scale.write(value)}}))).first->second;
  }

  // The new thresholds that the two trials are on different sides of. A cell of the decided row also determines which
  // other rows are evaluated: for it a threshold counts only if it is crossed for all rows, and none counts if a known
  // one is crossed too. A cell of another row crosses thresholds for that row alone.
  std::vector<std::uint32_t> crossed(const TrialResult& a, const TrialResult& b) const {
    std::vector<std::uint32_t> all;
    if (!a.readable || !b.readable) return all;
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i) {
      const std::uint8_t one = a.seen.marks[i] & sides, two = b.seen.marks[i] & sides;
      const std::uint8_t both = a.seen.marks[i] & b.seen.marks[i];
      if (one == two || (both & CoverageMarks::evaluated) == 0 || thresholds_.of(i) == 0) continue;
      if (pass_ == Pass::same_kind && thresholds_.kind(i) != cell_kind_) continue;
      const bool for_all_rows = (one & two) == 0, known = done_.count(thresholds_.of(i)) != 0;
      if (of_subject_ && for_all_rows && known && pass_ != Pass::any) return {};
      if (!known && (for_all_rows || !of_subject_)) all.push_back(i);
    }
    return all;
  }

  void probe(const CellAt& cell) {
    const core::Column* column = column_at(program_, example(), cell);
    const std::string& text = example().tables[cell.table].rows[cell.row][cell.column].text;
    const auto scale = column != nullptr && !text.empty() ? scale_of(*column, text) : std::nullopt;
    const auto value = scale ? scale->read(text) : std::nullopt;
    if (!value) return;
    trials_.clear();
    results_.clear();
    cell_kind_ = scale->kind;
    of_subject_ =
        std::any_of(example().expectations.begin(), example().expectations.end(),
                    [&](const semantics::Expectation& one) { return one.table == example().tables[cell.table].table; });
    std::optional<std::int64_t> before;
    for (const std::int64_t other : values_.around(*scale, *value)) {
      if (before) bisect(cell, *scale, *before, other);
      before = other;
    }
  }

  void bisect(const CellAt& cell, const Scale& scale, std::int64_t low, std::int64_t high) {
    if (crossed(at(cell, scale, low), at(cell, scale, high)).empty()) return;
    if (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      bisect(cell, scale, low, middle);
      bisect(cell, scale, middle, high);
      return;
    }
    const TrialResult &below = at(cell, scale, low), &above = at(cell, scale, high);
    for (const std::uint32_t expr : crossed(below, above)) {
      if (done_.count(thresholds_.of(expr)) != 0) continue;
      std::vector<std::int64_t> values{low, high};
      // At a limit the two sides may be equal on one value: the other side is one value further.
      const std::uint8_t one = below.seen.marks[expr] & sides, two = above.seen.marks[expr] & sides;
      if (one == 0 && is_beyond(expr, cell, scale, low - 1, two)) values.push_back(low - 1);
      if (two == 0 && is_beyond(expr, cell, scale, high + 1, one)) values.push_back(high + 1);
      if (std::all_of(values.begin(), values.end(),
                      [&](std::int64_t value) { return results(cell, scale, value) == results(cell, scale, low); })) {
        if (pass_ == Pass::same_kind) propose_with_another(expr, cell, scale, low);
        continue;  // nothing to be seen from this record
      }
      done_.insert(thresholds_.of(expr));
      for (const std::int64_t value : values)
        propose(expr, at(cell, scale, value), value == low ? above : below, {{cell, scale.write(value)}});
      if (scale.kind == Kind::date) propose_leap_day(expr, cell, high);
    }
  }

  // The two sides on a record with one more change, of a choice or a truth, on which their results differ.
  void propose_with_another(std::uint32_t expr, const CellAt& cell, const Scale& scale, std::int64_t low) {
    const Example& base = example();
    for (std::size_t t = 0; t < base.tables.size(); ++t)
      for (std::size_t r = 0; r < base.tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < base.tables[t].columns.size(); ++c) {
          const CellAt other{t, r, c};
          const core::Column* column = column_at(program_, base, other);
          if (column == nullptr || (column->type.kind != Kind::enumeration && column->type.kind != Kind::truth))
            continue;
          for (const std::string& text : values_.other_than(*column, base.tables[t].rows[r][c].text))
            if (++changed_records_ > most_changed ||
                differs_with(expr, {cell, scale.write(low)}, {cell, scale.write(low + 1)}, {other, text}))
              return;
        }
  }
  using ChangedCell = ChangedCells::value_type;
  bool differs_with(std::uint32_t expr, const ChangedCell& low, const ChangedCell& high, const ChangedCell& other) {
    const ChangedCells below{low, other}, above{high, other};
    const Example one = changed(example(), below), two = changed(example(), above);
    const TrialResult first = run_trial(loaded_, one), second = run_trial(loaded_, two);
    if (!first.readable || !second.readable || ((first.seen.marks[expr] ^ second.seen.marks[expr]) & sides) == 0 ||
        (first.seen.marks[expr] & second.seen.marks[expr] & CoverageMarks::evaluated) == 0 ||
        results_of(one) == results_of(two))
      return false;
    done_.insert(thresholds_.of(expr));
    propose(expr, first, second, below);
    propose(expr, second, first, above);
    return true;
  }

  bool is_beyond(std::uint32_t expr, const CellAt& cell, const Scale& scale, std::int64_t value, std::uint8_t first) {
    const TrialResult& trial = at(cell, scale, value);
    const std::uint8_t side = trial.seen.marks[expr] & sides;
    return trial.readable && side != 0 && side != first;
  }

  // What the example expects with that value in the cell.
  const std::vector<std::string>& results(const CellAt& cell, const Scale& scale, std::int64_t value) {
    const auto [known, is_new] = results_.try_emplace(value);
    if (is_new) known->second = results_of(changed(example(), {{cell, scale.write(value)}}));
    return known->second;
  }
  std::vector<std::string> results_of(const Example& record) {
    std::vector<std::string> texts;
    for (const semantics::Expectation& one : expectations_with_results(loaded_, record)) texts.push_back(one.text);
    return texts;
  }

  // A birthday on 29 February, for thresholds on full years since that date: with the other date on the last day before
  // the year is full and on the first day after.
  void propose_leap_day(std::uint32_t expr, const CellAt& cell, std::int64_t near) {
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
              const ChangedCells after{{cell, birthday}, {other, to_string(Date{*on, *on})}},
                  before{{cell, birthday}, {other, to_string(Date{*eve, *eve})}};
              const TrialResult one = run_trial(loaded_, changed(base, after)),
                                two = run_trial(loaded_, changed(base, before));
              if (!one.readable || !two.readable || ((one.seen.marks[expr] ^ two.seen.marks[expr]) & sides) == 0)
                continue;
              propose(expr, two, one, before);
              propose(expr, one, two, after);
              return;
            }
        }
  }

  // Does the condition hold on this side of its threshold? Where it is asked for several rows or years: for the one
  // that the two sides differ in. nullopt: it is not the threshold that decides it.
  std::optional<bool> holds_here(std::uint32_t expr, const TrialResult& here, const TrialResult& there) const {
    for (std::uint32_t around = around_[expr]; around != expr; around = around_[expr]) expr = around;
    const std::uint8_t own = here.seen.marks[expr] & sides,
                       differs = own ^ static_cast<std::uint8_t>(there.seen.marks[expr] & sides);
    if (differs == 0) return std::nullopt;
    return differs == CoverageMarks::no ? (own & CoverageMarks::no) == 0 : (own & CoverageMarks::yes) != 0;
  }

  // By term: the term around it that is the same condition of the text, as the two ends of a window are; else itself.
  static std::vector<std::uint32_t> terms_around(const core::Program& program) {
    std::vector<std::uint32_t> around(program.exprs.size());
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      around[i] = i;
      const core::Expr& expr = program.exprs.nodes[i];
      if (expr.type.kind == Kind::truth)
        core::for_each_child(expr.term, [&](ExprId child) {
          const core::Expr& inner = program.exprs[child];
          if (inner.type.kind == Kind::truth && inner.span == expr.span) around[child.index] = i;
        });
    }
    return around;
  }

  void propose(std::uint32_t expr, const TrialResult& trial, const TrialResult& opposite, ChangedCells cells) {
    const std::uint8_t side = trial.seen.marks[expr] & sides;
    if (already_covered(expr, side, cells)) return;
    Proposal proposal;
    proposal.threshold = program_.exprs.nodes[expr].span;
    proposal.text = on_one_line(tree_.without_comments(proposal.threshold));
    const auto holds = holds_here(expr, trial, opposite);
    proposal.condition = holds && std::holds_alternative<core::Compare>(program_.exprs.nodes[expr].term) &&
                         std::find(names_.begin(), names_.end(), proposal.text) == names_.end();
    proposal.holds = holds.value_or(false);
    proposal.base = seed().base;
    ChangedCells& all = proposal.variant.cells = seed().cells;
    for (const auto& [at, text] : cells) all = with_cell(std::move(all), at, text);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.table, a.first.row) < std::pair(b.first.table, b.first.row);
    });
    proposal.variant.readings = example().readings;
    proposal.variant.expectations = expectations_with_results(loaded_, changed(example(), cells));
    const bool known = std::any_of(found_.proposals.begin(), found_.proposals.end(), [&](const Proposal& one) {
      return one.base == proposal.base && one.variant.cells == all && one.variant.readings == proposal.variant.readings;
    });
    if (!proposal.variant.expectations.empty() && !known) found_.proposals.push_back(std::move(proposal));
  }

  // Does an example of the policy with these values in these columns evaluate that side?
  bool already_covered(std::uint32_t expr, std::uint8_t side, const ChangedCells& cells) const {
    return std::any_of(seeds_.begin(), seeds_.end(), [&](const Seed& one) {
      const std::uint8_t marks = one.trial.seen.marks[expr];
      const bool own = one.base < found_.own && one.cells.empty();
      return own && (marks & CoverageMarks::evaluated) != 0 && ((marks & side) != 0 || (marks & sides) == side) &&
             std::all_of(cells.begin(), cells.end(),
                         [&](const auto& cell) { return has(one.example, cell.first, cell.second); });
    });
  }
  // Does the example have that text in the column of the probed cell?
  bool has(const Example& other, const CellAt& at, const std::string& text) const {
    const semantics::ExampleTable& like = example().tables[at.table];
    for (const semantics::ExampleTable& table : other.tables) {
      if (!(table.table == like.table) || table.heading != like.heading) continue;
      const auto column = std::find(table.columns.begin(), table.columns.end(), like.columns[at.column]);
      if (column == table.columns.end()) continue;
      for (const auto& row : table.rows)
        if (row[static_cast<std::size_t>(column - table.columns.begin())].text == text) return true;
    }
    return false;
  }

  const syntax::Tree& tree_;
  const core::Program& program_;
  engine::LoadedProgram loaded_;
  const Thresholds thresholds_;
  const TrialValues values_;
  const std::vector<std::uint32_t> around_;
  std::vector<std::string> names_;  // of declarations: a threshold lowered from one is no condition
  std::vector<Seed> seeds_;
  std::size_t at_ = 0;  // index of the seed that is probed
  Kind cell_kind_ = Kind::number;
  enum class Pass : std::uint8_t { same_kind, alone, any };  // same_kind: thresholds of the cell's kind only
  Pass pass_ = Pass::same_kind;
  bool of_subject_ = false;                     // the probed cell is of the decided row
  std::map<std::int64_t, TrialResult> trials_;  // by value of that cell
  std::map<std::int64_t, std::vector<std::string>> results_;
  std::set<std::uint32_t> done_;  // thresholds
  std::size_t changed_records_ = 0;
  Boundaries found_;
};

}  // namespace

Boundaries boundaries(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                      const std::function<void(std::size_t, std::size_t)>& advance) {
  return BoundarySearch(policy, kind).run(advance);
}

std::string text_of(const core::Program& program, const Boundaries& boundaries, const Proposal& proposal,
                    bool english) {
  const Example& base = boundaries.bases[proposal.base];
  std::string side = english ? ", at the boundary: " : "，界限处：";
  if (proposal.condition && english) side = proposal.holds ? " just holds: " : " just fails: ";
  if (proposal.condition && !english) side = proposal.holds ? "，刚好成立：" : "，刚好不成立：";
  return text_of_variant(program, base, proposal.text + side + describe(program, base, proposal.variant, english),
                         proposal.variant, english);
}

}  // namespace cepol::authoring
