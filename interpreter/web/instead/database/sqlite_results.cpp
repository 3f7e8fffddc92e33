// There are no databases here.
#include "interpreter/database/sqlite_results.hpp"

namespace cepol::database {

namespace {

class NoResults final : public report::ResultWriter {
 public:
  void begin(const std::string&, const report::Heads&) override {}
  void row(const std::vector<std::string>&) override {}
  void end() override {}
  bool failed() const override { return true; }
  bool commit() override { return false; }
  std::string error() const override { return sqlite_needs_file; }
};

}  // namespace

std::unique_ptr<report::ResultWriter> make_sqlite_results(std::unique_ptr<report::Destination>) {
  return std::make_unique<NoResults>();
}
bool is_sqlite_results(std::string_view) { return false; }

}  // namespace cepol::database
