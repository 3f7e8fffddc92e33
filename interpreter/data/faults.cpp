// The messages of faults: the texts of faults.def with the arguments inserted.
#include <algorithm>
#include <iterator>

#include "interpreter/data/dataset.hpp"
#include "lang/base/visible.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t most_listed = 10;  // ranges of rows in a message
constexpr std::size_t most_items = 50;   // of an argument that is a list

struct FaultWording {
  std::string_view zh, en;
};
constexpr FaultWording wordings[] = {
#define FAULT(name, zh, en) {zh, en},
#include "interpreter/data/faults.def"
#undef FAULT
};

// The items of a list are separated by line breaks, so that each language joins them in its own way.
void append_argument(std::string& text, std::string_view argument, bool english) {
  for (std::size_t at = 0, count = 0; at <= argument.size(); ++count) {
    const std::size_t end = std::min(argument.find('\n', at), argument.size());
    if (at > 0) text += english ? ", " : "、";
    if (count == most_items) {
      text += "…";
      return;
    }
    text += quotable(argument.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

std::string reason_of(Fault fault, const std::vector<std::string>& arguments, bool english) {
  const FaultWording& wording = wordings[static_cast<std::size_t>(fault)];
  return with_arguments(english ? wording.en : wording.zh, arguments, english);
}

std::string with_arguments(std::string_view pattern, const std::vector<std::string>& arguments, bool english) {
  std::string text;
  std::size_t part_begin = 0;  // where the part in [ ] begins in `text`
  bool in_part = false, part_wanted = true;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '[') {
      in_part = true;
      part_wanted = true;
      part_begin = text.size();
    } else if (c == ']') {
      in_part = false;
      if (!part_wanted) text.resize(part_begin);
    } else if (c == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}') {
      const auto index = static_cast<std::size_t>(pattern[at + 1] - '0');
      const bool given = index < arguments.size() && !arguments[index].empty();
      if (given) append_argument(text, arguments[index], english);
      if (in_part && !given) part_wanted = false;
      at += 2;
    } else {
      text += c;
    }
  }
  return text;
}

bool excludes_row(Fault fault) {
  constexpr Fault excluding[] = {Fault::blank_key,       Fault::no_key,          Fault::illegible_key,
                                 Fault::blank_link,      Fault::illegible_link,  Fault::anyones_row,
                                 Fault::no_parent,       Fault::near_link,       Fault::cut_link,
                                 Fault::unlike_link,     Fault::shifted_row,     Fault::doubtful_owner,
                                 Fault::shifted_key,     Fault::row_in_one_cell, Fault::several_keys,
                                 Fault::several_records, Fault::rest_of_cell,    Fault::no_key_link,
                                 Fault::ragged_row,      Fault::swallowed_rows,  Fault::ragged_child};
  return std::find(std::begin(excluding), std::end(excluding), fault) != std::end(excluding);
}

bool concerns(const BadRow& bad, std::uint64_t row) {
  if (bad.row == row) return true;
  return std::any_of(bad.ranges.begin(), bad.ranges.end(),
                     [&](const RowRange& range) { return range.first <= row && row <= range.last; });
}

std::uint64_t fault_count(const std::vector<BadRow>& bad) {
  std::uint64_t count = 0;
  for (const BadRow& one : bad) count += one.count;
  return count;
}

bool is_spreadsheet_row(const BadRow& bad) {
  std::string file;
  for (const char c : bad.file) file += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  bool items = false;
  for (const char* ending : {".json", ".ndjson", ".jsonl", ".sqlite", ".sqlite3", ".db"})
    items = items || file.ends_with(ending);
  return bad.row > 0 && !file.empty() && !items;
}

std::string place_of(const BadRow& bad, bool english) {
  const bool item = !bad.file.empty() && !is_spreadsheet_row(bad);
  std::string place;
  if (bad.row > 0)
    place = (english ? item ? "item " : "row " : "第 ") + rows_of(bad, english, most_listed) +
            (english ? ""
             : item  ? " 条"
                     : " 行");
  if (!bad.column.empty())
    place += (english && !place.empty() ? " “" : "“") + shortened(bad.column, longest_quoted) + "”";
  return place;
}

std::string rows_of(const BadRow& bad, bool english, std::size_t most) {
  if (bad.row == 0) return {};
  if (bad.ranges.empty()) return std::to_string(bad.row);
  std::string rows;
  for (std::size_t i = 0; i < bad.ranges.size() && i < most; ++i) {
    const auto& [first, last] = bad.ranges[i];
    rows += (i == 0 ? "" : english ? ", " : "、") + std::to_string(first);
    if (last > first) rows += "-" + std::to_string(last);
  }
  if (bad.ranges_cut || bad.ranges.size() > most) rows += english ? ", …" : " 等";
  return rows;
}

std::string_view no_result_words(Fault fault, bool english) {
  constexpr Fault of_owner[] = {
      Fault::blank_link,   Fault::illegible_link,  Fault::anyones_row,     Fault::no_parent,      Fault::near_link,
      Fault::cut_link,     Fault::unlike_link,     Fault::shifted_row,     Fault::doubtful_owner, Fault::no_key_link,
      Fault::ragged_child, Fault::row_in_one_cell, Fault::several_records, Fault::swallowed_rows};
  if (fault == Fault::duplicate_key)
    return english ? "; whose they are differs too, so that none of these rows has a result"
                   : "；属于谁也不同，这几行都没有结果";
  const bool owner = std::find(std::begin(of_owner), std::end(of_owner), fault) != std::end(of_owner);
  if (!owner) return {};  // its text says so
  return english ? "; until then the row itself has no result" : "；在此之前，这一行自己没有结果";
}

std::string reason_of(const BadRow& bad, bool english) {
  std::string reason = reason_of(bad.fault, bad.arguments, english);
  if (bad.without_result) reason += no_result_words(bad.fault, english);
  if (bad.count == 1) return reason;
  const std::string count = std::to_string(bad.count);
  return english ? "(" + count + " faults)" + (bad.alike ? " " : " for example: ") + reason
                 : "（共 " + count + " 处）" + (bad.alike ? "" : "例如：") + reason;
}

}  // namespace cepol::data
