// Numbers of a rule that the clauses it cites do not say: the clause says 170, the rule 107. Compared is what stands in
// the rule as it is: quantities, percents, parts (a third, written `/ 3`), how many times, dates. There is a warning
// only where a clause gives a number of the same unit (a share, a date), and the rule's is none of them, nor computed
// from them as number_derivation.hpp has it; so what is computed from the clause, or stands in a clause above or below,
// is left alone.
#include <algorithm>
#include <map>

#include "lang/base/text.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/checker.hpp"
#include "lang/semantics/number_derivation.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t most_shown = 6, most_combined = 60;

// What divides without being a share: months, days, hours, minutes of what has so many; percents.
constexpr std::int64_t conversions[] = {7, 12, 24, 30, 52, 60, 100, 365};

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

  // What is compared: numbers of a unit; shares (percents and fractions); how many times.
  struct Sought {
    std::optional<UnitId> unit = {};
    bool share = false, times = false;
    bool of_two = false;  // written as one number by another: 3/10
    bool is(const Said& one) const { return unit ? one.unit == unit : share ? one.share() : one.times; }
  };

  // The clauses' numbers that are of the kind sought, and all of them. What has no unit may be of any, but is not
  // computed with.
  void hear(const Sought& sought, const Cited& cited, std::vector<Heard>& same, std::vector<Heard>& all, bool& each) {
    const auto& table = check.out_.program.units;
    for (const notice::Clause* clause : with_inner(cited.all, true)) {
      each = each || numbers(*clause).each;
      for (const Said& one : numbers(*clause).numbers) {
        if (one.exact || one.value == Exact::ratio(1, 2)) all.push_back({one.value, &one});  // half of what is said
        if (sought.unit && one.unit) {
          if (table[*one.unit].base == table[*sought.unit].base)
            same.push_back({in_base(one.value, *one.unit), &one, one.exact});
        } else if (sought.is(one)) {
          same.push_back({one.value, &one, one.exact});
        } else if (!one.unit) {
          const bool of_unit = sought.unit && !one.percent;
          same.push_back({of_unit ? in_base(one.value, *sought.unit) : one.value, &one, one.exact && sought.share});
        }
      }
    }
  }

  void number(NodeId node, Exact value, const Sought& sought, const Cited& cited, Slack slack) {
    if (value == Exact(0) || value == Exact(1)) return;
    std::vector<std::string> says;
    for (const notice::Clause* clause : with_inner(cited.own, false))
      for (const Said& one : numbers(*clause).numbers)
        if (one.exact && sought.is(one)) says.push_back(one.text);
    if (says.empty()) return;
    std::vector<Heard> same, all;
    bool each = false;
    hear(sought, cited, same, all, each);
    if (all.size() > most_combined) return;
    for (const Heard& one : all)
      for (const Heard& other : all)
        if (sought.of_two && other.value != Exact(0) && over(one.value, other.value) == value) return;
    slack = allowed(slack, cited);
    std::vector<Exact> wanted;
    const auto& unit = sought.unit;
    const bool days = unit && *unit == check.days_;
    const bool whole = days || (unit && !slack.of_days && (*unit == check.years_ || *unit == check.months_));
    for (int off = whole ? slack.low : 0; off <= (whole ? slack.high : 0); ++off)
      if (const auto moved = plus(value, Exact(off))) wanted.push_back(unit ? in_base(*moved, *unit) : *moved);
    const Said whole_of_it{Exact(1)};
    if (sought.share) same.push_back({Exact(1), &whole_of_it});  // for the rest of it
    if (!number_comes_of(wanted, same, all, each)) warn(node, cited, std::move(says));
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
    const auto clauses = with_inner(cited.all, true);
    std::vector<SpanSaid> spans;  // a date may be computed with them: within 30 days, two years from then
    for (const notice::Clause* clause : clauses)
      for (const Said& one : numbers(*clause).numbers) {
        const std::int64_t months = one.unit == check.years_ ? 12 : one.unit == check.months_ ? 1 : 0;
        const auto count = times(one.value, Exact(months == 0 ? 1 : months));
        if (!count || !count->whole() || (months == 0 && one.unit != check.days_)) continue;
        const std::int64_t most = numbers(*clause).each ? most_times : 1;  // every two years
        for (std::int64_t many = 1; many <= most; ++many)
          spans.push_back({months == 0 ? SpanSaid::Of::days : SpanSaid::Of::months, many * count->num});
      }
    for (const notice::Clause* clause : clauses) {
      const ClauseNumbers& read = numbers(*clause);
      if (read.vague_dates) return;
      for (const notice::WrittenDate& one : read.dates) {
        if (!one.exists()) return;  // which day is meant is for a reading
        if (date_comes_of(written->first, {slack.low, slack.high}, one, spans)) return;
      }
    }
    warn(node, cited, std::move(says));
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

  // The share that `X / 3`, `X * 2 / 3`, `X * 0.3` or `2/3` is of something.
  struct Part {
    Exact value;
    bool of_two;
  };
  std::optional<Exact> literal(NodeId node) const {
    return tree.kind(node) == NodeKind::number ? tree.number_value(node) : std::nullopt;
  }
  std::int64_t addends(NodeId node) const {
    const bool sum = tree.kind(node) == NodeKind::binary && tree[node].keyword == Keyword::plus;
    return sum ? addends(tree.first(node)) + addends(tree.next(tree.first(node))) : 1;
  }
  std::optional<Part> part_of(NodeId node) const {
    const NodeId left = tree.first(node), right = tree.next(left);
    const auto above = literal(left), below = literal(right);
    const auto share = [](std::optional<Exact> value, bool of_two) {
      return value && *value > Exact(0) && *value < Exact(1) ? std::optional(Part{*value, of_two}) : std::nullopt;
    };
    if (tree[node].keyword == Keyword::times_sign)
      return above.has_value() == below.has_value() ? std::nullopt : share(above ? *above : *below, false);
    if (tree[node].keyword != Keyword::divide || !below || !below->whole() || *below < Exact(2)) return std::nullopt;
    if (above) return share(over(*above, *below), true);
    if (tree.kind(left) == NodeKind::binary && tree[left].keyword == Keyword::times_sign)
      if (const auto factor = literal(tree.next(tree.first(left))); factor && !literal(tree.first(left)))
        return share(over(*factor, *below), true);
    if (Exact(addends(left)) == *below) return std::nullopt;  // an average
    const bool converts =
        std::find(std::begin(conversions), std::end(conversions), below->num) != std::end(conversions);
    return converts ? std::nullopt : share(over(Exact(1), *below), false);
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
        if (value && unit) number(node, *value, {unit}, cited, slack);
        return;
      }
      case NodeKind::percent: {
        if (const auto share = tree.number_value(node)) number(node, *share, {{}, true}, cited, {});
        return;
      }
      case NodeKind::date: return date(node, cited, slack);
      case NodeKind::call:
        if (rounds(node)) return look(tree.next(tree.first(node)), cited, {});
        break;
      case NodeKind::bound:
      case NodeKind::between: slack = {-1, 1}; break;
      case NodeKind::limit:
        if (const NodeId amount = tree.child(node, NodeKind::limit_amount);
            tree.child(node, NodeKind::times).valid() && tree.kind(tree.first(amount)) == NodeKind::number)
          if (const auto many = tree.number_value(tree.first(amount)))
            number(tree.first(amount), *many, {{}, false, true}, cited, {});
        slack = {};
        break;
      case NodeKind::choose: break;
      case NodeKind::binary:
        if (const auto part = part_of(node)) number(node, part->value, {{}, true, false, part->of_two}, cited, {});
        break;
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
