#include "interpreter/cli/list_target.hpp"

#include "interpreter/cli/outputs.hpp"
#include "interpreter/office/workbook.hpp"

namespace cepol::cli {

namespace {

// One list in one file, for spreadsheets: with a byte order mark, and no text becomes a formula.
class ListCsv final : public report::ResultWriter {
 public:
  explicit ListCsv(std::unique_ptr<report::Destination> destination) : destination_(std::move(destination)) {}
  void begin(const std::string&, const report::Heads& columns) override {
    heads_ = columns;
    destination_->write(report::csv_line(report::labels(columns)));
  }
  void row(const std::vector<std::string>& cells) override {
    std::vector<std::string> shown = cells;
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (heads_[i].kind != report::CellKind::number) shown[i] = report::harmless(shown[i]);
    destination_->write(report::csv_line(shown));
  }
  void end() override {}
  bool failed() const override { return destination_->failed(); }
  bool commit() override { return destination_->commit(); }
  std::string error() const override { return destination_->error(); }

 private:
  std::unique_ptr<report::Destination> destination_;
  report::Heads heads_;
};

}  // namespace

std::string check_list_output(const std::string& path, const Io& io) {
  std::size_t chosen = 0;
  return path.empty() ? std::string()
                      : FormatOption().choose({{"csv", {".csv"}}, {"xlsx", {".xlsx"}}}, path, chosen, io);
}

std::unique_ptr<report::ResultWriter> list_writer(const std::string& path, const std::string& title, const Io& io) {
  if (path.empty())
    return report::make_writer(report::Format::table, destination_of(output_to(path, io, TextKind::people)), io.width);
  if (path.ends_with(".xlsx"))
    return office::make_workbook(destination_of(output_to(path, io, TextKind::exact)), {title, "", io.today});
  return std::make_unique<ListCsv>(destination_of(output_to(path, io, TextKind::with_bom)));
}

std::unique_ptr<report::ResultWriter> json_writer(const Io& io) {
  return report::make_writer(report::Format::json, destination_of(printed(io, TextKind::json)), 0);
}

}  // namespace cepol::cli
