// The messages of faults: the texts of faults.def with the arguments inserted.
#include <algorithm>
#include <iterator>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

namespace {

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
  for (char c : argument) {
    if (c == '\n')
      text += english ? ", " : "、";
    else
      text += c;
  }
}

}  // namespace

std::string reason_of(Fault fault, const std::vector<std::string>& arguments, bool english) {
  const FaultWording& wording = wordings[static_cast<std::size_t>(fault)];
  const std::string_view pattern = english ? wording.en : wording.zh;
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
  constexpr Fault excluding[] = {
      Fault::blank_key,   Fault::no_key,         Fault::illegible_key,  Fault::blank_link,      Fault::illegible_link,
      Fault::anyones_row, Fault::no_parent,      Fault::near_link,      Fault::cut_link,        Fault::unlike_link,
      Fault::shifted_row, Fault::doubtful_owner, Fault::shifted_key,    Fault::row_in_one_cell, Fault::several_keys,
      Fault::no_key_link, Fault::ragged_row,     Fault::swallowed_rows, Fault::ragged_child};
  return std::find(std::begin(excluding), std::end(excluding), fault) != std::end(excluding);
}

bool is_spreadsheet_row(const BadRow& bad) {
  const std::string_view file = bad.file;
  const std::string_view ending = file.substr(file.size() - std::min<std::size_t>(file.size(), 4));
  return bad.row > 0 && (ending == ".csv" || ending == ".CSV");
}

std::string place_of(const BadRow& bad, bool english) {
  const bool item = !bad.file.empty() && !is_spreadsheet_row(bad);
  std::string place;
  if (bad.row > 0)
    place = (english ? item ? "item " : "row " : "第 ") + std::to_string(bad.row) +
            (english ? ""
             : item  ? " 条"
                     : " 行");
  if (!bad.column.empty()) place += (english && !place.empty() ? " “" : "“") + bad.column + "”";
  return place;
}

std::string reason_of(const BadRow& bad, bool english) { return reason_of(bad.fault, bad.arguments, english); }

}  // namespace cepol::data
