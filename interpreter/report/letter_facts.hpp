// What is put into letters besides results: by the clerk, or known of the run.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "interpreter/explain/explain.hpp"

namespace cepol::report {

struct LetterFacts {
  // By the clerk, by name. 期限 (deadline) is also told where something is lacking.
  std::map<std::string, std::string> given;
  std::string day;                       // 2017-05-20; empty: not known
  bool key_in_doubt = false;             // of the row: it is not written
  const core::Program* names = nullptr;  // where letters have other words for names, the policy's
};

struct FactName {
  std::string_view zh, en;
};
constexpr FactName deadline_name{"期限", "deadline"};

bool is_fact(const std::string& name, const FactName& fact);

}  // namespace cepol::report
