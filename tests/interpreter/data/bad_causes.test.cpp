// Bad rows by cause.
#include "interpreter/data/bad_causes.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "tests/support/small_tables.hpp"

using namespace cepol::data;
using Lines = std::vector<std::string>;

namespace {

Lines lines_of(const std::vector<BadRow>& bad, bool english) {
  Lines lines;
  for (const BadCause& cause : causes_of(bad))
    lines.push_back(cause.table + " " + cause.column + " " + std::to_string(cause.count) + " [" +
                    places_of(cause, english) + "] " + reason_of(cause, english));
  return lines;
}

}  // namespace

TEST_CASE("one line a cause, with a count and three places") {
  std::vector<BadRow> bad{{"人员", 0, "手机", Fault::unknown_column, {"手机"}},
                          {"人员", 3, "编号", Fault::blank_key, {"编号"}, true}};
  for (std::uint64_t row = 2; row < 900; ++row) bad.push_back({"学习", row, "科目", Fault::bad_truth, {"公需"}});
  bad.push_back({"学习", 5, "学时", Fault::bad_number, {"30学时"}});
  bad.push_back({"学习", 7, "学时", Fault::bad_number, {"三十"}});
  bad.push_back({"学习", 7, "学时", Fault::number_too_large, {"9999"}});
  CHECK(lines_of(bad, false) == Lines{"人员 手机 1 [] 没有“手机”这一列，其内容没有读入",
                                      "人员 编号 1 [3] 没有填“编号”，不知道这一行是谁的，没有给它结果",
                                      "学习 科目 898 [2、3、4 等] “公需”应填“是”或“否”",
                                      "学习 学时 2 [5、7] 例如：“30学时”不是数，应只写数字，如 90 或 2.5",
                                      "学习 学时 1 [7] 9999 太大，无法准确计算"});
  CHECK(lines_of(bad, true)[2] == "学习 科目 898 [2, 3, 4, ...] “公需” should be yes or no");
  CHECK(lines_of(bad, true)[3] ==
        "学习 学时 2 [5, 7] for example: “30学时” is not a number; write digits only, as in 90 or 2.5");
  CHECK(lines_of({}, false) == Lines{});
}

TEST_CASE("a fault says what to do, or has a remedy, in both languages") {
  // Their messages say what to do.
  const std::set<std::string> told{"missing_column",
                                   "database_refused",
                                   "query_failed",
                                   "database_for_table",
                                   "query_none",
                                   "query_several",
                                   "query_other",
                                   "missing_key_column",
                                   "missing_link_column",
                                   "illegible_heading",
                                   "several_headings",
                                   "values_as_headings",
                                   "unclear_columns",
                                   "group_given",
                                   "month_without_zero",
                                   "date_serial",
                                   "only_first_of_month",
                                   "day_not_sure",
                                   "day_or_month",
                                   "short_year",
                                   "hidden_within",
                                   "reversed_text",
                                   "cell_not_utf8",
                                   "cell_nul",
                                   "columns_differ",
                                   "duplicate_key",
                                   "same_record",
                                   "cut_key",
                                   "cut_keys_meet",
                                   "blank_link",
                                   "illegible_link",
                                   "anyones_row",
                                   "unlike_link",
                                   "no_key_link",
                                   "shifted_row",
                                   "shifted_key",
                                   "doubtful_owner",
                                   "row_in_one_cell",
                                   "several_keys",
                                   "several_records",
                                   "several_dates",
                                   "rest_of_cell",
                                   "begun_above",
                                   "no_key",
                                   "file_beside",
                                   "cut_link",
                                   "cell_text_after_quote",
                                   "ragged_row",
                                   "swallowed_rows",
                                   "ragged_child",
                                   "quote_never_closed",
                                   "merged_amount",
                                   "blob",
                                   "merged_over",
                                   "cell_error",
                                   "not_computed",
                                   "from_elsewhere",
                                   "ends_before_begin",
                                   "struck_text",
                                   "shown_in_part",
                                   "invalid_utf8",
                                   "json_not_utf8"};
  // They are told before anything is computed, and never in the list.
  const std::set<std::string> stops{"no_known_table",
                                    "file_missing",
                                    "file_unreadable",
                                    "unknown_format",
                                    "empty_file",
                                    "table_twice",
                                    "file_too_large",
                                    "more_of_table",
                                    "other_separator",
                                    "no_headings",
                                    "rows_within",
                                    "json_rest",
                                    "json_more",
                                    "no_file",
                                    "nul_block",
                                    "side_by_side",
                                    "transposed",
                                    "old_workbook",
                                    "old_workbook_damaged",
                                    "html_workbook",
                                    "xml_workbook",
                                    "no_such_table",
                                    "folder_for_table",
                                    "not_of_encoding",
                                    "workbook_damaged",
                                    "workbook_not_zip",
                                    "workbook_too_large",
                                    "workbook_entities",
                                    "workbook_external",
                                    "workbook_too_wide",
                                    "sheets_of_table",
                                    "database_damaged",
                                    "database_in_use"};
  for (std::size_t i = 0; i < std::size(testing::fault_names); ++i) {
    const std::string name = testing::fault_names[i];
    INFO(name);
    const auto fault = static_cast<Fault>(i);
    const bool expected = !told.contains(name) && !stops.contains(name);
    CHECK(remedy_of(fault, false).empty() == !expected);
    CHECK(remedy_of(fault, true).empty() == !expected);
  }
}
