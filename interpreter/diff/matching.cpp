// Greedy matching: equal keys in order first, then pairs by descending overlap of words.
#include "interpreter/diff/matching.hpp"

#include <algorithm>
#include <set>

#include "interpreter/diff/uses.hpp"

namespace cepol::diff {
namespace {

constexpr double alike_enough = 0.5;

std::vector<std::string> words_of(const std::string& form) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : form) {
    if (c != ' ' && c != '(' && c != ')' && c != '[' && c != ']') {
      word += c;
      continue;
    }
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  }
  if (!word.empty()) words.push_back(std::move(word));
  std::sort(words.begin(), words.end());
  return words;
}

class Matching {
 public:
  Matching(const std::vector<PartKey>& before, const std::vector<PartKey>& after)
      : before_(before), after_(after), of_before_(before.size()), of_after_(after.size()) {}

  std::vector<Match> run() {
    pair_where([](const auto& b, const auto& a) { return b.identity == a.identity && b.form == a.form; });
    pair_where([](const auto& b, const auto& a) { return b.identity == a.identity && b.shape == a.shape; });
    pair_most_alike();
    pair_where([this](const auto& b, const auto& a) {
      return !b.loose.empty() && b.loose == a.loose &&
             keeps_place(static_cast<std::size_t>(&b - before_.data()), static_cast<std::size_t>(&a - after_.data()));
    });
    return in_order();
  }

 private:
  template <class Same>
  void pair_where(Same same) {
    for (std::size_t b = 0; b < before_.size(); ++b)
      for (std::size_t a = 0; a < after_.size() && !of_before_[b]; ++a)
        if (!of_after_[a] && same(before_[b], after_[a])) pair(b, a);
  }
  // Would the pair cross none of those that are there?
  bool keeps_place(std::size_t b, std::size_t a) const {
    for (std::size_t other = 0; other < before_.size(); ++other)
      if (of_before_[other] && before_[other].loose == before_[b].loose && (other < b) != (*of_before_[other] < a))
        return false;
    return true;
  }
  void pair(std::size_t b, std::size_t a) {
    of_before_[b] = a;
    of_after_[a] = b;
  }
  // Parts with the same name are paired whatever their content; others only if they are similar.
  void pair_most_alike() {
    struct ScoredMatch {
      double score;
      std::size_t before, after;
    };
    std::vector<ScoredMatch> found;
    std::vector<std::vector<std::string>> words(after_.size());
    for (std::size_t a = 0; a < after_.size(); ++a)
      if (!of_after_[a]) words[a] = words_of(after_[a].form);
    for (std::size_t b = 0; b < before_.size(); ++b) {
      if (of_before_[b]) continue;
      const auto own = words_of(before_[b].form);
      for (std::size_t a = 0; a < after_.size(); ++a) {
        if (of_after_[a] || before_[b].identity != after_[a].identity) continue;
        const double score = overlap_ratio(own, words[a]);
        if (!before_[b].identity.empty() || score >= alike_enough) found.push_back({score, b, a});
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const ScoredMatch& x, const ScoredMatch& y) { return x.score > y.score; });
    for (const ScoredMatch& one : found)
      if (!of_before_[one.before] && !of_after_[one.after]) pair(one.before, one.after);
  }
  std::vector<Match> in_order() const {
    std::vector<Match> matches;
    for (std::size_t a = 0; a < after_.size(); ++a) matches.push_back({of_after_[a], a});
    for (std::size_t b = 0; b < before_.size(); ++b) {
      if (of_before_[b]) continue;
      auto at = matches.begin();
      if (b > 0)
        at = std::find_if(matches.begin(), matches.end(), [&](const Match& one) { return one.before == b - 1; });
      if (b > 0 && at != matches.end()) ++at;
      matches.insert(at, {b, std::nullopt});
    }
    return matches;
  }

  const std::vector<PartKey>&before_, &after_;
  std::vector<std::optional<std::size_t>> of_before_, of_after_;
};

// Is the part an option that is a value and no name: 2017, a date? Such an option is identified by its value if the
// other side has that value too; of the others the default is paired with the default.
bool is_value(const DeclarationPart& part) {
  return (part.kind == PartKind::option || part.kind == PartKind::default_option) && !part.entity.valid() &&
         part.node.valid() && part.tree->kind(part.tree->first(part.node)) != NodeKind::name;
}
std::string value_of(const Normalizer& normal, const DeclarationPart& part) {
  return normal.of(*part.tree, part.tree->first(part.node), part.locals);
}
std::set<std::string> values_of(const PolicyPair& policies, std::size_t side,
                                const std::vector<DeclarationPart>& parts) {
  const Normalizer normal{policies, side};
  std::set<std::string> values;
  for (const DeclarationPart& part : parts)
    if (is_value(part)) values.insert(value_of(normal, part));
  return values;
}

std::vector<PartKey> keys_of(const PolicyPair& policies, std::size_t side, const std::vector<DeclarationPart>& parts,
                             const std::set<std::string>& others) {
  std::vector<PartKey> list;
  Normalizer normal{policies, side}, shape{policies, side};
  shape.omit_values = true;
  for (const DeclarationPart& part : parts) {
    std::string identity = std::to_string(static_cast<int>(part.kind)) + " " + identity_of(normal, part);
    if (part.identity == PartIdentity::by_content) identity.clear();
    list.push_back({std::move(identity), form_of(normal, part), form_of(shape, part)});
    if (part.kind == PartKind::table_row) list.back().loose = identity_of(shape, part);
    if (!is_value(part)) continue;
    const std::string value = value_of(normal, part);
    const bool known = others.count(value) != 0;
    const bool is_default = part.tree->child(part.node, NodeKind::default_option).valid();
    if (part.kind == PartKind::option)
      list.back().identity += known ? value : is_default ? "another default" : "another";
    else
      list.back().form = known ? value : "another";
  }
  return list;
}

}  // namespace

std::vector<Match> match(const std::vector<PartKey>& before, const std::vector<PartKey>& after) {
  return Matching(before, after).run();
}

std::vector<Match> match(const PolicyPair& policies, const std::vector<DeclarationPart>& before,
                         const std::vector<DeclarationPart>& after) {
  return match(keys_of(policies, before_side, before, values_of(policies, after_side, after)),
               keys_of(policies, after_side, after, values_of(policies, before_side, before)));
}

}  // namespace cepol::diff
