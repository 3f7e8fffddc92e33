// Reading rows and finding their owners takes work in proportion to the rows, whatever is wrong with them: tables of
// one kind are made twice as large, and the work must not be much more than twice as much.
#include <catch2/catch.hpp>
#include <functional>

#include "tests/support/small_tables.hpp"
#include "tests/work/counted_blocks.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

namespace {

using Cells = std::vector<std::string>;

constexpr std::uint32_t rows_a_person = 4;
constexpr std::uint32_t people_at_first = 500;
constexpr std::uint32_t one_in = 10;  // rows that are damaged: so many that work for each of them shows
constexpr double most_growth = 2.3;   // of the work when the rows are doubled

// Rows of each table as texts, in the columns of small_program().
struct Tables {
  std::vector<Cells> people, learning, courses, attachments;
};

std::string digits(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}
// Numbers that stand in no order and have no pattern in common.
std::uint64_t scattered(std::uint64_t number) {
  number = (number + 1) * 0x9E3779B97F4A7C15u;
  return number ^ (number >> 31);
}
// Of letters and digits, or as long as an identity number.
enum class Style { short_key, long_key };
std::string key_of(std::uint32_t person, Style style) {
  return style == Style::short_key ? "NMG" + digits(scattered(person) % 100'000'000, 8)
                                   : "15" + digits(scattered(person) % 10'000'000'000'000'000, 16);
}

Tables clean(std::uint32_t people, Style style) {
  Tables made;
  for (std::uint32_t c = 0; c < people / 10 + 2; ++c) made.courses.push_back({"B" + digits(c, 6), "2017-03-20"});
  for (std::uint32_t p = 0; p < people; ++p) {
    made.people.push_back({key_of(p, style), "某人" + std::to_string(p), "男", "1980-05-12", "否", ""});
    for (std::uint32_t i = 0; i < rows_a_person; ++i)
      made.learning.push_back({key_of(p, style), "L" + digits(p * rows_a_person + i, 8), std::to_string(2014 + i),
                               "公需科目", std::to_string(scattered(p + i) % 90),
                               made.courses[p % made.courses.size()][0]});
    made.attachments.push_back({made.learning.back()[1], "3"});
  }
  return made;
}

// Works on one row in `one_in`, with its number among these.
void each_damaged(std::vector<Cells>& rows, const std::function<void(Cells&, std::uint32_t)>& damage) {
  for (std::uint32_t row = 0, number = 0; row < rows.size(); row += one_in) damage(rows[row], number++);
}

std::uint64_t work_on(const Tables& tables) {
  const core::Program program = small_program();
  const auto cells_of = [](const Cells& row) { return std::vector<CellText>(row.begin(), row.end()); };
  const std::uint64_t before = test::counted_blocks;
  DatasetBuilder builder(program);
  const auto add = [&](const char* table, const std::vector<CellText>& headings, const std::vector<Cells>& rows) {
    builder.open(table, headings);
    std::uint32_t number = 1;
    for (const Cells& row : rows) builder.file_row(++number, cells_of(row));
  };
  add("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"}, tables.people);
  add("学习", {"证书编号", "编号", "年度", "科目", "学时", "班次编号"}, tables.learning);
  add("培训班", {"班次编号", "开班日期"}, tables.courses);
  add("附件", {"学习编号", "页数"}, tables.attachments);
  const Dataset made = builder.finish();
  CHECK(made.tables[0].rows_read == tables.people.size());
  return test::counted_blocks - before;
}

struct Damage {
  const char* name;
  std::function<void(Tables&)> apply;
};

const std::vector<Damage>& damages() {
  static const std::vector<Damage> all = [] {
    std::vector<Damage> list;
    const auto of_learning = [&](const char* name, std::function<void(Cells&, std::uint32_t)> damage) {
      list.push_back({name, [damage](Tables& tables) { each_damaged(tables.learning, damage); }});
    };
    const auto of_people = [&](const char* name, std::function<void(Cells&, std::uint32_t)> damage) {
      list.push_back({name, [damage](Tables& tables) { each_damaged(tables.people, damage); }});
    };
    list.push_back({"nothing", [](Tables&) {}});
    of_learning("links with a slip", [](Cells& row, auto) { row[0].insert(5, "8"); });
    of_learning("links unlike any key", [](Cells& row, auto i) { row[0] = "待查" + std::to_string(i) + "号"; });
    of_learning("links of strangers",
                [](Cells& row, auto i) { row[0] = "NMG" + digits(scattered(~i) % 100'000'000, 8); });
    of_learning("links with something added", [](Cells& row, auto i) { row[0] += "（补" + std::to_string(i) + "）"; });
    of_learning("links that lost their beginning", [](Cells& row, auto) { row[0] = row[0].substr(4); });
    of_learning("links of which some is hidden", [](Cells& row, auto) { row[0].replace(5, 4, "****"); });
    of_learning("links that lost some of their middle", [](Cells& row, auto) { row[0].erase(6, 2); });
    of_learning("links as numbers of a program", [](Cells& row, auto i) { row[0] = std::to_string(i) + ".0"; });
    of_learning("links that are blank", [](Cells& row, auto) { row[0].clear(); });
    of_learning("links as words", [](Cells& row, auto) { row[0] = "同上"; });
    of_learning("short rows", [](Cells& row, auto) { row.pop_back(); });
    of_learning("long rows", [](Cells& row, auto) { row.insert(row.begin(), "x"); });
    of_learning("short rows with a slip in the link", [](Cells& row, auto) {
      row[0][4] = 'X';
      row.pop_back();
    });
    of_learning("cells that have shifted", [](Cells& row, auto i) {
      row.pop_back();
      row.insert(row.begin(), digits(i, 5));  // as long, and so in as few keys, at each size
    });
    of_learning("cells that cannot be read", [](Cells& row, auto) { row[4] = "不详"; });
    of_learning("references with a slip", [](Cells& row, auto) { row[5][1] = 'O'; });
    of_learning("own keys that are lost", [](Cells& row, auto) { row[1].clear(); });
    of_learning("rows that hold no record", [](Cells& row, auto) { row = {"合计", "", "", "", "40", ""}; });
    of_learning("rows that hold several records", [](Cells& row, auto) {
      row[2] += "\n2016";
      row[4] += "\n30";
    });
    of_learning("rests of the cell above", [](Cells& row, auto) { row = {"", "", "", "", "5", ""}; });
    list.push_back({"own keys that are lost, and links that name none", [](Tables& tables) {
                      each_damaged(tables.learning, [](Cells& row, auto) { row[1].clear(); });
                      each_damaged(tables.attachments, [](Cells& row, auto i) { row[0] = "L9" + digits(i, 6); });
                    }});
    of_people("keys unlike the others", [](Cells& row, auto i) { row[0] = "临时" + std::to_string(i); });
    of_people("keys that are lost", [](Cells& row, auto) { row[0].clear(); });
    of_people("short rows of people", [](Cells& row, auto) { row.pop_back(); });
    list.push_back({"people twice", [](Tables& tables) {
                      for (std::uint32_t row = 0; row < tables.people.size(); row += 2 * one_in)
                        tables.people[row + one_in][0] = tables.people[row][0];
                    }});
    list.push_back({"keys unlike the others, and links of strangers", [](Tables& tables) {
                      each_damaged(tables.people, [](Cells& row, auto i) { row[0] = "临时" + std::to_string(i); });
                      each_damaged(tables.learning, [](Cells& row, auto i) { row[0] = "SXJ" + digits(i, 8); });
                    }});
    list.push_back({"people twice, and links of strangers", [](Tables& tables) {
                      for (std::uint32_t row = 0; row < tables.people.size(); row += 2 * one_in)
                        tables.people[row + one_in][0] = tables.people[row][0];
                      each_damaged(tables.learning, [](Cells& row, auto i) { row[0] = "SXJ" + digits(i, 8); });
                    }});
    return list;
  }();
  return all;
}

}  // namespace

TEST_CASE("reading rows and finding their owners takes work in proportion to the rows") {
  for (const Style style : {Style::short_key, Style::long_key})
    for (const Damage& damage : damages()) {
      std::vector<std::uint64_t> work;
      for (const std::uint32_t times : {1u, 2u, 4u}) {
        Tables tables = clean(people_at_first * times, style);
        damage.apply(tables);
        work.push_back(work_on(tables));
      }
      INFO(damage.name << ": " << work[0] << ", " << work[1] << ", " << work[2]);
      CHECK(work[0] > people_at_first * rows_a_person);  // it is counted
      for (std::size_t i = 0; i + 1 < work.size(); ++i)
        CHECK(static_cast<double>(work[i + 1]) < most_growth * static_cast<double>(work[i]));
    }
}
