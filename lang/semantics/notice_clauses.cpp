// Numbers in the notice that look like a clause's and open none: whoever has the text says which it is.
#include <algorithm>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t most_told = 100;  // of one notice; the last says how many more there are

std::string with_count(std::string_view reason, std::size_t more) {
  const std::string count = std::to_string(more);
  return in_both(std::string(in_language(reason, Language::zh)) + "；后面还有 " + count + " 处",
                 std::string(in_language(reason, Language::en)) + "; there are " + count + " more below");
}

}  // namespace

void Checker::check_notice_clauses() {
  if (notice_ == nullptr) return;
  const Tree& tree = modules_.back().parsed->tree;
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  const NodeId named = header.valid() ? tree.child(header, NodeKind::notice) : NodeId{};
  const std::vector<notice::Unopened>& all = notice_->unopened;
  for (std::size_t i = 0; i < std::min(all.size(), most_told); ++i) {
    const notice::Unopened& one = all[i];
    Span span = named.valid() ? tree.span(named) : Span{};
    if (notice_->source.valid()) span = {notice_->source, one.begin, one.end};
    const bool more = i + 1 == most_told && all.size() > most_told;
    problems_.add(Code::clause_not_opened, span,
                  {clause_label(cited_path(one.clause)), one.number,
                   more ? with_count(one.reason(), all.size() - most_told) : one.reason()});
  }
}

}  // namespace cepol::semantics
