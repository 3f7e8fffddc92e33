// A policy with data, and whether all engines, numbers of threads and orders of child rows give the same results for
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "interpreter/workspace/policy.hpp"
#include "tests/pairs/phrase.hpp"
#include "tests/properties/damage/text_tables.hpp"

namespace cepol::pairs {

struct Pair {
  Phrase policy;
  damage::DataFiles data;
  std::vector<std::string> options;  // of `cepol eval`
  bool any_order = false;            // results do not depend on the order of child rows
};

// The policy; nullptr: it has errors.
std::unique_ptr<workspace::Policy> checked(const Phrase& policy);

data::Dataset data_of(const core::Program& program, const Pair& pair);

// What is wrong with a pair.
struct Difference {
  std::string command, other;  // that must give the same, as words after `cepol eval POLICY DATA`; empty: of an order
  std::string shown;           // where they differ
};

enum class Verdict { refused, stopped, same, different };  // the policy has errors; the data stop the run
struct Compared {
  Verdict verdict = Verdict::same;
  Difference difference;
};

// By the tool itself, in this process: the bytes of results, reasons, bad rows and messages of both engines, of 1, 2
// and 7 threads. Where these differ because one engine reached its search bound, results need only be sound.
// `thorough`: every number of threads and another order, also for few rows.
Compared compare(const Pair& pair, bool thorough);
// Results alone, of the reference engine and of this one.
Compared compare_engines(const Pair& pair, const engine::EngineKind& other);

// Does the tool refuse to decide these data?
bool stops_the_run(const Pair& pair);

// Options that say which tables have no records.
std::vector<std::string> empty_tables(const damage::DataFiles& data);

}  // namespace cepol::pairs
