// Two rows of one record in scope, as in a fold over the own table: a name of the record could be of either.
#pragma once

#include <string>

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// The next row outwards of the same record as `rows[inner]`; null: there is none.
const RowInScope* outer_row_of_record(const std::vector<RowInScope>& rows, std::size_t inner);

// Reports that `name` could be of either row, and says how to write each. The second: of a credit, which has no row
// before it.
void report_either_row(Context& context, Span span, const RowInScope& inner, const RowInScope& outer,
                       const std::string& name);
void report_credit_of_either(Context& context, Span span, const RowInScope& inner, const std::string& name);

}  // namespace cepol::semantics
