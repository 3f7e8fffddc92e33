// Rosters as text, as forms and as tables: the lines, what stands above them, the total, of all rows and of some.
#include "interpreter/report/roster.hpp"

#include <catch2/catch.hpp>

#include "tests/support/data_builder.hpp"

using namespace cepol;

namespace {

struct RosterSample {
  test::ProgramBuilder builder;
  core::TableId people = builder.table("人员");
  core::ColumnIndex name = builder.column(people, "姓名", test::text_t),
                    office = builder.column(people, "单位", test::text_t),
                    born = builder.column(people, "出生", test::date_t);
};

// What it is told, a line each. `as_form`: it has forms.
class Told final : public report::ResultWriter, public report::FormWriter {
 public:
  explicit Told(bool as_form) : as_form_(as_form) {}
  void begin(const std::string& table, const report::Heads& columns) override {
    line("table " + table, labels(columns));
  }
  void row(const std::vector<std::string>& cells) override { line("", cells); }
  void end() override { text += "end\n"; }
  report::FormWriter* forms() override { return as_form_ ? this : nullptr; }
  void begin_form(const report::Form& form) override {
    text += form.name + "/" + form.title;
    for (const auto& [label, value] : form.headings) text += " " + label + "=" + value;
    line(" columns", labels(form.columns));
    total_ = form.total_label + form.total;
  }
  void form_row(const std::vector<std::string>& cells) override { line("", cells); }
  void end_form() override { text += "total " + total_ + "\n"; }
  bool failed() const override { return false; }
  bool commit() override { return true; }
  std::string error() const override { return {}; }
  std::string text;

 private:
  void line(const std::string& begin, const std::vector<std::string>& cells) {
    text += begin;
    for (const std::string& cell : cells) text += "|" + cell;
    text += "\n";
  }
  bool as_form_;
  std::string total_;
};

}  // namespace

TEST_CASE("a roster ends with its total") {
  const RosterSample sample;
  const core::Roster roster{"名册", sample.people, {}, {sample.name, sample.office}, "合计", {}};
  test::DataBuilder data(sample.builder.program);
  CHECK(report::roster_text(sample.builder.program, data.data, roster).empty());
  data.text(sample.people, data.row(sample.people), sample.name, "张三\n李四");
  CHECK(report::roster_text(sample.builder.program, data.data, roster) ==
        "名册\n姓名       单位\n张三 李四\n合计       1\n");
}

TEST_CASE("a roster is a form, or a table with what stands above in columns behind") {
  const RosterSample sample;
  const core::Program& program = sample.builder.program;
  const core::Roster roster{"名册", sample.people, {sample.office}, {sample.name, sample.born}, "合计", {}};
  test::DataBuilder data(program);
  for (const std::string name : {"张三", "李四", "乌云"}) {
    const data::RowIndex row = data.row(sample.people);
    data.text(sample.people, row, sample.name, name);
    data.text(sample.people, row, sample.office, "甲局");
  }
  const auto told = [&](bool as_form, const report::RosterRows* rows) {
    Told writer(as_form);
    report::write_roster(writer, "册", program, data.data, roster, rows);
    return writer.text;
  };
  CHECK(told(true, nullptr) == "册/名册 单位=甲局 columns|姓名|出生\n|张三|\n|李四|\n|乌云|\ntotal 合计3\n");
  CHECK(told(false, nullptr) == "table 册|姓名|出生|单位\n|张三||甲局\n|李四||甲局\n|乌云||甲局\nend\n");
  const report::RosterRows chosen{{2}, 0}, perhaps{{1, 2}, 1}, none;
  CHECK(told(true, &chosen) == "册/名册 单位=甲局 columns|姓名|出生\n|乌云|\ntotal 合计1\n");
  CHECK(told(true, &perhaps) == "册/名册 单位=甲局 columns|姓名|出生\n|李四|\n|乌云|\ntotal 合计1至2\n");
  CHECK(told(false, &chosen) == "table 册|姓名|出生|单位\n|乌云||甲局\nend\n");
  CHECK(told(false, &none) == "table 册|姓名|出生|单位\nend\n");
}

TEST_CASE("a roster of no data is empty") {
  const RosterSample sample;
  const core::Roster roster{"名册", sample.people, {sample.office}, {sample.name}, "合计", {}};
  const test::DataBuilder data(sample.builder.program);
  Told writer(true);
  report::write_roster(writer, "册", sample.builder.program, data.data, roster, nullptr);
  CHECK(writer.text == "册/名册 单位= columns|姓名\ntotal 合计0\n");
}
