#include "interpreter/cli/letters_to_check.hpp"

#include <algorithm>

#include "interpreter/report/count.hpp"
#include "interpreter/report/letter_lacking.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_named = 10;  // rows

// Is there a fault in the key of the row: cut short, say, or in another row too?
bool key_is_in_doubt(const core::Program& program, const report::RowExplanation& one) {
  const core::RecordTable& record = program.tables[one.table];
  if (!record.key) return false;
  const std::uint64_t row = one.data[one.table].source_rows[one.row];
  return std::any_of(one.data.bad.begin(), one.data.bad.end(), [&](const data::BadRow& bad) {
    return bad.table == record.name && bad.column == record.columns[*record.key].name && data::concerns(bad, row);
  });
}

}  // namespace

LettersToCheck::Doubts LettersToCheck::add(const core::Program& program, const report::RowExplanation& one) {
  const Doubts doubts{report::waits_for_office(one), key_is_in_doubt(program, one)};
  if (doubts.office) office_.push_back(report::row_name(program, one.data, one.table, one.row));
  if (doubts.key)
    keys_.push_back(program.tables[one.table].name + ":" + std::to_string(one.data[one.table].source_rows[one.row]));
  return doubts;
}

void LettersToCheck::tell(bool left_out, const Io& io) const {
  const std::string office = io.listed(office_, most_named), keys = io.listed(keys_, most_named);
  if (!office_.empty() && left_out)
    io.message(io.say("没有写：{} 人的结果取决于办理的单位自己的记录（cepol data 列出是哪些）：{}\n",
                      "not written, as the result depends on records of the office (cepol data lists them): "
                      "{:letter,letters}, of {}\n",
                      report::Count{office_.size()}, Composed{office}));
  else if (!office_.empty())
    io.message(
        io.say("其中 {} 封的结果取决于办理的单位自己的记录（cepol data 列出是哪些），本人补不了：{}。先改好再写；"
               "或者加上 --answerable，不写这些\n",
               "in {} of these the result depends on records of the office (cepol data lists them), and the person "
               "cannot help: {}. Mend them first, or add --answerable, which leaves these out\n",
               office_.size(), Composed{office}));
  if (!keys_.empty() && left_out)
    io.message(io.say("没有写：{} 行的主键有疑问（见坏行）：{}\n",
                      "not written, as the key of the row is in doubt (see the bad rows): {:letter,letters}, of {}\n",
                      report::Count{keys_.size()}, Composed{keys}));
  else if (!keys_.empty())
    io.message(
        io.say("其中 {} 封的主键有疑问（见坏行），信里没有写主键：{}。发出以前请核对是不是这个人\n",
               "in {} of these the key of the row is in doubt (see the bad rows) and is not written: {}. Make sure "
               "whose each is before it is sent\n",
               keys_.size(), Composed{keys}));
  if (names_.empty()) return;
  const std::string names = io.listed(names_, most_named);
  io.message(io.say("通知书里的这些名字没有写成话：{}。在模板里写一段 [措辞]，一行一个，如 {} = …\n",
                    "names in these letters are not in words: {}. Give them words in the template, under [words], a "
                    "line each, as {} = …\n",
                    Composed{names}, names_.front()));
}

}  // namespace cepol::cli
