// Numbers of a rule that the clauses it cites do not say: the clause says 170, the rule 107. Compared is what stands in
// the rule as it is: quantities, percents, dates. There is a warning only where a clause gives a number of the same
// unit (a percent, a date), and neither one of them, nor the sum, difference or product of two, is the rule's; so what
// is computed from the clause, or stands in a clause above or below, is left alone.
#include <algorithm>
#include <map>

#include "lang/base/text.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/checker.hpp"
#include "lang/semantics/clause_text.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t most_shown = 6, most_combined = 60;
constexpr std::int64_t most_times = 10;

}  // namespace

// The clauses that hold for a place of a rule: those to compare with, and all in which its number may stand.
struct Checker::ClauseReader {
  struct Cited {
    std::vector<NodeId> own, all;  // `clause` nodes
  };
  // By how much a number may be off and mean the same: `< 51 周岁` is `<= 50 周岁`, in whole years and days.
  struct Slack {
    int low = 0, high = 0;
    bool if_strict = false;  // where the clause has a word for it: 超过50周岁 is `>= 51 周岁`
    bool of_days = false;    // in days alone: `届满日期 - 31 天`, the day itself not counted
  };

  Checker& check;
  const Tree& tree;
  UnitNames units{check.out_.program};
  std::map<const notice::Clause*, ClauseNumbers> known = {};

  const ClauseNumbers& numbers(const notice::Clause& clause) {
    const auto found = known.find(&clause);
    return found != known.end() ? found->second
                                : known.emplace(&clause, numbers_of_clause(units, clause.text)).first->second;
  }

  const notice::Clause* find(NodeId clause, const notice::Notice*& notice) const {
    notice = check.notice_of(tree, clause);
    if (notice == nullptr) return nullptr;
    const std::string path = tree.clause_path(clause);
    return notice->find(path == notice::preamble_en ? std::string(notice::preamble) : path);
  }

  // The clauses cited with all that stands in them; with `above`, what they stand in too.
  std::vector<const notice::Clause*> with_inner(const std::vector<NodeId>& cited, bool above) const {
    std::vector<const notice::Clause*> found;
    for (NodeId node : cited) {
      const notice::Notice* notice = nullptr;
      const notice::Clause* clause = find(node, notice);
      if (clause == nullptr) continue;
      const auto add = [&](const notice::Clause& one) {
        if (std::find(found.begin(), found.end(), &one) == found.end()) found.push_back(&one);
      };
      const auto at = static_cast<std::size_t>(clause - notice->clauses.data());
      add(*clause);
      for (std::size_t i = at + 1; i < notice->clauses.size() && notice->clauses[i].depth > clause->depth; ++i)
        add(notice->clauses[i]);
      std::size_t depth = clause->depth;
      for (std::size_t i = at; above && i-- > 0;)
        if (notice->clauses[i].depth < depth) {
          depth = notice->clauses[i].depth;
          add(notice->clauses[i]);
        }
    }
    return found;
  }

  void warn(NodeId node, const Cited& cited, std::vector<std::string> says) const {
    std::vector<std::string> labels, distinct;
    for (NodeId clause : cited.own) labels.push_back(clause_label(check.label_of(tree, clause)));
    for (std::string& one : says)
      if (std::find(distinct.begin(), distinct.end(), one) == distinct.end()) distinct.push_back(std::move(one));
    check.problems_.add(
        Code::number_not_in_clause, tree.span(node),
        {on_one_line(tree.text_of(node)), listed_in_both(labels), listed_in_both(distinct, most_shown)});
  }

  Exact in_base(Exact value, UnitId unit) const {
    return times(value, check.out_.program.units[unit].factor).value_or(value);
  }

  Slack allowed(Slack slack, const Cited& cited) {
    if (!slack.if_strict) return slack;
    for (const notice::Clause* clause : with_inner(cited.all, true))
      if (numbers(*clause).strict) return slack;
    return {};
  }

