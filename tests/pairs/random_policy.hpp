// Random policies in the language: definitions, decisions, credits with limits, an assessment, quotas, printed forms,
// over the tables of tables.hpp.
#pragma once

#include "tests/pairs/phrase.hpp"
#include "tests/support/random.hpp"

namespace cepol::pairs {

struct RandomPolicy {
  Phrase text;
  bool ordered = false;  // results depend on the order of child rows: the first of them count, up to a limit for a key
};

RandomPolicy random_policy(test::Random& random);

}  // namespace cepol::pairs
