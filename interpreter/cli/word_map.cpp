#include "interpreter/cli/word_map.hpp"

#include <algorithm>

#include "interpreter/data/column_names.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/base/truth_words.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_mistakes = 50;

std::string map_key(std::string_view text) { return key_form(text); }
std::string map_cell_form(std::string_view text) { return std::string(trimmed(comparable(text))); }

// Adds the entries to a program; what is wrong with one is returned in words.
class MapTask {
 public:
  MapTask(core::Program& program, const Io* io) : program_(program), io_(io) {}

  // Empty: nothing is wrong.
  std::string add(const MapEntry& entry) {
    if (entry.of_sheet()) return add_sheet(entry);
    core::RecordTable* const record = table_of(entry.table);
    if (record == nullptr) {
      std::vector<std::string> names;
      for (const core::RecordTable& table : program_.tables.nodes) names.push_back(table.name);
      return wrong("没有名为“{}”的表{}", "there is no table “{}”{}", entry.table, near(entry.table, names));
    }
    return entry.column.empty() ? add_heading(entry, *record) : add_word(entry, *record);
  }

 private:
  template <class... Arguments>
  std::string wrong(fmt::format_string<const Arguments&...> zh, fmt::format_string<const Arguments&...> en,
                    const Arguments&... arguments) const {
    return io_ == nullptr ? std::string("-") : io_->say(zh, en, arguments...);
  }
  std::string near(const std::string& name, const std::vector<std::string>& names) const {
    const auto found = nearest_name(name, names);
    if (io_ == nullptr || !found) return {};
    return io_->say("；是不是“{}”？", "; did you mean “{}”?", *found);
  }

  std::string add_sheet(const MapEntry& entry) {
    if (says_unused(entry.means) || table_of(entry.means) != nullptr) return {};
    std::vector<std::string> names;
    for (const core::RecordTable& table : program_.tables.nodes) names.push_back(table.name);
    return wrong("“表”空着的，原文是工作表的名字，对应应是表名；没有名为“{}”的表{}",
                 "without a table the text is the name of a sheet, and means a table; there is no table “{}”{}",
                 entry.means, near(entry.means, names));
  }

  core::RecordTable* table_of(const std::string& name) {
    for (core::RecordTable& table : program_.tables.nodes)
      if (table.name == name || table.heading == name) return &table;
    return nullptr;
  }
  static core::Column* column_of(core::RecordTable& record, const std::string& name) {
    for (core::Column& column : record.columns)
      if (map_key(column.name) == map_key(name)) return &column;
    return nullptr;
  }
  std::string no_column(const core::RecordTable& record, const std::string& name) const {
    std::vector<std::string> names;
    for (const core::Column& column : record.columns) names.push_back(column.name);
    return wrong("“{0}”没有“{1}”这一列{2}；有：{3}", "there is no column “{1}” in “{0}”{2}; it has: {3}", record.name,
                 name, near(name, names), io_ == nullptr ? std::string() : io_->listed(names));
  }

  std::string add_heading(const MapEntry& entry, core::RecordTable& record) {
    if (says_unused(entry.means)) return {};
    core::Column* const column = column_of(record, entry.means);
    if (column == nullptr) return no_column(record, entry.means);
    for (core::Column& other : record.columns)
      if (data::has_word(other, map_key(entry.text), map_key))
        return &other == column ? std::string()
                                : wrong("列名“{}”已经是“{}”列的写法，不能又是“{}”",
                                        "the heading “{}” is a word for “{}” already and cannot mean “{}” too",
                                        entry.text, other.name, column->name);
    column->headings.push_back(entry.text);
    return {};
  }

  std::string add_word(const MapEntry& entry, core::RecordTable& record) {
    core::Column* const column = column_of(record, entry.column);
    if (column == nullptr) return no_column(record, entry.column);
    const auto index = value_of(*column, entry.means);
    if (!index) {
      const std::vector<std::string> values = values_of(*column);
      if (values.empty())
        return wrong("“{}”列不是几项选一的，只能对应“空白”；别的请在数据里改正",
                     "the cells of “{}” are none of a few words, so a text there can mean “blank” only; correct others "
                     "in the data",
                     column->name);
      return wrong("“{0}”列没有“{1}”这一项{2}；可填：{3}", "“{1}” is no value of “{0}”{2}; it has: {3}", column->name,
                   entry.means, near(entry.means, values), io_ == nullptr ? std::string() : io_->listed(values));
    }
    if (const auto own = value_of(*column, entry.text)) {
      if (*own == *index) return {};
      return wrong("“{}”已经有自己的意思，不能对应“{}”", "“{}” has a meaning already and cannot mean “{}”", entry.text,
                   entry.means);
    }
    column->words.push_back({entry.text, *index});
    return {};
  }

