// The notices of a policy, clause by clause, with the declarations of one file that cite each: what is shown beside the
// text. Made from the syntax tree alone, so that it is there while the policy has errors.
#pragma once

#include <string>
#include <vector>

#include "lang/services/view.hpp"

namespace cepol::services {

struct ClauseCitation {
  Span clause;       // where it is cited
  Span declaration;  // the declaration or amendment around it
  Span name;         // of that, where it has one; else its first word
};
struct NoticeClause {
  const notice::Clause* clause;
  std::string label;  // 三(五), of another policy's notice nmg/2017§三(五)
  std::vector<ClauseCitation> cited;
  bool inert = false;  // declared to compute nothing
  std::string why;     // as the declaration says
  bool open() const { return cited.empty(); }
};
struct NoticeText {
  std::string of;  // the policy whose notice it is; empty: the policy's own
  const notice::Notice* notice;
  std::vector<NoticeClause> clauses;
};

// The policy's own notice first. Citations are in the order of the file.
std::vector<NoticeText> notice_map(const View& view, SourceId file);

}  // namespace cepol::services
