// Writes tables by COPY within one transaction.
#include "interpreter/database/postgres_results.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "interpreter/database/names.hpp"
#include "interpreter/database/numbers.hpp"

namespace cepol::database {

namespace {

using report::CellKind;

constexpr std::size_t longest_postgres_name = 63;  // bytes of an identifier
constexpr std::size_t piece_of_copy = 1 << 16;
constexpr int rounded_places = 20;
constexpr std::size_t most_below = 18;  // digits

constexpr const char* relations =
    "SELECT c.relname, pg_catalog.obj_description(c.oid, 'pg_class') FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1";
constexpr const char* columns_of_relations =
    "SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a "
    "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum";

// The text format of COPY: one line a row, tabs between the values.
void add_escaped(std::string& line, std::string_view text) {
  for (const char c : text) {
    if (c == '\0') continue;  // which no text of the database can have
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') line += '\\';
    line += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
  }
}

// A fraction as a decimal with some places, half away from zero: by hand, since it has more digits than a number of 64
// bits.
std::string rounded_fraction(std::string_view fraction) {
  const bool negative = fraction.starts_with('-');
  const std::string_view digits = fraction.substr(negative ? 1 : 0);
  const std::size_t stroke = digits.find('/');
  unsigned long long below = 0;
  for (const char c : digits.substr(stroke + 1)) below = below * 10 + static_cast<unsigned>(c - '0');
  below = std::max(below, 1ULL);  // a fraction has no zero there (number_kind)
  std::string quotient;
  unsigned long long rest = 0;
  const auto divide = [&](unsigned digit) {
    const unsigned __int128 value = static_cast<unsigned __int128>(rest) * 10 + digit;
    quotient += static_cast<char>('0' + static_cast<unsigned>(value / below));
    rest = static_cast<unsigned long long>(value % below);
  };
  for (const char c : digits.substr(0, stroke)) divide(static_cast<unsigned>(c - '0'));
  for (int i = 0; i < rounded_places; ++i) divide(0);
  if (static_cast<unsigned __int128>(rest) * 2 >= below) {
    std::size_t at = quotient.size();
    while (at > 0 && quotient[at - 1] == '9') quotient[--at] = '0';
    if (at > 0)
      ++quotient[at - 1];
    else
      quotient.insert(0, "1");
  }
  quotient.insert(quotient.size() - rounded_places, ".");
  const std::size_t first = std::min(quotient.find_first_not_of('0'), quotient.find('.') - 1);
  return (negative ? "-" : "") + quotient.substr(first);
}

class PostgresResults final : public report::ResultWriter {
 public:
  PostgresResults(std::unique_ptr<Postgres> connection, std::string why, std::string schema, bool english)
      : connection_(std::move(connection)), error_(std::move(why)), schema_(std::move(schema)), english_(english) {
    if (failed()) return;
    execute("SET lock_timeout = '60s'");
    execute("BEGIN");
    if (query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1").empty())
      execute("CREATE SCHEMA " + quoted_name(schema_));
    for (const Postgres::Row& row : query(relations)) there_[row[0].value_or("")].is_ours = row[1] == results_mark;
    for (const Postgres::Row& row : query(columns_of_relations))
      there_[row[0].value_or("")].columns.emplace_back(row[1].value_or(""), row[2].value_or(""));
  }

  void begin(const std::string& table, const report::Heads& columns) override {
    if (failed()) return;
    const std::string name = tables_.next(table);
    UniqueNames names(longest_postgres_name);
    Columns wanted;
    kinds_.clear();
    for (const report::ColumnHead& head : columns) {
      const bool number = head.kind == CellKind::number;
      kinds_.push_back(head.kind);
      wanted.emplace_back(names.next(head.label), number ? "numeric" : "text");
      if (number) wanted.emplace_back(names.next(head.label + (english_ ? "_exact" : "_原样")), "text");
    }
    make_room(name, wanted);
    if (!failed()) connection_->copy_begin("COPY " + whole_name(name) + " FROM STDIN", error_);
    text_.clear();
  }

  void row(const std::vector<std::string>& cells) override {
    if (failed()) return;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      if (i > 0) text_ += '\t';
      add(i < cells.size() ? std::string_view(cells[i]) : std::string_view(), kinds_[i]);
    }
    text_ += '\n';
    if (text_.size() >= piece_of_copy) send();
  }

