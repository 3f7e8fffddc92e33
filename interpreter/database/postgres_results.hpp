// Results as tables of a database of PostgreSQL, in a schema of their own, which is made where it is missing. A whole
// number or a decimal is numeric, and exact. A fraction that no decimal is equal to is rounded there to 20 places, and
// stands exactly in a further column behind: 应修学时 56.66666666666666666667, 应修学时_原样 170/3. Everything else is
// text, days too (2017-05-31, or 2017-05 where no more is known); what is blank is NULL.
//
// All is done in one transaction, so that others see the results as they were before, or the new ones. A table of
// earlier results is filled anew; where its columns are others, it is replaced; one that this run has no more is
// dropped. They are known by their comment: no other table is touched.
#pragma once

#include <memory>
#include <string>

#include "interpreter/database/postgres.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::database {

// `connection`: null with `why` where there is none. `english`: names of further columns.
std::unique_ptr<report::ResultWriter> make_postgres_results(std::unique_ptr<Postgres> connection, std::string why,
                                                            const std::string& schema, bool english);

}  // namespace cepol::database
