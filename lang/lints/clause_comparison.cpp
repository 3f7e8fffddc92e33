// Looks up the cited clauses, collects their numbers of the same kind as the rule's number, and reports the rule's
// number unless it derives from them (number_derivation.hpp).
#include "lang/lints/clause_comparison.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/clause_labels.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::lints {

namespace {

constexpr std::size_t most_shown = 6, most_combined = 60;

// Words for another year than the one that is written.
constexpr std::string_view other_year_words[] = {"上年",   "上一年",    "次年", "下年",  "下一年",   "前一年",
                                                 "后一年", "跨年",      "以来", "prior", "previous", "preceding",
                                                 "next",   "following", "from", "since"};

// The years that the clause names, with the text of each.
std::vector<std::pair<int, std::string>> years_of(const ClauseNumbers& clause) {
  std::vector<std::pair<int, std::string>> years;
  for (std::size_t i = 0; i < clause.dates.size(); ++i)
    if (clause.dates[i].year != 0) years.emplace_back(clause.dates[i].year, clause.date_texts[i]);
  for (const ClauseNumber& one : clause.numbers)
    if (one.exact && one.value.whole() && one.value >= Exact(1900) && one.value <= Exact(2100))
      years.emplace_back(static_cast<int>(one.value.num), one.text);
  return years;
}

}  // namespace

const ClauseNumbers& ClauseComparison::numbers_of(const notice::Clause& clause) {
  const auto found = read_.find(&clause);
  if (found != read_.end()) return found->second;
  return read_.emplace(&clause, numbers_of_clause(units_, clause.text)).first->second;
}

std::vector<const notice::Clause*> ClauseComparison::clauses_of(const std::vector<NodeId>& cited, bool outer) const {
  std::vector<const notice::Clause*> found;
  const auto add = [&](const notice::Clause& one) {
    if (std::find(found.begin(), found.end(), &one) == found.end()) found.push_back(&one);
  };
  for (NodeId node : cited) {
    const notice::Notice* notice = notice_of(input_.notice, input_.others, tree_, node);
    if (notice == nullptr) continue;
    const std::string path = tree_.clause_path(node);
    const notice::Clause* clause = notice->find(path == notice::preamble_en ? std::string(notice::preamble) : path);
    if (clause == nullptr) continue;
    const auto at = static_cast<std::size_t>(clause - notice->clauses.data());
    add(*clause);
    for (std::size_t i = at + 1; i < notice->clauses.size() && notice->clauses[i].depth > clause->depth; ++i)
      add(notice->clauses[i]);
    std::size_t depth = clause->depth;
    for (std::size_t i = at; outer && i-- > 0;)
      if (notice->clauses[i].depth < depth) {
        depth = notice->clauses[i].depth;
        add(notice->clauses[i]);
      }
  }
  return found;
}

// What an amended policy says is carried over without the clauses by which the amendment touches its rule.
std::vector<NodeId> ClauseComparison::own_of(NodeId node, const CitedClauses& cited) const {
  const std::vector<OriginPiece>& pieces = input_.sources[tree_.span(node).source].pieces;
  if (pieces.empty()) return cited.own;
  const SourceId amendment = pieces.front().origin.source;  // the header is the amendment's
  if (written_in(input_.sources, tree_.span(node), amendment)) return cited.own;
  std::vector<NodeId> own;
  for (NodeId clause : cited.own)
    if (!written_in(input_.sources, tree_.span(clause), amendment)) own.push_back(clause);
  return own;
}

