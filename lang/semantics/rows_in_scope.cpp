#include "lang/semantics/rows_in_scope.hpp"

namespace cepol::semantics {

const RowInScope* outer_row_of_record(const std::vector<RowInScope>& rows, std::size_t inner) {
  for (std::size_t at = inner; at-- > 0;)
    if (rows[at].table == rows[inner].table) return &rows[at];
  return nullptr;
}

[[gnu::noinline]] void report_either_row(Context& context, Span span, const RowInScope& inner, const RowInScope& outer,
                                         const std::string& name) {
  const std::string& record = context.program.tables[inner.table].name;
  const auto of_row = [&](std::string_view row) {
    return name == record ? std::string(row) : std::string(row) + "." + name;
  };
  const std::string alias = !inner.alias.empty() ? inner.alias.text : in_both("另一行", "other");
  const std::string through =
      in_both(of_row(in_language(alias, Language::zh)), of_row(in_language(alias, Language::en)));
  const std::string outside = of_row(outer.alias.empty() ? record : outer.alias.text);
  context.problems.add(Code::either_row, span, {name, record, through, outside, alias});
}

void report_credit_of_either(Context& context, Span span, const RowInScope& inner, const std::string& name) {
  context.problems.add(Code::credit_of_either_row, span, {name, context.program.tables[inner.table].name});
}

}  // namespace cepol::semantics
