// Compares one policy under two choices of readings: each reading with another option is a change.
#include "interpreter/diff/structure.hpp"

namespace cepol::diff {

namespace {

Excerpt excerpt(const core::Reading& reading, core::Member option, bool english) {
  const core::Reading::Option& one = reading.options[option];
  if (one.note.empty()) return {one.name, reading.span};
  return {one.name + (english ? " (" + one.note + ")" : "（" + one.note + "）"), reading.span};
}

}  // namespace

Structure compare_readings(const core::Program& program, const std::vector<core::Member>& before,
                           const std::vector<core::Member>& after, bool english) {
  Structure structure;
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    if (before[i] == after[i]) continue;
    const core::Reading& reading = program.readings.nodes[i];
    Change change;
    change.kind = ChangeKind::changed;
    change.subject = Subject::reading;
    change.name = reading.name;
    Detail detail;
    detail.part = english ? "reading" : "读法";
    detail.before = excerpt(reading, before[i], english);
    detail.after = excerpt(reading, after[i], english);
    detail.values = {{reading.options[before[i]].name, reading.options[after[i]].name}};
    change.details.push_back(std::move(detail));
    for (core::ClauseId clause : reading.clauses) {
      change.old_clauses.push_back(program.clauses[clause].path);
      change.new_clauses.push_back(program.clauses[clause].path);
    }
    structure.changes.push_back(std::move(change));
  }
  return structure;
}

}  // namespace cepol::diff
