// The rows that a key names, and what to say where it names none or several.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/inputs.hpp"

namespace cepol::cli {

struct FoundRow {
  core::TableId table;
  data::RowIndex row;
};

// The rows with the key, of tables that have decisions. `表:键` names the table; a row of a table without a key, or one
// whose key another row has too, is found by its number, and only together with the table's name.
std::vector<FoundRow> find_rows(const Inputs& inputs, const std::string& given);
// The rows that have what was given in the first text beside their key, a name mostly. Of a single one it is told whose
// key it is: there may be another of that name among rows that were not read.
std::vector<FoundRow> find_by_name(const Inputs& inputs, const std::string& name, const Io& io);
// `found` is not one row: prints why. Returns the exit status.
int report_not_one(const Inputs& inputs, const std::string& given, const std::vector<FoundRow>& found, const Io& io);

}  // namespace cepol::cli
