// DocBuilder: collects the clauses of the notices and the rules of all modules, and assigns each rule to the clauses
// that it cites.
#include "interpreter/pages/doc.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/pages/rules.hpp"
#include "lang/base/date.hpp"
#include "lang/base/text.hpp"

namespace cepol::pages {

namespace {

constexpr std::size_t longest_title = 40, longest_first_line = 80;  // characters

bool has_any(std::string_view text, std::initializer_list<std::string_view> signs) {
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> signs) {
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return text.ends_with(sign); });
}

// A clause's first line is its title where it is short and no sentence.
void take_title(DocClause& clause, bool preamble) {
  const std::size_t end = std::min(clause.text.find('\n'), clause.text.size());
  const std::string_view first = std::string_view(clause.text).substr(0, end);
  if (first.empty() || first.find('\t') != std::string_view::npos || first.starts_with("|")) return;
  const bool title = preamble ? end < clause.text.size() && character_count(first) <= longest_first_line &&
                                    !ends_with_any(first, {"。", "；", "：", "，", ".", ";", ":", ","})
                              : character_count(first) <= longest_title &&
                                    !has_any(first, {"。", "；", "：", "，", ".", ";", ":", ","});
  if (!title) return;
  clause.title = first;
  clause.text.erase(0, end + 1);
}

class DocBuilder {
 public:
  DocBuilder(const PolicyWithNotice& policy, const ExamplesOf& examples, bool english)
      : policy_(policy), examples_(examples), program_(policy.checked->program) {
    doc_.english = english;
    doc_.policy_english = program_.english;
  }

  Doc run() {
    header();
    clauses();
    rules();
    for (std::size_t i = 0; i < doc_.rules.size(); ++i) place(i);
    for (const semantics::Example& one : policy_.checked->examples)
      doc_.examples.push_back({one.title, std::string(text_of(*policy_.sources, one.span)), one.carried});
    return std::move(doc_);
  }

 private:
  void header() {
    const auto date = [](const std::optional<Day>& day) { return day ? to_string(Date{*day, *day}) : std::string(); };
    doc_.title = program_.title;
    doc_.path = program_.name;
    doc_.issued = date(program_.issued);
    doc_.applies_from = date(program_.applies_from);
    doc_.applies_to = date(program_.applies_to);
  }

  void clauses() {
    std::map<std::string, std::string> inert;
    for (const semantics::ClauseUse& use : policy_.checked->clause_map)
      if (!use.inert_reason.empty()) inert[use.path] = use.inert_reason;
    const auto add = [&](const std::string& of, const notice::Notice* notice) {
      doc_.notices.push_back({of, {}});
      for (const notice::Clause& one : notice != nullptr ? notice->clauses : std::vector<notice::Clause>()) {
        DocClause clause;
        clause.label = (of.empty() ? "" : of + "§") + label_of(one.path, program_.english);
        clause.text = one.text;
        clause.depth = one.depth;
        take_title(clause, one.path == notice::preamble);
        if (const auto why = inert.find(clause.label); why != inert.end()) clause.inert = why->second;
        places_.try_emplace(clause.label, doc_.notices.size() - 1, doc_.notices.back().clauses.size());
        doc_.notices.back().clauses.push_back(std::move(clause));
      }
    };
    add("", policy_.notice);
    for (const semantics::OtherNotice& other : policy_.others) add(other.path, other.notice);
    for (const semantics::ClauseUse& use : policy_.checked->clause_map) {  // of notices whose text is missing
      DocClause& clause = known(use.path);
      clause.inert = use.inert_reason;
    }
  }

  void rules() {
    const auto& modules = *policy_.modules;
    std::vector<std::vector<Declared>> all;
    all.reserve(modules.size());
    for (const semantics::Module& module : modules)
      all.push_back(rules_of(*policy_.sources, module.parsed->tree, &module == &modules.back() ? "" : module.path,
                             doc_.english, program_.english));
    const std::set<std::pair<std::uint32_t, std::uint32_t>> used = used_of_modules(all);
    for (std::vector<Declared>& of_module : all)
      for (Declared& one : of_module) {
        const std::pair key(one.span.source.index, one.span.begin);
        if (!one.rule.module.empty() && cited_by(one.rule).empty() && used.count(key) == 0) continue;
        if (const auto touching = examples_.find(key); touching != examples_.end())
          one.rule.examples = touching->second;
        doc_.rules.push_back(std::move(one.rule));
      }
  }