void ClauseComparison::report(NodeId node, const CitedClauses& cited, std::vector<std::string> stated) const {
  std::vector<std::string> labels, distinct;
  for (NodeId clause : cited.own)
    labels.push_back(clause_label(clause_label_of(input_.checked.program, tree_, clause)));
  for (std::string& one : stated)
    if (std::find(distinct.begin(), distinct.end(), one) == distinct.end()) distinct.push_back(std::move(one));
  auto& problem =
      problems_.add(Code::number_not_in_clause, tree_.span(node),
                    {on_one_line(tree_.text_of(node)), listed_in_both(labels), listed_in_both(distinct, most_shown)});
  if (input_.others.empty()) return;
  for (NodeId clause : cited.own) {  // of which notice
    const notice::Notice* notice = notice_of(input_.notice, input_.others, tree_, clause);
    const notice::Clause* found = notice == nullptr ? nullptr : notice->find(tree_.clause_path(clause));
    if (found != nullptr && notice->source.valid())
      problem.also({notice->source, found->begin, found->end}, "这一条的原文在这里", "this clause stands here");
  }
}

Exact ClauseComparison::in_base(Exact value, UnitId unit) const {
  return times(value, input_.checked.program.units[unit].factor).value_or(value);
}

Tolerance ClauseComparison::allowed(Tolerance tolerance, const CitedClauses& cited) {
  if (!tolerance.if_strict) return tolerance;
  for (const notice::Clause* clause : clauses_of(cited.all, true))
    if (numbers_of(*clause).strict) return tolerance;
  return {};
}

// A number without a unit matches any unit, but is not used in sums or multiples.
ClauseComparison::Candidates ClauseComparison::candidates(const NumberKind& kind, const CitedClauses& cited) {
  const auto& units = input_.checked.program.units;
  Candidates found;
  for (const notice::Clause* clause : clauses_of(cited.all, true)) {
    found.each = found.each || numbers_of(*clause).each;
    for (const ClauseNumber& one : numbers_of(*clause).numbers) {
      if (one.exact || one.value == Exact::ratio(1, 2)) found.all.push_back({one.value, &one});  // half of something
      if (kind.unit && one.unit) {
        if (units[*one.unit].base == units[*kind.unit].base)
          found.same.push_back({in_base(one.value, *one.unit), &one, one.exact});
      } else if (kind.is(one)) {
        found.same.push_back({one.value, &one, one.exact});
      } else if (!one.unit) {
        const bool of_unit = kind.unit && !one.percent;
        found.same.push_back({of_unit ? in_base(one.value, *kind.unit) : one.value, &one, one.exact && kind.share});
      }
    }
  }
  return found;
}

std::vector<Exact> ClauseComparison::values_within(Exact value, const NumberKind& kind, Tolerance tolerance) const {
  const Resolution& resolution = input_.resolution;
  const auto& unit = kind.unit;
  const bool days = unit && *unit == resolution.days;
  const bool whole =
      days || (unit && !tolerance.days_only && (*unit == resolution.years || *unit == resolution.months));
  if (!whole) tolerance = {};
  std::vector<Exact> values;
  for (int off = tolerance.low; off <= tolerance.high; ++off)
    if (const auto moved = plus(value, Exact(off))) values.push_back(unit ? in_base(*moved, *unit) : *moved);
  return values;
}

void ClauseComparison::check_number(NodeId node, Exact value, const NumberKind& kind, const CitedClauses& cited,
                                    Tolerance tolerance) {
  if (value == Exact(0) || value == Exact(1)) return;
  std::vector<std::string> stated;
  for (const notice::Clause* clause : clauses_of(own_of(node, cited), false))
    for (const ClauseNumber& one : numbers_of(*clause).numbers)
      if (one.exact && kind.is(one)) stated.push_back(one.text);
  if (stated.empty()) return;
  Candidates found = candidates(kind, cited);
  if (found.all.size() > most_combined) return;
  for (const Candidate& one : found.all)
    for (const Candidate& other : found.all)
      if (kind.ratio && other.value != Exact(0) && over(one.value, other.value) == value) return;
  const ClauseNumber whole{Exact(1)};
  if (kind.share) found.same.push_back({Exact(1), &whole});  // to derive 1 - share
  const std::vector<Exact> wanted = values_within(value, kind, allowed(tolerance, cited));
  const Multiples multiples = !found.each          ? Multiples::none
                              : tolerance.of_total ? Multiples::beyond_greatest
                                                   : Multiples::any;
  if (!derives_from(wanted, found.same, found.all, multiples)) report(node, cited, std::move(stated));
}

