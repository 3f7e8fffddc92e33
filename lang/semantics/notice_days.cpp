// Days that the notice names and the calendar does not have.
#include "lang/notice/numbers.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::check_notice_days() {
  if (notice_ == nullptr) return;
  const Tree& tree = modules_.back().parsed->tree;
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  const NodeId named = header.valid() ? tree.child(header, NodeKind::notice) : NodeId{};
  for (const notice::Clause& clause : notice_->clauses) {
    const notice::Numbers numbers = notice::numbers_of(clause.text);
    for (const notice::WrittenDate& date : numbers.dates) {
      if (date.exists()) continue;
      const std::string day = numbers.text.substr(date.begin, date.end - date.begin);
      Span span = named.valid() ? tree.span(named) : Span{};
      if (notice_->source.valid()) {  // at the day itself, unless it is written over two lines
        const std::string& text = sources_[notice_->source].text;
        const std::size_t found = text.find(day, clause.begin);
        span = found < clause.end ? Span{notice_->source, static_cast<std::uint32_t>(found),
                                         static_cast<std::uint32_t>(found + day.size())}
                                  : Span{notice_->source, clause.begin, clause.end};
      }
      problems_.add(Code::no_such_day_in_notice, span, {clause_label(cited_path(clause.path)), day});
    }
  }
}

}  // namespace cepol::semantics
