#include "interpreter/cli/eval_messages.hpp"

#include <algorithm>

#include "interpreter/cli/result_target.hpp"
#include "interpreter/data/bad_causes.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

// How many rows were not read, or count for one owner or another, or for nobody; empty: all rows have their place.
std::string rows_without_place(const Inputs& inputs, const Io& io) {
  std::uint64_t uncertain = 0, strangers = 0, excluded = 0;
  for (const data::TableData& table : inputs.data.tables) {
    uncertain += table.all_rows - table.rows;
    strangers += table.strangers;
    excluded += table.rows_excluded;
  }
  const std::uint64_t doubtful = std::max(uncertain, excluded - std::min(excluded, strangers));
  std::string text;
  if (doubtful > 0)
    text += io.say("，{} 行没有读入，或者不能确定是谁的", ", {:row,rows} not read or not known whose",
                   report::Count{doubtful});
  if (strangers > 0)
    text += io.say("，{} 行不是名册里任何人的", ", {:row,rows} of nobody in the data", report::Count{strangers});
  return text;
}

// A line a column.
std::string taken_from_ids(const Inputs& inputs, const Io& io) {
  const core::Program& program = inputs.policy->program();
  std::string text;
  for (std::size_t t = 0; t < inputs.data.tables.size(); ++t) {
    const core::RecordTable& record = program.tables.nodes[t];
    for (std::size_t c = 0; c < inputs.data.tables[t].taken.size(); ++c) {
      const std::uint64_t count = inputs.data.tables[t].taken[c];
      if (count == 0) continue;
      text += io.say("“{}.{}”空着的 {} 格，取自“{}”\n", "“{}.{}”: {:blank cell,blank cells} taken from “{}”\n",
                     record.name, record.columns[c].name, report::Count{count},
                     record.columns[record.columns[c].taken_from->column].name);
    }
  }
  return text;
}

}  // namespace

std::string unknown_members(const Inputs& inputs, const core::Quota& quota, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const data::TableData& table = inputs.data[quota.table];
  std::uint64_t unknown = 0;
  std::string rows;
  for (data::RowIndex row = 0; row < table.all_rows; ++row) {
    const data::State state = table.columns[quota.column].states[row];
    if (state == data::State::known || state == data::State::none) continue;
    if (++unknown <= 10)
      rows += (rows.empty() ? std::string() : std::string(io.say("、", ", "))) + std::to_string(table.source_rows[row]);
  }
  if (unknown == 0) return {};
  if (unknown > 10) rows += io.say("……", ", ...");
  return io.say("{}：{} 行没有填“{}”，各项人数可能更多（第 {} 行）\n",
                "{}: {:row,rows} without “{}”, so counts may be higher (in the file: {})\n",
                program.tables[quota.table].name, report::Count{unknown},
                program.tables[quota.table].columns[quota.column].name, rows);
}

std::string bad_rows_summary(const Inputs& inputs, bool to_terminal, const Io& io) {
  const auto& bad = inputs.data.bad;
  std::string text = io.say("数据有问题 {} 处{}，见“{}”{}\n", "{:fault,faults} in the data{}: see “{}”{}\n",
                            report::Count{data::fault_count(bad)}, rows_without_place(inputs, io),
                            bad_rows_table(inputs.policy->program()),
                            std::any_of(bad.begin(), bad.end(), data::is_spreadsheet_row)
                                ? io.say("；行号与 Excel 里看到的一致，表头也算一行",
                                         "; rows are numbered as Excel shows them, the heading included")
                                : "");
  if (to_terminal && data::causes_of(bad).size() < data::fault_count(bad))
    text += io.say("每种原因一行，行号只列前几个；要逐处列出，加上 -o 结果，写到文件里\n",
                   "one line a cause, with its first rows; to list every place, write to files with -o results\n");
  return text;
}

std::string changed_texts(const Inputs& inputs, const Io& io) {
  std::uint64_t invisible = 0, ideographs = 0, keys = 0;
  for (const data::TableData& table : inputs.data.tables) {
    invisible += table.invisible;
    ideographs += table.ideographs;
    keys += table.folded_keys;
  }
  std::string text;
  if (keys > 0)
    text += io.say("编号里有空格或全角字符的 {} 处，去掉、改为半角之后再比对\n",
                   "{:key,keys} with blanks or full-width characters, compared without them\n", report::Count{keys});
  if (invisible > 0)
    text += io.say("看不见的字符 {} 个，已去掉\n", "{:invisible character,invisible characters} taken out\n",
                   report::Count{invisible});
  if (ideographs > 0)
    text += io.say("部首和兼容汉字 {} 个，按通用的字读入\n",
                   "{:radical or compatibility ideograph,radicals or compatibility ideographs} read as ordinary ones\n",
                   report::Count{ideographs});
  text += taken_from_ids(inputs, io);
  if (!inputs.data.words.empty())
    text += io.say("按别的写法读入的：\n{}", "read by other words:\n{}",
                   Composed{data::words_text(inputs.data.words, io.language == Language::en)});
  return text;
}

}  // namespace cepol::cli
