// What names stand for: recorded where they are resolved, so that what renames or compares policies need not guess.
#include <algorithm>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::refers(const Tree& tree, NodeId use, Span declared) {
  if (use.valid() && declared.end > declared.begin) out_.references.push_back({tree.span(use), declared});
}

void Checker::refers_to_member(const Tree& tree, NodeId use, ChoiceId choice, const std::string& name) {
  const auto found = member_spans_.find({choice.index, name});
  if (found != member_spans_.end()) refers(tree, use, found->second);
}

void Checker::refers_to_column(const Tree& tree, NodeId use, TableId table, ColumnIndex column) {
  refers(tree, use, out_.program.tables[table].columns[column].declared);
}

void Checker::refers_to_global(const Tree& tree, NodeId use, const std::string& name) {
  if (const auto id = find_global(name)) refers(tree, use, declarations_[*id].span);
}

// A name is looked at once for each of several rows or sources; it is told once.
void Checker::finish_references() {
  auto& list = out_.references;
  const auto key = [](const Reference& one) {
    return std::tuple(one.use.source.index, one.use.begin, one.declared.source.index, one.declared.begin);
  };
  std::sort(list.begin(), list.end(), [&](const Reference& a, const Reference& b) { return key(a) < key(b); });
  list.erase(std::unique(list.begin(), list.end(),
                         [&](const Reference& a, const Reference& b) { return key(a) == key(b); }),
             list.end());
}

}  // namespace cepol::semantics