  // The declarations of modules that the policy uses, directly or through others.
  std::set<std::pair<std::uint32_t, std::uint32_t>> used_of_modules(const std::vector<std::vector<Declared>>& all) {
    const SourceId own = policy_.modules->back().source;
    std::set<std::pair<std::uint32_t, std::uint32_t>> used;
    const auto around = [&](Span span) -> const Declared* {
      for (const auto& of_module : all)
        for (const Declared& one : of_module)
          if (one.span.source == span.source && one.span.begin <= span.begin && span.end <= one.span.end) return &one;
      return nullptr;
    };
    std::vector<std::pair<const Declared*, const Declared*>> uses;  // who uses what of a module; null: the policy
    for (const semantics::Reference& reference : policy_.checked->references) {
      if (reference.declared.source == own) continue;
      const Declared* what = around(reference.declared);
      const Declared* who = reference.use.source == own ? nullptr : around(reference.use);
      if (what != nullptr && (reference.use.source == own || who != nullptr)) uses.emplace_back(who, what);
    }
    const auto key = [](const Declared* one) { return std::pair(one->span.source.index, one->span.begin); };
    for (std::size_t before = SIZE_MAX; before != used.size();) {
      before = used.size();
      for (const auto& [who, what] : uses)
        if (who == nullptr || used.count(key(who)) != 0) used.insert(key(what));
    }
    return used;
  }

  // Puts a rule beside each clause that it cites; it is shown in full at the first clause that it cites as a whole,
  // else at the first that a line of it cites.
  void place(std::size_t index) {
    const Rule& rule = doc_.rules[index];
    const std::vector<std::string> cited = cited_by(rule);
    if (cited.empty()) doc_.uncited.push_back(index);
    for (const std::string& label : cited) known(label);
    std::vector<std::pair<std::size_t, std::size_t>> places;  // in the order of the notices
    for (const std::string& label : cited) places.push_back(places_.at(label));
    std::sort(places.begin(), places.end());
    Beside* home = nullptr;
    for (const auto& [notice, number] : places) {
      DocClause& clause = doc_.notices[notice].clauses[number];
      const bool whole = std::find(rule.clauses.begin(), rule.clauses.end(), clause.label) != rule.clauses.end();
      clause.rules.push_back({index, whole, false});
    }
    for (const bool whole : {true, false})
      for (const auto& [notice, number] : places)
        if (Beside& one = doc_.notices[notice].clauses[number].rules.back(); home == nullptr && one.whole == whole)
          home = &one;
    if (home != nullptr) home->home = true;
  }

  DocClause* find(const std::string& label) {
    const auto found = places_.find(label);
    return found == places_.end() ? nullptr : &doc_.notices[found->second.first].clauses[found->second.second];
  }
  // The clause with the label; one whose notice's text is missing is added with its number only.
  DocClause& known(const std::string& label) {
    if (DocClause* found = find(label)) return *found;
    const std::size_t sign = label.find("§");
    const std::string of = sign == std::string::npos ? std::string() : label.substr(0, sign);
    auto notice =
        std::find_if(doc_.notices.begin(), doc_.notices.end(), [&](const DocNotice& one) { return one.of == of; });
    if (notice == doc_.notices.end()) notice = doc_.notices.insert(doc_.notices.end(), {of, {}});
    DocClause clause;
    clause.label = label;
    places_[label] = {static_cast<std::size_t>(notice - doc_.notices.begin()), notice->clauses.size()};
    return notice->clauses.emplace_back(std::move(clause));
  }

  const PolicyWithNotice& policy_;
  const ExamplesOf& examples_;
  const core::Program& program_;
  Doc doc_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> places_;  // of clauses by label: notice, clause
};

}  // namespace

std::string label_of(std::string path, bool policy_english) {
  if (path == notice::preamble || path == notice::preamble_en)
    return std::string(policy_english ? notice::preamble_en : notice::preamble);
  return path;
}

std::string label_of(const syntax::Tree& tree, syntax::NodeId clause, bool policy_english) {
  const std::string_view of = tree.clause_notice(clause);
  return (of.empty() ? "" : std::string(of) + "§") + label_of(tree.clause_path(clause), policy_english);
}

std::vector<std::string> cited_by(const Rule& rule) {
  std::vector<std::string> all = rule.clauses;
  for (const RuleLine& line : rule.lines) all.insert(all.end(), line.clauses.begin(), line.clauses.end());
  std::vector<std::string> once;
  for (std::string& one : all)
    if (std::find(once.begin(), once.end(), one) == once.end()) once.push_back(std::move(one));
  return once;
}

Doc make_doc(const PolicyWithNotice& policy, const ExamplesOf& examples, bool english) {
  return DocBuilder(policy, examples, english).run();
}

Doc::Counts Doc::counts() const {
  Counts all{};
  for (const DocNotice& notice : notices)
    for (const DocClause& clause : notice.clauses) {
      if (!notice.own()) continue;
      ++all.clauses;
      if (clause.open(true))
        ++all.open;
      else
        ++(clause.rules.empty() ? all.inert : all.cited);
    }
  for (const Rule& rule : rules) ++(rule.reading ? all.readings : all.rules);
  all.examples = examples.size();
  return all;
}

}  // namespace cepol::pages
