// The one file that asks the tool: reads files as `cepol eval` does, decides every row, and collects what is said for
// certain. When the interfaces of reading, of quotas or of rosters change, evaluation.cpp alone is adapted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "interpreter/engine/engine.hpp"
#include "interpreter/workspace/policy.hpp"
#include "tests/properties/damage/text_tables.hpp"

namespace cepol::damage {

struct Subject {  // the row that a result is about, by its key, or by its name in a table without keys
  std::string table, key;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};
struct Question {
  Subject subject;
  std::string what;  // a decision, or one of its figures
  friend auto operator<=>(const Question&, const Question&) = default;
};
struct Range {
  std::uint64_t lowest = 0, highest = 0;
};

struct Results {
  std::optional<std::string> stopped;                 // why no result was given
  std::map<Question, std::set<std::string>> answers;  // certain ones; several where rows have one key
  std::set<Question> open;                            // undetermined
  std::map<std::string, Range> counts;                // of quota lines and roster totals
  std::set<std::string> faults;                       // by their names in faults.def
};

// A policy, ready for many data sets.
class Evaluation {
 public:
  explicit Evaluation(const std::string& file);
  const core::Program& program() const { return policy_->program(); }
  Results of(const DataFiles& files);

 private:
  std::unique_ptr<workspace::Policy> policy_;
  std::unique_ptr<engine::LoadedProgram> loaded_;
};

}  // namespace cepol::damage