  // `unit`: none of a percent.
  void number(NodeId node, Exact value, std::optional<UnitId> unit, const Cited& cited, Slack slack) {
    if (value == Exact(0) || value == Exact(1)) return;
    const auto& table = check.out_.program.units;
    std::vector<std::string> says;
    for (const notice::Clause* clause : with_inner(cited.own, false))
      for (const Said& one : numbers(*clause).numbers)
        if (one.exact && (unit ? one.unit == unit : one.percent)) says.push_back(one.text);
    if (says.empty()) return;
    // Of its unit, in the base, and of all units, as written; only what is certain to be a number is computed with.
    std::vector<std::pair<Exact, const Said*>> same, all;
    bool each = false;
    for (const notice::Clause* clause : with_inner(cited.all, true)) {
      each = each || numbers(*clause).each;
      for (const Said& one : numbers(*clause).numbers) {
        const bool of_unit = unit && one.unit && table[*one.unit].base == table[*unit].base;
        if (one.exact || one.value == Exact::ratio(1, 2)) all.emplace_back(one.value, &one);  // half of what is said
        if (of_unit) same.emplace_back(in_base(one.value, *one.unit), one.exact ? &one : nullptr);
        if (!one.unit)
          same.emplace_back(unit && !one.percent ? in_base(one.value, *unit) : one.value,
                            one.exact && !unit ? &one : nullptr);
      }
    }
    if (all.size() > most_combined) return;
    slack = allowed(slack, cited);
    std::vector<Exact> wanted;
    const bool days = unit && *unit == check.days_;
    const bool whole = days || (unit && !slack.of_days && (*unit == check.years_ || *unit == check.months_));
    for (int off = whole ? slack.low : 0; off <= (whole ? slack.high : 0); ++off)
      if (const auto moved = plus(value, Exact(off))) wanted.push_back(unit ? in_base(*moved, *unit) : *moved);
    const Said whole_of_it{Exact(1), std::nullopt, false, true, {}};
    if (!unit) same.emplace_back(Exact(1), &whole_of_it);  // for the rest of it
    const auto is_wanted = [&](std::optional<Exact> one) {
      return one && std::find(wanted.begin(), wanted.end(), *one) != wanted.end();
    };
    for (const auto& [one, said] : same) {
      if (is_wanted(one)) return;
      if (said == nullptr) continue;
      for (std::int64_t many = 2; each && many <= most_times; ++many)
        if (is_wanted(times(one, Exact(many)))) return;
      for (const auto& [other, with] : same)
        if (with != nullptr && with != said && (is_wanted(plus(one, other)) || is_wanted(minus(one, other)))) return;
      for (const auto& [factor, with] : all)
        if (with != said && (is_wanted(times(one, factor)) || (factor != Exact(0) && is_wanted(over(one, factor)))))
          return;
    }
    warn(node, cited, std::move(says));
  }

  void date(NodeId node, const Cited& cited, Slack slack) {
    const auto written = parse_date(tree.text_of(node));
    if (!written || !written->exact()) return;
    const Civil civil = civil_of(written->first);
    if ((civil.month == 1 && civil.day == 1) || (civil.month == 12 && civil.day == 31)) return;  // an end of a year
    std::vector<std::string> says;
    for (const notice::Clause* clause : with_inner(cited.own, false)) {
      const ClauseNumbers& read = numbers(*clause);
      for (std::size_t i = 0; i < read.dates.size(); ++i)
        if (read.dates[i].day != 0 && read.dates[i].exists()) says.push_back(read.date_texts[i]);
    }
    if (says.empty()) return;
    slack = allowed(slack, cited);
    for (const notice::Clause* clause : with_inner(cited.all, true)) {
      const ClauseNumbers& read = numbers(*clause);
      if (read.vague_dates) return;
      for (const Said& one : read.numbers)  // a date may be computed with it: within 30 days, two years from then
        if (one.unit == check.years_ || one.unit == check.months_ || one.unit == check.days_) return;
      for (const notice::WrittenDate& one : read.dates) {
        if (!one.exists()) return;  // which day is meant is for a reading
        for (int off = slack.low; off <= slack.high; ++off)
          if (fits(one, written->first + off)) return;
      }
    }
    warn(node, cited, std::move(says));
  }

