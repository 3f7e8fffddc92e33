// Applies kinds of damage to clean data, one or two at a time, and judges what the tool says of them.
#pragma once

#include <array>

#include "tests/properties/damage/clean_data.hpp"
#include "tests/properties/damage/judge.hpp"
#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

struct Scenario {  // clean data of one policy, and what is said of them
  Evaluation& evaluation;
  const Schema& schema;
  KeyStyle style;
  DataFiles clean;
  Results results;
};

// The policies with clean data of each style of keys.
class Scenarios {
 public:
  Scenarios();
  std::size_t policies() const { return policies_.size(); }
  static constexpr std::size_t styles = 4;
  const Scenario& at(std::size_t policy, std::size_t style) const { return policies_[policy]->scenarios[style]; }

 private:
  struct Policy {
    explicit Policy(const std::string& file) : evaluation(file), schema(schema_of(evaluation.program())) {}
    Evaluation evaluation;
    Schema schema;
    std::vector<Scenario> scenarios;
  };
  std::vector<std::unique_ptr<Policy>> policies_;
};

struct Case {
  std::string shown;  // policy, kind, table, column
  Judgement judgement;
  // Results that must have stayed: of others where the damage concerns one person, all where it can be undone.
  bool others_lost = false;
  double seconds = 0;
};
// Nullopt: the kind cannot be applied there.
std::optional<Case> try_one(const Scenario& scenario, const Kind& kind, const Target& target, test::Random& random);
// Two kinds, one after the other, each at one of its targets.
std::optional<Case> try_two(const Scenario& scenario, const Kind& first, const Kind& second, test::Random& random);

struct Tally {  // of a kind
  std::size_t cases = 0, wrong = 0, others_lost = 0, stopped = 0;
  std::size_t answers = 0, decided = 0, others = 0, others_decided = 0;
  double seconds = 0;
  std::vector<std::string> wrong_examples, lost_examples;

  void add(const Case& one);
};

}  // namespace cepol::damage
