#include "tests/properties/damage/cases.hpp"

#include <catch2/catch.hpp>
#include <chrono>

namespace cepol::damage {

namespace {

constexpr std::size_t most_examples = 3;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Does the row's damage concern one person only, in that table? A row of a catalogue concerns all who refer to it, and
// one of a table without keys is counted for everybody.
bool has_one_person(const TableSchema& table) {
  return !table.referred && !table.heading && (table.key.has_value() || table.link.has_value());
}

bool must_stay(const Kind& kind, const Scenario& scenario, const Target& target) {
  switch (kind.concerns) {
    case Concerns::nothing: return true;
    case Concerns::one_person:
      return scenario.style != KeyStyle::serial && has_one_person(scenario.schema.tables[target.table]);
    case Concerns::anything: return false;
  }
  return false;
}

bool is_told(const Kind& kind, const Results& results) {
  if (kind.told_by.empty()) return false;
  for (const std::string& fault : results.faults)
    if (fault.find(kind.told_by) != std::string::npos) return true;
  return false;
}

std::string place_of(const Scenario& scenario, const Target& target) {
  return scenario.schema.tables[target.table].name + (target.column.empty() ? "" : "." + target.column);
}

}  // namespace

Scenarios::Scenarios() {
  using Maker = DataFiles (*)(const Schema&, KeyStyle, test::Random&);
  const std::pair<std::string, Maker> makers[] = {
      {CEPOL_ROOT "/policies/nmg/2017.cepol", clean_nmg},
      {CEPOL_ROOT "/tests/properties/damage/training.cepol", clean_training}};
  constexpr std::array<KeyStyle, styles> all = {KeyStyle::identity, KeyStyle::zeros, KeyStyle::letters,
                                                KeyStyle::serial};
  for (const auto& [file, make] : makers) {
    Policy& policy = *policies_.emplace_back(std::make_unique<Policy>(file));
    for (KeyStyle style : all) {
      test::Random random{2017 + static_cast<std::uint64_t>(style)};
      DataFiles clean = make(policy.schema, style, random);
      Results results = policy.evaluation.of(clean);
      INFO(file << ": " << results.stopped.value_or(""));
      REQUIRE(!results.stopped);
      REQUIRE(results.faults.empty());
      REQUIRE(results.open.empty());
      policy.scenarios.push_back({policy.evaluation, policy.schema, style, std::move(clean), std::move(results)});
    }
  }
}

std::optional<Case> try_one(const Scenario& scenario, const Kind& kind, const Target& target, test::Random& random) {
  DataFiles files = scenario.clean;
  Damaging damaging{files, scenario.clean, scenario.schema, random, target};
  if (!kind.damage(damaging)) return std::nullopt;
  const auto start = std::chrono::steady_clock::now();
  const Results results = scenario.evaluation.of(files);
  Case one;
  one.seconds = seconds_since(start);
  const std::set<Subject> nobody;
  one.judgement = judge(scenario.results, results, kind.concerns == Concerns::nothing ? nobody : damaging.concerned);
  if (is_told(kind, results)) one.judgement.wrong.clear();
  one.shown = place_of(scenario, target);
  one.others_lost = must_stay(kind, scenario, target) && (one.judgement.stopped || !one.judgement.lost.empty());
  if (one.judgement.stopped) one.judgement.lost.push_back("stopped: " + *results.stopped);
  return one;
}

std::optional<Case> try_two(const Scenario& scenario, const Kind& first, const Kind& second, test::Random& random) {
  DataFiles files = scenario.clean;
  Case one;
  for (const Kind* kind : {&first, &second}) {
    const auto targets = targets_of(*kind, scenario.schema);
    if (targets.empty()) return std::nullopt;
    Damaging damaging{files, scenario.clean, scenario.schema, random, targets[random.below(targets.size())]};
    if (!kind->damage(damaging)) return std::nullopt;
    one.shown += (one.shown.empty() ? "" : ", ") + std::string(kind->name) + " " + place_of(scenario, damaging.target);
  }
  const auto start = std::chrono::steady_clock::now();
  const Results results = scenario.evaluation.of(files);
  one.seconds = seconds_since(start);
  one.judgement = judge(scenario.results, results, {});
  if (is_told(first, results) || is_told(second, results)) one.judgement.wrong.clear();
  return one;
}

void Tally::add(const Case& one) {
  ++cases;
  wrong += one.judgement.wrong.empty() ? 0 : 1;
  others_lost += one.others_lost ? 1 : 0;
  stopped += one.judgement.stopped ? 1 : 0;
  answers += one.judgement.answers;
  decided += one.judgement.decided;
  others += one.judgement.others;
  others_decided += one.judgement.others_decided;
  seconds += one.seconds;
  if (!one.judgement.wrong.empty() && wrong_examples.size() < most_examples)
    wrong_examples.push_back(one.shown + ": " + one.judgement.wrong.front());
  if (one.others_lost && lost_examples.size() < most_examples)
    lost_examples.push_back(one.shown + ": " + one.judgement.lost.front());
}

}  // namespace cepol::damage