  void end() override {
    send();
    if (!failed()) connection_->copy_end(error_);
  }

  bool failed() const override { return !error_.empty(); }
  std::string error() const override { return error_; }
  bool commit() override {
    for (const auto& [name, one] : there_)
      if (one.is_ours && !one.written) execute("DROP TABLE " + whole_name(name));
    execute("COMMIT");
    return !failed();
  }

 private:
  using Columns = std::vector<std::pair<std::string, std::string>>;  // names and types
  struct There {                                                     // in the schema, from before
    Columns columns;
    bool is_ours = false, written = false;
  };

  std::string whole_name(const std::string& table) const { return quoted_name(schema_) + "." + quoted_name(table); }

  void execute(const std::string& statement) {
    if (!failed()) connection_->execute(statement, error_);
  }
  // `text`: its one parameter is the schema.
  std::vector<Postgres::Row> query(const char* text) {
    if (failed()) return {};
    return connection_->rows(text, {schema_}, error_).value_or(std::vector<Postgres::Row>());
  }

  // An empty table with these columns under the name. Where there is one already it stays, and with it what others made
  // of it (rights, views).
  void make_room(const std::string& name, const Columns& columns) {
    if (const auto found = there_.find(name); found != there_.end()) {
      if (!found->second.is_ours) {
        error_ = schema_ + "." + name + ": " + advice::other_table;
        return;
      }
      found->second.written = true;
      const bool same = found->second.columns == columns;
      execute((same ? "DELETE FROM " : "DROP TABLE ") + whole_name(name));
      if (same) return;
    }
    std::string list;
    for (const auto& [column, type] : columns) list += (list.empty() ? "" : ", ") + quoted_name(column) + " " + type;
    execute("CREATE TABLE " + whole_name(name) + " (" + list + ")");
    execute("COMMENT ON TABLE " + whole_name(name) + " IS '" + std::string(results_mark) + "'");
  }

  void add(std::string_view cell, CellKind kind) {
    if (kind != CellKind::number) {
      cell.empty() ? static_cast<void>(text_ += "\\N") : add_escaped(text_, cell);
      return;
    }
    switch (number_kind(cell)) {
      case NumberKind::integer:
      case NumberKind::decimal:
      case NumberKind::exact:
        text_ += cell;
        text_ += "\t\\N";
        return;
      case NumberKind::fraction:
        if (cell.size() - cell.find('/') - 1 > most_below) break;
        text_ += rounded_fraction(cell);
        text_ += '\t';
        text_ += cell;
        return;
      case NumberKind::none: break;
    }
    // What is no number (3至5) is beside, too.
    text_ += "\\N\t";
    cell.empty() ? static_cast<void>(text_ += "\\N") : add_escaped(text_, cell);
  }

  void send() {
    if (!failed() && !text_.empty()) connection_->copy_text(text_, error_);
    text_.clear();
  }

  std::unique_ptr<Postgres> connection_;
  std::string error_, schema_;
  bool english_;
  UniqueNames tables_{longest_postgres_name};
  std::map<std::string, There> there_;
  std::vector<CellKind> kinds_;  // of the columns of the present table
  std::string text_;             // of it, not sent yet
};

}  // namespace

std::unique_ptr<report::ResultWriter> make_postgres_results(std::unique_ptr<Postgres> connection, std::string why,
                                                            const std::string& schema, bool english) {
  return std::make_unique<PostgresResults>(std::move(connection), std::move(why), schema, english);
}

}  // namespace cepol::database