  std::vector<std::string> values_of(const core::Column& column) const {
    if (column.type.kind == core::Kind::enumeration) return program_.enumerations[column.type.enumeration].members;
    if (column.type.kind == core::Kind::truth && program_.english) return {"yes", "no"};
    if (column.type.kind == core::Kind::truth) return {"是", "否"};
    return {};
  }
  // What a text means in the column so far.
  std::optional<std::uint32_t> value_of(const core::Column& column, const std::string& text) const {
    const std::string form = map_cell_form(text);
    const auto among = [&](const std::vector<core::CellWord>& words) -> std::optional<std::uint32_t> {
      for (const core::CellWord& word : words)
        if (map_cell_form(word.text) == form) return word.index;
      return std::nullopt;
    };
    if (const auto word = among(column.words)) return word;
    if (column.type.kind == core::Kind::truth)
      if (const auto truth = truth_of_word(form)) return *truth ? 1u : 0u;
    if (column.type.kind == core::Kind::enumeration) {
      const core::Enumeration& enumeration = program_.enumerations[column.type.enumeration];
      for (std::uint32_t i = 0; i < enumeration.members.size(); ++i)
        if (map_cell_form(enumeration.members[i]) == form) return i;
      if (const auto word = among(enumeration.words)) return word;
    }
    if (says_blank_word(text)) return core::means_blank;
    if (std::find(column.blank_words.begin(), column.blank_words.end(), form) != column.blank_words.end())
      return core::means_blank;
    return std::nullopt;
  }

  core::Program& program_;
  const Io* io_;  // null: mistakes are not told
};

std::vector<files::ListColumn> map_columns() {
  return {{"表", {"table"}}, {"列", {"column"}}, {"原文", {"text"}}, {"对应", {"means"}}};
}

bool is_about(const data::ReadWord& word, const MapEntry& entry) {
  if (word.table != entry.table) return false;
  if (entry.column.empty())
    return word.kind == data::ReadWord::Kind::heading && map_key(word.written) == map_key(entry.text);
  return word.kind == data::ReadWord::Kind::value && map_key(word.column) == map_key(entry.column) &&
         map_cell_form(word.written) == map_cell_form(entry.text);
}

}  // namespace

bool says_unused(const std::string& means) { return means == "不用" || means == "unused"; }
bool says_blank_word(const std::string& means) { return means == "空白" || means == "blank"; }

std::optional<WordMap> WordMap::read(const std::string& path, const Io& io) {
  const files::List list = files::read_list(path, "对照", map_columns(), *io.files);
  const bool english = io.language == Language::en;
  for (const files::ReadError& error : list.errors)
    io.message(quoted_format("{}{}{}\n", error.path, io.say("：", ": "),
                             io.system_words(data::reason_of(error.fault, error.arguments, english))));
  for (std::size_t i = 0; i < list.bad.size() && i < most_mistakes; ++i)
    io.message(quoted_format("{}{}{}{}{}\n", path, io.say("：", ": "), data::place_of(list.bad[i], english),
                             io.say("：", ": "), data::reason_of(list.bad[i], english)));
  if (!list.errors.empty() || !list.bad.empty()) return std::nullopt;
  WordMap map;
  map.path_ = path;
  for (const files::ListRow& row : list.rows) {
    MapEntry entry{row.number, row.cells[0], row.cells[1], row.cells[2], row.cells[3]};
    if (entry.means.empty())
      map.open_.push_back(std::to_string(row.number));
    else
      map.entries_.push_back(std::move(entry));
  }
  return map;
}

std::optional<core::Program> WordMap::applied(const core::Program& program, const Io& io) const {
  core::Program made = program;
  MapTask task(made, &io);
  std::size_t mistakes = 0;
  for (const MapEntry& entry : entries_) {
    const std::string why = entry.text.empty() || (entry.table.empty() && !entry.of_sheet())
                                ? std::string(io.say("没有写“表”和“原文”", "the table and the text are not given"))
                                : task.add(entry);
    if (why.empty()) continue;
    if (++mistakes <= most_mistakes)
      io.message(io.say("{} 第 {} 行：{}\n", "{}, row {}: {}\n", path_, entry.row, Composed{why}));
  }
  if (mistakes == 0) return made;
  io.message(std::string(io.say("没有处理数据：请先改好对照表\n", "no data was processed: mend the list first\n")));
  return std::nullopt;
}

core::Program WordMap::applied(core::Program program) const {
  MapTask task(program, nullptr);
  for (const MapEntry& entry : entries_) task.add(entry);
  return program;
}

void WordMap::add_to(data::Assumptions& assumptions) const {
  for (const MapEntry& entry : entries_)
    if (entry.of_sheet()) {
      if (!says_unused(entry.means)) assumptions.sheets.emplace_back(entry.text, entry.means);
    } else if (entry.column.empty() && says_unused(entry.means))
      assumptions.unused.emplace_back(entry.table, entry.text);
}

void WordMap::report_use(const data::Dataset& data, const Io& io) const {
  if (path_.empty()) return;
  std::vector<std::string> useless;
  for (const MapEntry& entry : entries_)
    if (!entry.of_sheet() && std::none_of(data.words.begin(), data.words.end(),
                                          [&](const data::ReadWord& word) { return is_about(word, entry); }))
      useless.push_back(std::to_string(entry.row));
  if (!useless.empty())
    io.message(
        io.say("{} 没有用上的 {} 项（第 {} 行）：数据里没有这样的列名或内容，或者政策本来就认得\n",
               "{}: {} of its lines were of no use (row {}): the data have no such heading or text, or the policy "
               "knows it anyway\n",
               path_, useless.size(), Composed{io.listed(useless)}));
  if (!open_.empty())
    io.message(io.say("{} 没有填“对应”的 {} 项（第 {} 行），没有用\n",
                      "{}: {} of its lines do not say what is meant (row {}) and were not used\n", path_, open_.size(),
                      Composed{io.listed(open_)}));
}

}  // namespace cepol::cli
