#include "interpreter/diff/same_data.hpp"

#include <algorithm>

namespace cepol::diff {

namespace {

bool same_beside(const core::RecordTable& one, const core::RecordTable& two) {
  return one.beside == two.beside && (one.beside_text == nullptr) == (two.beside_text == nullptr) &&
         (one.beside_text == nullptr || *one.beside_text == *two.beside_text);
}

// Of units the names matter, which may stand behind numbers.
bool same_unit(const core::Program& a, const core::Type& x, const core::Program& b, const core::Type& y) {
  if (!x.unit.valid() || !y.unit.valid()) return x.unit.valid() == y.unit.valid();
  const core::Unit &one = a.units[x.unit], &two = b.units[y.unit];
  return one.name == two.name && one.aliases == two.aliases;
}

}  // namespace

bool same_data(const core::Program& a, const core::Program& b) {
  if (a.tables.size() != b.tables.size()) return false;
  for (std::size_t t = 0; t < a.tables.size(); ++t) {
    const core::RecordTable &one = a.tables.nodes[t], &two = b.tables.nodes[t];
    if (one.name != two.name || one.columns.size() != two.columns.size() || one.key != two.key ||
        one.parent != two.parent || one.link != two.link || one.heading != two.heading || !same_beside(one, two) ||
        one.equal_rows_once != two.equal_rows_once)
      return false;
    for (std::size_t c = 0; c < one.columns.size(); ++c) {
      const core::Column &x = one.columns[c], &y = two.columns[c];
      if (x.name != y.name || x.heading != y.heading || !same_column(a, x, b, y)) return false;
      if (x.type.kind == core::Kind::row && !(x.type.table == y.type.table)) return false;
    }
  }
  return true;
}

bool same_column(const core::Program& a, const core::Column& x, const core::Program& b, const core::Column& y) {
  if (x.type.kind != y.type.kind || x.blank != y.blank || x.lowest != y.lowest || x.highest != y.highest ||
      x.places != y.places || x.blank_words != y.blank_words || x.headings != y.headings || x.words != y.words ||
      x.may_be_absent != y.may_be_absent)
    return false;
  if (x.type.kind == core::Kind::number) return same_unit(a, x.type, b, y.type);
  if (x.type.kind != core::Kind::enumeration) return true;
  const core::Enumeration &one = a.enumerations[x.type.enumeration], &two = b.enumerations[y.type.enumeration];
  return one.members == two.members && one.words == two.words &&
         std::equal(one.groups.begin(), one.groups.end(), two.groups.begin(), two.groups.end(),
                    [](const core::Enumeration::Group& g, const core::Enumeration::Group& h) {
                      return g.name == h.name && g.members == h.members;
                    });
}

bool same_cells(const core::Program& a, const core::Program& b) {
  for (const core::RecordTable& one : a.tables.nodes)
    for (const core::RecordTable& two : b.tables.nodes) {
      if (one.name != two.name) continue;
      if (one.equal_rows_once != two.equal_rows_once) return false;
      for (const core::Column& x : one.columns)
        for (const core::Column& y : two.columns)
          if (x.name == y.name && !same_column(a, x, b, y)) return false;
    }
  return true;
}

bool read_alike(const data::Dataset& one, const data::Dataset& other) {
  return std::equal(one.bad.begin(), one.bad.end(), other.bad.begin(), other.bad.end(),
                    [](const data::BadRow& a, const data::BadRow& b) {
                      return a.table == b.table && a.row == b.row && a.column == b.column && a.fault == b.fault &&
                             a.count == b.count && a.ranges == b.ranges;
                    });
}

}  // namespace cepol::diff
