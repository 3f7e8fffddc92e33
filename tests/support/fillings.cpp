#include "tests/support/fillings.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace cepol::test {

using engine::Outcome;

Fillings all_fillings(const RandomCase& random, const DataBuilder& data, data::RowIndex row) {
  Fillings fillings;
  DataBuilder filled = data;
  std::vector<std::size_t> ways(random.blanks.size());
  for (std::size_t filling = 0; filling < random.fillings; ++filling) {
    for (std::size_t i = 0; i < ways.size(); ++i) ways[i] = way_of(random, filling, i);
    add_filling(fillings, random, ways, filled, row);
  }
  return fillings;
}

void add_filling(Fillings& fillings, const RandomCase& random, const std::vector<std::size_t>& ways,
                 DataBuilder& filled, data::RowIndex row) {
  const core::Program& program = random.b.program;
  const core::Decision& decision = program.decisions[core::DecisionId{0}];
  auto result = [&](const SimpleValue& value, core::FunctionId function) {
    return expected(value, program.functions[function].result, program.english);
  };
  for (std::size_t i = 0; i < ways.size(); ++i) random.set(filled, random.blanks[i], ways[i]);
  filled.link();
  const SimpleDecided decided = SimpleEvaluator(program, filled.data).decide(core::DecisionId{0}, row);
  fillings.outcomes.push_back(result(decided.outcome, decision.outcome));
  fillings.figures.push_back(result(decided.measures.at(0), decision.measures.at(0).value));
}

std::size_t way_of(const RandomCase& random, std::size_t filling, std::size_t blank) {
  for (std::size_t i = 0; i < blank; ++i) filling /= random.blanks[i].ways.size();
  return filling % random.blanks[blank].ways.size();
}

bool alike(const Outcome& one, const Outcome& other) {
  return one.status == other.status && (one.status != engine::Status::given || one.value == other.value);
}

bool agree(const std::vector<Outcome>& results) {
  return std::all_of(results.begin(), results.end(), [&](const Outcome& one) { return alike(one, results[0]); });
}

std::vector<engine::BlankCell> that_matter(const RandomCase& random, const std::vector<Outcome>& results) {
  // What is filled together: single blanks, and the cells of a column that is unknown as a whole. For each filling, the
  // one that differs from it in these alone, where they are all filled in their first way.
  std::map<engine::BlankCell, std::vector<std::size_t>> first_ways;
  std::size_t stride = 1;
  for (std::size_t i = 0; i < random.blanks.size(); ++i) {
    const auto& blank = random.blanks[i];
    auto& first_way = first_ways[{blank.table, blank.whole_column ? 0 : blank.row, blank.column}];
    for (std::size_t filling = first_way.size(); filling < results.size(); ++filling) first_way.push_back(filling);
    for (std::size_t filling = 0; filling < results.size(); ++filling)
      first_way[filling] -= stride * way_of(random, filling, i);
    stride *= blank.ways.size();
  }
  std::vector<engine::BlankCell> matter;
  for (const auto& [cell, first_way] : first_ways) {
    bool matters = false;
    for (std::size_t filling = 0; filling < results.size() && !matters; ++filling)
      matters = !alike(results[filling], results[first_way[filling]]);
    if (matters) matter.push_back(cell);
  }
  std::sort(matter.begin(), matter.end(), [](const engine::BlankCell& a, const engine::BlankCell& b) {
    return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
  });
  return matter;
}

std::string shown(const std::vector<engine::BlankCell>& cells) {
  std::string text;
  for (const auto& cell : cells)
    text += std::to_string(cell.table.index) + "." + std::to_string(cell.row) + "." + std::to_string(cell.column) + " ";
  return text;
}

}  // namespace cepol::test
