// Lint: lines of the notice that start with a number like a clause's but open no clause (notice::Unopened).
#include <algorithm>

#include "lang/lints/lint.hpp"
#include "lang/semantics/clause_labels.hpp"

namespace cepol::lints {

namespace {

constexpr std::size_t most_reported = 100;  // of one notice; the last report has the number of those left out

std::string with_count(std::string_view reason, std::size_t more) {
  const std::string count = std::to_string(more);
  return in_both(std::string(in_language(reason, Language::zh)) + "；后面还有 " + count + " 处",
                 std::string(in_language(reason, Language::en)) + "; there are " + count + " more below");
}

}  // namespace

void notice_clauses(const Input& input, Problems& problems) {
  if (input.notice == nullptr) return;
  const Tree& tree = input.modules.back().parsed->tree;
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  const NodeId named = header.valid() ? tree.child(header, NodeKind::notice) : NodeId{};
  const std::vector<notice::Unopened>& all = input.notice->unopened;
  for (std::size_t i = 0; i < std::min(all.size(), most_reported); ++i) {
    const notice::Unopened& one = all[i];
    Span span = named.valid() ? tree.span(named) : Span{};
    if (input.notice->source.valid()) span = {input.notice->source, one.begin, one.end};
    const bool more = i + 1 == most_reported && all.size() > most_reported;
    problems.add(Code::clause_not_opened, span,
                 {clause_label(cited_path(input.checked.program, one.clause)), one.number,
                  more ? with_count(one.reason(), all.size() - most_reported) : one.reason()});
  }
}

}  // namespace cepol::lints
