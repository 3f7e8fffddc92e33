// A clause is the same if its words are, under its own number or another one: what is only renumbered has not changed.
// Of an amendment, whose notice is another text, every clause is new.
#include "interpreter/cli/notices.hpp"

#include <algorithm>
#include <set>

namespace cepol::cli {
namespace {

class NoticesCompared {
 public:
  NoticesCompared(const workspace::Policy& before, const workspace::Policy& after, const diff::Structure& structure)
      : before_(before), after_(after), structure_(structure), amended_(after.amends == before.program().name) {}

  diff::NoticeComparison run() {
    find_changed();
    std::set<std::string> cited;  // by a rule that changed, on either side
    for (const diff::Change& change : structure_.changes) {
      if (diff::is_minor(change)) continue;
      for (const std::string& path : change.new_clauses) cited.insert(path);
      if (!amended_)
        for (const std::string& path : change.old_clauses) cited.insert(path);
    }
    for (const amend::Operation& operation : after_.operations)
      for (const std::string& path : operation.clauses) cited.insert(path);
    for (const semantics::ClauseUse& use : after_.checked.clause_map)
      if (amended_ && use.own && !use.inert_reason.empty()) cited.insert(use.path);
    diff::NoticeComparison made;
    for (const auto& clause : changed_)
      if (cited.count(clause.path) == 0) made.without_rule.push_back(clause);
    for (std::size_t i = 0; i < structure_.changes.size(); ++i)
      if (const diff::Change& change = structure_.changes[i];
          is_rule(change.subject) && !diff::is_minor(change) && !cites_changed(change))
        made.without_clause.push_back(i);
    return made;
  }

 private:
  // Not the header, nor what only names things and lists columns.
  static bool is_rule(diff::Subject subject) {
    switch (subject) {
      case diff::Subject::policy:
      case diff::Subject::unit:
      case diff::Subject::enumeration:
      case diff::Subject::record:
      case diff::Subject::results:
      case diff::Subject::roster:
      case diff::Subject::clause: return false;
      case diff::Subject::reading:
      case diff::Subject::definition:
      case diff::Subject::table:
      case diff::Subject::credit:
      case diff::Subject::equivalence:
      case diff::Subject::assessment:
      case diff::Subject::requirement:
      case diff::Subject::waiver:
      case diff::Subject::decision:
      case diff::Subject::warning:
      case diff::Subject::quota: return true;
    }
    return true;
  }
  void find_changed() {
    const auto text = [](const notice::Notice& notice, const std::string& path) {
      const auto* clause = notice.find(path);
      return clause == nullptr ? std::string() : clause->text;
    };
    const auto words = [](const notice::Notice& notice) {
      std::set<std::string> all;
      for (const auto& clause : notice.clauses) all.insert(clause.text);
      return all;
    };
    const std::set<std::string> old_words = amended_ ? std::set<std::string>() : words(*before_.notice),
                                new_words = words(*after_.notice);
    std::set<std::string> told;
    for (const auto& clause : after_.notice->clauses) {
      if (clause.text.empty() || old_words.count(clause.text) > 0) continue;
      const std::string old_text = amended_ ? std::string() : text(*before_.notice, clause.path);
      changed_.push_back({clause.path, new_words.count(old_text) > 0 ? std::string() : old_text, clause.text});
      told.insert(clause.path);
    }
    if (amended_) return;
    for (const auto& clause : before_.notice->clauses)
      if (!clause.text.empty() && new_words.count(clause.text) == 0 && told.count(clause.path) == 0)
        changed_.push_back({clause.path, clause.text, {}});
  }
  bool cites_changed(const diff::Change& change) const {
    for (const auto* cited : {&change.old_clauses, &change.new_clauses})
      for (const std::string& path : *cited)
        if (std::any_of(changed_.begin(), changed_.end(), [&](const auto& clause) { return clause.path == path; }))
          return true;
    return false;
  }

  const workspace::Policy &before_, &after_;
  const diff::Structure& structure_;
  const bool amended_;
  std::vector<diff::NoticeComparison::ChangedClause> changed_;
};

}  // namespace

std::optional<diff::NoticeComparison> compare_notices(const workspace::Policy& before, const workspace::Policy& after,
                                                      const diff::Structure& structure) {
  if (before.notice == nullptr || after.notice == nullptr) return std::nullopt;
  return NoticesCompared(before, after, structure).run();
}

}  // namespace cepol::cli