// The spans of time in a clause, by which a date may be moved: within 30 days, two years from then.
std::vector<WrittenSpan> ClauseComparison::spans_of(const notice::Clause& clause) {
  std::vector<WrittenSpan> spans;
  for (const ClauseNumber& one : numbers_of(clause).numbers) {
    const std::int64_t months = one.unit == input_.resolution.years ? 12 : one.unit == input_.resolution.months ? 1 : 0;
    const auto count = times(one.value, Exact(months == 0 ? 1 : months));
    if (!count || !count->whole() || (months == 0 && one.unit != input_.resolution.days)) continue;
    const std::int64_t most = numbers_of(clause).each ? most_times : 1;  // every two years
    for (std::int64_t many = 1; many <= most; ++many)
      spans.push_back({months == 0 ? WrittenSpan::Of::days : WrittenSpan::Of::months, many * count->num});
  }
  return spans;
}

// A year of the rule is one that the clauses name, lies between two of them, or as many years from one as they say.
void ClauseComparison::check_year(NodeId node, int year, const CitedClauses& cited) {
  std::vector<std::string> stated;
  for (const notice::Clause* clause : clauses_of(own_of(node, cited), false))
    for (auto& [one, text] : years_of(numbers_of(*clause))) stated.push_back(text);
  if (stated.empty()) return;
  int first = year + 1, last = year - 1, away = 0;
  for (const notice::Clause* clause : clauses_of(cited.all, true)) {
    for (std::string_view word : other_year_words)
      if (clause->text.find(word) != std::string::npos) return;
    const ClauseNumbers& read = numbers_of(*clause);
    for (const auto& [one, text] : years_of(read)) {
      first = std::min(first, one);
      last = std::max(last, one);
    }
    for (const ClauseNumber& one : read.numbers)
      if (one.unit == input_.resolution.years && one.value.whole() && one.value <= Exact(most_times))
        away = std::max(away, static_cast<int>(one.value.num));
  }
  if (year < first - away || year > last + away) report(node, cited, std::move(stated));
}

void ClauseComparison::check_date(NodeId node, const CitedClauses& cited, Tolerance tolerance) {
  const auto date = syntax::date_in_policy(tree_.text_of(node));
  if (!date || !date->exact()) return;
  const Civil civil = civil_of(date->first);
  if ((civil.month == 1 && civil.day == 1) || (civil.month == 12 && civil.day == 31)) return;  // an end of a year
  std::vector<std::string> stated;
  for (const notice::Clause* clause : clauses_of(own_of(node, cited), false)) {
    const ClauseNumbers& read = numbers_of(*clause);
    for (std::size_t i = 0; i < read.dates.size(); ++i)
      if (read.dates[i].day != 0 && read.dates[i].exists()) stated.push_back(read.date_texts[i]);
  }
  if (stated.empty()) return;
  tolerance = allowed(tolerance, cited);
  const auto clauses = clauses_of(cited.all, true);
  std::vector<WrittenSpan> spans;
  for (const notice::Clause* clause : clauses)
    for (const WrittenSpan& span : spans_of(*clause)) spans.push_back(span);
  for (const notice::Clause* clause : clauses) {
    const ClauseNumbers& read = numbers_of(*clause);
    if (read.vague_dates) return;
    for (const notice::WrittenDate& one : read.dates) {
      if (!one.exists()) return;  // which day is meant is for a reading
      if (derives_from(date->first, {tolerance.low, tolerance.high}, one, spans)) return;
    }
  }
  report(node, cited, std::move(stated));
}

}  // namespace cepol::lints