  // Of a month that is named, its first and last day.
  static bool fits(const notice::WrittenDate& written, Day day) {
    const Civil civil = civil_of(day);
    if (written.year != 0 && written.year != civil.year) return false;
    if (written.month != 0 && written.month != civil.month) return false;
    if (written.day != 0) return written.day == civil.day;
    if (written.month != 0) return civil.day == 1 || civil.day == days_in_month(civil.year, civil.month);
    return false;  // the ends of a year are not compared
  }

  // ---- the rule

  std::vector<NodeId> clauses_of(NodeId node) const {
    std::vector<NodeId> clauses;
    for (NodeId list : tree.children_of(node, NodeKind::citations))
      for (NodeId clause : tree.children_of(list, NodeKind::clause)) clauses.push_back(clause);
    return clauses;
  }

  static Slack slack_of(Keyword relation, bool on_the_left) {
    switch (relation) {
      case Keyword::less: return on_the_left ? Slack{0, 1} : Slack{-1, 0};
      case Keyword::greater: return on_the_left ? Slack{-1, 0} : Slack{0, 1};
      case Keyword::at_most_sign: return on_the_left ? Slack{-1, 0, true} : Slack{0, 1, true};
      case Keyword::at_least: return on_the_left ? Slack{0, 1, true} : Slack{-1, 0, true};
      case Keyword::plus:
      case Keyword::minus: return {-1, 1, false, true};
      default: return {};
    }
  }

  // A call that rounds to its second argument.
  bool rounds(NodeId call) const {
    const std::string_view name = builtin_name(tree.name_text(tree.first(call)));
    return name == "round_down" || name == "round_up" || name == "round_half_up";
  }

  void look(NodeId node, Cited cited, Slack slack) {
    if (auto own = clauses_of(node); !own.empty()) {
      cited.all.insert(cited.all.end(), own.begin(), own.end());
      cited.own = std::move(own);
    }
    switch (tree.kind(node)) {
      case NodeKind::citations:
      case NodeKind::string: return;
      case NodeKind::quantity: {
        const auto value = tree.number_value(tree.first(node));
        const auto unit = check.unit_named(std::string(tree.name_text(tree.next(tree.first(node)))));
        if (value && unit) number(node, *value, unit, cited, slack);
        return;
      }
      case NodeKind::percent: {
        if (const auto share = tree.number_value(node)) number(node, *share, std::nullopt, cited, {});
        return;
      }
      case NodeKind::date: return date(node, cited, slack);
      case NodeKind::call:
        if (rounds(node)) return look(tree.next(tree.first(node)), cited, {});
        break;
      case NodeKind::bound:
      case NodeKind::between: slack = {-1, 1}; break;
      case NodeKind::choose:
      case NodeKind::binary: break;
      default: slack = {}; break;
    }
    const Keyword keyword = tree[node].keyword;
    for (NodeId child : tree.children(node)) {
      Slack inner = tree.kind(node) == NodeKind::binary ? slack_of(keyword, child == tree.first(node)) : slack;
      look(child, cited, inner);
    }
  }
};

void Checker::check_clause_numbers() {
  if (notice_ == nullptr && others_.empty()) return;
  const Tree& tree = modules_.back().parsed->tree;
  ClauseReader reader{*this, tree};
  for (NodeId node : tree.children(tree.root)) {
    // Readings say what the notice does not; bounds of columns are of the data.
    if (syntax::is_rule(tree.kind(node))) reader.look(node, {}, {});
  }
}

}  // namespace cepol::semantics
