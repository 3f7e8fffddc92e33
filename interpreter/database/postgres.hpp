// A connection to a server of PostgreSQL, by libpq. What goes wrong is told in one line, without the password.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::database {

// How to mend it; each stands behind the server's own words in a message (Io::system_words has them in Chinese).
namespace advice {
inline constexpr const char* address =
    "the address cannot be read; write it as postgresql://user@host:5432/database, and in a password %40 for @, %2F "
    "for "
    "/, %3A for :, %3F for ?";
inline constexpr const char* connect =
    "check the address, whether the server runs, the user and the password (best kept in ~/.pgpass or PGPASSWORD)";
inline constexpr const char* rights = "ask whoever keeps the database for the right to do this";
inline constexpr const char* read_only = "data are only read; write a SELECT that changes nothing";
inline constexpr const char* query = "check the query and the names in it";
inline constexpr const char* no_rows = "the query gives no rows of columns; write a SELECT";
inline constexpr const char* table = "the database has no such table or view; check its name, or write schema.name";
inline constexpr const char* several = "several schemas have it; write schema.name";
inline constexpr const char* other_rows =
    "the query gave other rows, or another order, when it was asked again; write ORDER BY in it";
inline constexpr const char* lost = "the connection was lost; run this again";
inline constexpr const char* other_table =
    "the table is there already and no result that cepol wrote, so it was not replaced; choose another schema by "
    "?schema=NAME";
inline constexpr const char* in_use = "others are using it just now; run this again";
inline constexpr const char* results = "these are results that cepol wrote, not data; name the table of the data";
inline constexpr const char* used =
    "something else depends on this table, which has other columns now; take that away first";
}  // namespace advice

// The comment of tables that cepol wrote results into.
inline constexpr const char* results_mark = "results of cepol";

class Postgres {
 public:
  virtual ~Postgres() = default;
  // Each returns false, or nothing, with `why`.

  // One statement without rows.
  virtual bool execute(const std::string& statement, std::string& why) = 0;
  using Row = std::vector<std::optional<std::string>>;
  virtual std::optional<std::vector<Row>> rows(const std::string& query, const std::vector<std::string>& parameters,
                                               std::string& why) = 0;
  // What the query gives: CSV in UTF-8 under the names of its columns, piece by piece. Truths are true and false.
  // Nothing else can be asked until the last piece, which is empty, or a failure.
  virtual bool csv_begin(const std::string& query, std::string& why) = 0;
  virtual bool csv_piece(std::string& piece, std::string& why) = 0;

  // COPY … FROM STDIN: the statement, then pieces of its text, then its end.
  virtual bool copy_begin(const std::string& statement, std::string& why) = 0;
  virtual bool copy_text(std::string_view text, std::string& why) = 0;
  virtual bool copy_end(std::string& why) = 0;
};

// `address`: as it is shown, of files::without_password(); `password`: if one was typed. Null with `why`.
std::unique_ptr<Postgres> connect_postgres(const std::string& address, const std::string& password, std::string& why);

}  // namespace cepol::database
