// What the reader of data says of them that they do not say themselves.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/corrections.hpp"
#include "interpreter/data/division.hpp"

namespace cepol::data {

enum class Twice : std::uint8_t {  // rows that are alike in every cell, of a table without a key
  both,                            // each is a record
  once,                            // one record that was entered twice
  open,                            // not known: results must be the same either way
};

struct Assumptions {
  std::vector<std::string> absent;  // 学习.班次编号: where the data do not have the column, its cells are blank
  Twice twice = Twice::both;
  bool plain_rows = true;  // false: every row is looked at closely; the data are the same (plain_rows.hpp)
  std::vector<std::pair<std::string, std::string>> unused = {};  // tables, and headings in them that are no columns
  std::vector<std::pair<std::string, std::string>> sheets = {};  // of workbooks that are named otherwise, and tables
  std::vector<Correction> corrections = {};
  // Rows are read for the words in them alone, also of a table whose key or link has no column that is known.
  bool words_only = false;
  std::string made_up_keys = {};  // keys that begin so are made up, and are not looked at; empty: none
  // 人员.入职年: where the data do not have the column, every row has what the policy says of old rows.
  std::vector<std::string> old_rows = {};
  std::shared_ptr<const Division> division = {};  // of divided tables only the rows of a part are kept; null: all
};

}  // namespace cepol::data
