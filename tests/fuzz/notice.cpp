// A notice: every line with words belongs to a clause, a draft of it checks without an error, and every path of a
// clause that is printed can be cited and cites that clause.
#include "lang/notice/notice.hpp"

#include "lang/base/text.hpp"
#include "lang/draft/draft.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

// Has the line a letter, a digit or an ideograph? (Lines of signs alone are Markdown's.)
bool has_words(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint one = code_point_at(line, at);
    const char32_t c = one.value;
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x4E00 && c <= 0x9FFF))
      return true;
    at += one.length;
  }
  return false;
}

void check_clauses(const notice::Notice& notice, std::string_view text) {
  std::uint32_t begin = 0;
  for (const notice::Clause& clause : notice.clauses) {
    require(begin <= clause.begin && clause.begin <= clause.end && clause.end <= text.size(),
            "clauses are in the order of the text", clause.path);
    require(notice.find(clause.path) == &clause, "a path is of one clause", clause.path);
    require(!clause.path.empty() && !invalid_utf8(clause.path) && !invalid_utf8(clause.text),
            "a clause is text with a path", clause.path);
    begin = clause.begin;
  }
  for (const notice::Unopened& unopened : notice.unopened) {
    require(unopened.begin < unopened.end && unopened.end <= text.size(), "a number lies in the text", unopened.number);
    require(notice.find(unopened.clause) != nullptr, "a number is part of a clause", unopened.number);
  }
  std::size_t of = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    while (of < notice.clauses.size() && notice.clauses[of].end < end) ++of;
    require(!has_words(text.substr(at, end - at)) || (of < notice.clauses.size() && notice.clauses[of].begin <= at),
            "every line with words belongs to a clause", text.substr(at, end - at));
    at = end + 1;
  }
}

void check_draft(const notice::Notice& notice, std::string_view text, Language language) {
  const std::string draft = draft::make(notice, {"a/b", "a “title” 标题", "notice.txt", language});
  const auto policy = check_text(draft, text);
  require(policy->good(), "a draft checks without an error", [&] { return draft + policy->errors(); });
}

// All clauses are declared to compute nothing, each for a reason of its own.
void check_citations(const notice::Notice& notice, std::string_view text) {
  std::string policy = "policy a/b \"t\" { notice \"notice.txt\"; language zh }\n";
  for (std::size_t i = 0; i < notice.clauses.size(); ++i)
    policy += "clause §" + notice.clauses[i].path + " computes nothing \"" + std::to_string(i) + "\"\n";
  const auto checked = check_text(policy, text);
  require(checked->good(), "every clause can be cited", [&] { return policy + checked->errors(); });
  require(checked->checked.clause_map.size() == notice.clauses.size(), "the map has every clause once", policy);
  for (std::size_t i = 0; i < notice.clauses.size(); ++i) {
    const semantics::ClauseUse& use = checked->checked.clause_map[i];
    require(use.path == notice.clauses[i].path && use.inert_reason == std::to_string(i),
            "a path cites the clause whose path it is", [&] { return policy + use.path + ": " + use.inert_reason; });
  }
}

}  // namespace

void targets::notice(std::string_view input) {
  if (invalid_utf8(input)) return;  // refused where it is read
  const Source source{"notice.txt", std::string(input)};
  const notice::Notice notice = notice::read(source);
  check_clauses(notice, input);
  if (notice.clauses.empty()) return;
  check_draft(notice, input, input.size() % 2 == 0 ? Language::zh : Language::en);
  check_citations(notice, input);
}

}  // namespace cepol::fuzz
