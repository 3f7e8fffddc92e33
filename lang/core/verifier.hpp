// struct Verifier: the shared state of verify() and its checks, defined in the verify*.cpp files. Each check returns
// whether an invariant of the program holds; the message of the first violation is kept, and checking stops there.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lang/core/program.hpp"

namespace cepol::core {

struct Verifier {
  const Program& program;
  std::string breach = {};  // empty: none so far

  template <class... Arguments>
  bool require(bool holds, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    if (!holds && breach.empty()) breach = fmt::format(text, std::forward<Arguments>(arguments)...);
    return holds;
  }

  // verify.cpp
  bool known_type(const Type& type, const std::string& where);
  bool known_clauses(const std::vector<ClauseId>& clauses, const std::string& where);
  bool declarations();
  bool record(const RecordTable& table);
  bool column(const Column& column, const std::string& where);
  bool reading(const Reading& reading);
  bool quota(const Quota& quota);
  bool result_table(const ResultTable& result);
  bool roster(const Roster& roster);

  // verify_terms.cpp
  bool expression(std::uint32_t index);

  // verify_functions.cpp
  bool function(std::uint32_t index);

  // verify_decisions.cpp
  bool decision(const Decision& decision);

  const Type& type(ExprId id) const { return program.exprs[id].type; }
};

template <class Key, class Node>
bool has(const Table<Key, Node>& table, Key key) {
  return key.index < table.size();
}
template <class Range, class Check>
bool every(const Range& range, Check&& check) {
  return std::all_of(range.begin(), range.end(), check);
}

constexpr Type truth_type{Kind::truth, {}, {}, {}}, plain_number{Kind::number, {}, {}, {}},
    year_type{Kind::year, {}, {}, {}};
inline Type row_type(TableId table) { return {Kind::row, {}, {}, table}; }
inline Type member_type(EnumerationId enumeration) { return {Kind::enumeration, {}, enumeration, {}}; }

}  // namespace cepol::core
