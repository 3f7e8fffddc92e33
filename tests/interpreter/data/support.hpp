// A small policy's tables, built by hand, and what tests ask of a data set.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::data::testing {

constexpr const char* fault_names[] = {
#define FAULT(name, zh, en) #name,
#include "interpreter/data/faults.def"
#undef FAULT
};
inline std::string name_of(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

// 人员 (key 证书编号), its children 学习, their children 附件; 培训班, which 学习 refers to; 领证 with the heading
// table 领证花名册.
core::Program small_program();

// The table's cells as text: one string a row, cells joined with |. Unknown is ?, none is -, a dangling reference is !.
std::vector<std::string> shown(const core::Program& program, const Dataset& data, const std::string& table);
// The children of each parent row: "0: 1 2".
std::vector<std::string> shown_children(const core::Program& program, const Dataset& data, const std::string& table);
// "学习 3 学时: reason", with (excluded) where the row is.
std::vector<std::string> shown_bad(const Dataset& data, bool english);
bool adds_up(const Dataset& data);  // rows read are kept or excluded, and columns are as long as their tables

using Rows = std::initializer_list<std::initializer_list<std::string_view>>;
// The first of the rows has the column names.
void add(DatasetBuilder& builder, const std::string& table, Rows rows);

// A folder that is gone at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  std::string write(const std::string& name, std::string_view text) const;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace cepol::data::testing
