// Wraps libpq: connections, results and messages.
#include "interpreter/database/postgres.hpp"

#include <libpq-fe.h>

#include <algorithm>

#include "interpreter/database/names.hpp"
#include "interpreter/files/address.hpp"

namespace cepol::database {

namespace {

constexpr std::size_t bytes_of_piece = std::size_t{1} << 16;  // about; rows are whole
constexpr Oid truth_type = 16;
constexpr const char* seconds_to_connect = "15";

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

bool is_good(const Result& result, ExecStatusType wanted) { return result && PQresultStatus(result.get()) == wanted; }

std::string_view advice_for(std::string_view state) {
  if (state == "25006") return advice::read_only;
  if (state == "42501") return advice::rights;
  if (state == "2BP01") return advice::used;
  if (state == "55P03") return advice::in_use;
  if (state.starts_with("08") || state.starts_with("57P")) return advice::lost;
  return advice::query;
}

class LibpqConnection final : public Postgres {
 public:
  LibpqConnection(PGconn* connection, const std::string& password) : connection_(connection), password_(password) {
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);  // else they go to standard error as they are
  }

  bool is_open() const { return PQstatus(connection_.get()) == CONNECTION_OK; }
  std::string connection_trouble() const { return with_advice(PQerrorMessage(connection_.get()), advice::connect); }

  bool execute(const std::string& statement, std::string& why) override {
    const Result result(PQexec(connection_.get(), statement.c_str()));
    return is_good(result, PGRES_COMMAND_OK) || fail(result, why);
  }

  std::optional<std::vector<Row>> rows(const std::string& query, const std::vector<std::string>& parameters,
                                       std::string& why) override {
    std::vector<const char*> values(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) values[i] = parameters[i].c_str();
    const Result result(PQexecParams(connection_.get(), query.c_str(), static_cast<int>(values.size()), nullptr,
                                     values.data(), nullptr, nullptr, 0));
    if (!is_good(result, PGRES_TUPLES_OK)) return fail(result, why), std::nullopt;
    std::vector<Row> all(static_cast<std::size_t>(PQntuples(result.get())));
    for (std::size_t i = 0; i < all.size(); ++i)
      for (int column = 0; column < PQnfields(result.get()); ++column) {
        const int row = static_cast<int>(i);
        const bool blank = PQgetisnull(result.get(), row, column) != 0;
        all[i].push_back(blank ? std::nullopt : std::optional<std::string>(PQgetvalue(result.get(), row, column)));
      }
    return all;
  }

