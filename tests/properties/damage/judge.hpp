// Compares what is said of damaged data with what is said of the clean data.
#pragma once

#include <string>
#include <vector>

#include "tests/properties/damage/evaluation.hpp"

namespace cepol::damage {

struct Judgement {
  bool stopped = false;
  std::vector<std::string> wrong;  // what is certain, and not what the clean data give
  // Of the answers that the clean data give for certain: how many there are, and how many are given as before. Of all
  // subjects, and of those that the damage does not concern.
  std::size_t answers = 0, decided = 0, others = 0, others_decided = 0;
  std::vector<std::string> lost;  // answers about others that are not given any more
};

// A result is compared under the key that the damaged data have: one under a key that the clean data do not have is
// nobody's. `concerned`: whose rows were damaged.
Judgement judge(const Results& clean, const Results& damaged, const std::set<Subject>& concerned);

}  // namespace cepol::damage
