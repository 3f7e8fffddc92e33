// Lint: dates in the notice that do not exist in the calendar.
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/lints/lint.hpp"
#include "lang/notice/numbers.hpp"
#include "lang/semantics/clause_labels.hpp"

namespace cepol::lints {

void notice_days(const Input& input, Problems& problems) {
  if (input.notice == nullptr) return;
  const Tree& tree = input.modules.back().parsed->tree;
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  const NodeId named = header.valid() ? tree.child(header, NodeKind::notice) : NodeId{};
  for (const notice::Clause& clause : input.notice->clauses) {
    const notice::Numbers numbers = notice::numbers_of(clause.text);
    std::string_view written;  // the clause in the notice's file
    if (input.notice->source.valid())
      written =
          std::string_view(input.sources[input.notice->source].text).substr(clause.begin, clause.end - clause.begin);
    const std::string half = folded(written);
    std::size_t from = 0;  // dates are in the order of the text; one may occur twice
    for (const notice::WrittenDate& date : numbers.dates) {
      const std::string day = numbers.text.substr(date.begin, date.end - date.begin);
      const std::size_t found = half.find(day, from);
      if (found != std::string::npos) from = found + day.size();
      if (date.exists()) continue;
      Span span = named.valid() ? tree.span(named) : Span{};
      if (found != std::string::npos) {  // at the day itself, unless it is written over two lines
        const std::size_t begin = length_before(written, half, found);
        const std::size_t end = length_before(written, half, from);
        span = Span{input.notice->source, clause.begin + static_cast<std::uint32_t>(begin),
                    clause.begin + static_cast<std::uint32_t>(end)};
      } else if (input.notice->source.valid()) {
        span = Span{input.notice->source, clause.begin, clause.end};
      }
      problems.add(Code::no_such_day_in_notice, span,
                   {clause_label(cited_path(input.checked.program, clause.path)), day});
    }
  }
}

}  // namespace cepol::lints