  bool csv_begin(const std::string& query, std::string& why) override {
    const std::string copy = copy_of(query, why);
    if (copy.empty()) return false;
    const Result result(PQexecParams(connection_.get(), copy.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
    copied_ = false;
    return is_good(result, PGRES_COPY_OUT) || fail(result, why);
  }
  bool csv_piece(std::string& piece, std::string& why) override {
    piece.clear();
    char* row = nullptr;
    int size = 0;
    while (!copied_ && piece.size() < bytes_of_piece) {
      size = PQgetCopyData(connection_.get(), &row, 0);
      copied_ = size <= 0;
      if (copied_) break;
      piece.append(row, static_cast<std::size_t>(size));
      PQfreemem(row);
    }
    if (!piece.empty()) return true;
    const Result result(PQgetResult(connection_.get()));
    const bool complete = is_good(result, PGRES_COMMAND_OK) || fail(result, why);
    while (Result(PQgetResult(connection_.get())) != nullptr) {
    }
    return complete;
  }

  bool copy_begin(const std::string& statement, std::string& why) override {
    const Result result(PQexec(connection_.get(), statement.c_str()));
    return is_good(result, PGRES_COPY_IN) || fail(result, why);
  }
  bool copy_text(std::string_view text, std::string& why) override {
    return PQputCopyData(connection_.get(), text.data(), static_cast<int>(text.size())) == 1 || fail(nullptr, why);
  }
  bool copy_end(std::string& why) override {
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) return fail(nullptr, why);
    const Result result(PQgetResult(connection_.get()));
    const bool complete = is_good(result, PGRES_COMMAND_OK) || fail(result, why);
    while (Result(PQgetResult(connection_.get())) != nullptr) {
    }
    return complete;
  }

 private:
  // COPY of the query, once the server says which columns it gives; as a prepared statement it can be but one. Empty:
  // see `why`.
  std::string copy_of(const std::string& query, std::string& why) {
    Result result(PQprepare(connection_.get(), "", query.c_str(), 0, nullptr));
    if (is_good(result, PGRES_COMMAND_OK)) result.reset(PQdescribePrepared(connection_.get(), ""));
    if (!is_good(result, PGRES_COMMAND_OK)) return fail(result, why), std::string();
    const int columns = PQnfields(result.get());
    if (columns == 0) return why = advice::no_rows, std::string();
    std::string values, names;
    for (int i = 0; i < columns; ++i) {
      const std::string between = i == 0 ? "" : ", ", column = "c" + std::to_string(i + 1);
      const std::string value = PQftype(result.get(), i) == truth_type
                                    ? "CASE " + column + " WHEN true THEN 'true' WHEN false THEN 'false' END"
                                    : column;
      values += between + value + " AS " + quoted_name(PQfname(result.get(), i));
      names += between + column;
    }
    return "COPY (SELECT " + values + " FROM (" + query + "\n) AS cepol_rows(" + names +
           ")) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')";
  }

  // False, for callers that return it.
  bool fail(const Result& result, std::string& why) const {
    const auto field = [&](int code) {
      const char* const text = result ? PQresultErrorField(result.get(), code) : nullptr;
      return std::string(text == nullptr ? "" : text);
    };
    std::string words = field(PG_DIAG_MESSAGE_PRIMARY);
    for (const std::string& more : {field(PG_DIAG_MESSAGE_DETAIL), field(PG_DIAG_MESSAGE_HINT)})
      if (!more.empty()) words += " (" + more + ")";
    const bool of_server = !words.empty();
    if (!of_server) words = PQerrorMessage(connection_.get());
    why = with_advice(words, of_server ? advice_for(field(PG_DIAG_SQLSTATE)) : advice::lost);
    return false;
  }

  std::string with_advice(const std::string& words, std::string_view what) const {
    const std::string line = one_line(words);
    return line + (line.ends_with('?') ? " " : ": ") + std::string(what);
  }

  // Without the password, should the server repeat it.
  std::string one_line(std::string text) const {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    std::string line;
    for (const char c : text)
      if (const char shown = c == '\n' || c == '\t' ? ' ' : c; shown != ' ' || !line.ends_with(' ')) line += shown;
    for (std::size_t at = 0; !password_.empty() && (at = line.find(password_, at)) != std::string::npos; at += 3)
      line.replace(at, password_.size(), "***");
    return line;
  }

  std::unique_ptr<PGconn, FinishConnection> connection_;
  std::string password_;
  bool copied_ = false;  // all rows that COPY gives were taken
};

}  // namespace

std::unique_ptr<Postgres> connect_postgres(const std::string& address, const std::string& password, std::string& why) {
  const std::string place = files::connection_of(address);
  if (files::is_unreadable(place)) {
    why = advice::address;
    return nullptr;
  }
  // Where the address has one of these itself, it comes later and counts.
  std::vector<const char*> names{"connect_timeout", "application_name", "dbname", "client_encoding"};
  std::vector<const char*> values{seconds_to_connect, "cepol", place.c_str(), "UTF8"};
  if (!password.empty()) {
    names.push_back("password");
    values.push_back(password.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  auto connection = std::make_unique<LibpqConnection>(PQconnectdbParams(names.data(), values.data(), 1), password);
  if (!connection->is_open()) {
    why = connection->connection_trouble();
    return nullptr;
  }
  return connection;
}

}  // namespace cepol::database
