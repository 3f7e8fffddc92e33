// same_data(): every member of a table's declaration that reading or an engine looks at. The structured bindings name
// all members, so that a new one does not compile until it is compared or named here as without effect.
#include "interpreter/diff/same_data.hpp"

#include <algorithm>

namespace cepol::diff {

namespace {

bool same_type(const core::Program& a, const core::Type& x, const core::Program& b, const core::Type& y) {
  const auto& [kind, unit, enumeration, table] = x;
  if (kind != y.kind) return false;
  switch (kind) {
    case core::Kind::enumeration: {
      const core::Enumeration &one = a.enumerations[enumeration], &other = b.enumerations[y.enumeration];
      return one.members == other.members && one.words == other.words &&
             std::equal(one.groups.begin(), one.groups.end(), other.groups.begin(), other.groups.end(),
                        [](const auto& g, const auto& h) { return g.name == h.name && g.members == h.members; });
    }
    case core::Kind::row: return table == y.table;
    case core::Kind::number: {
      if (unit.valid() != y.unit.valid()) return false;
      return !unit.valid() ||
             (a.units[unit].name == b.units[y.unit].name && a.units[unit].aliases == b.units[y.unit].aliases);
    }
    case core::Kind::truth:
    case core::Kind::year:
    case core::Kind::date:
    case core::Kind::text: return true;
  }
  return false;
}

bool same_column(const core::Program& a, const core::Column& x, const core::Program& b, const core::Column& y) {
  const auto& [name, type, blank, lowest, highest, places, heading, declared, blank_words, headings, words,
               may_be_absent, id_number, taken_from, old_rows] = x;
  static_cast<void>(declared);
  return name == y.name && same_type(a, type, b, y.type) && blank == y.blank && lowest == y.lowest &&
         highest == y.highest && places == y.places && heading == y.heading && blank_words == y.blank_words &&
         headings == y.headings && words == y.words && may_be_absent == y.may_be_absent && id_number == y.id_number &&
         taken_from == y.taken_from && old_rows == y.old_rows;
}

bool same_table(const core::Program& a, const core::RecordTable& x, const core::Program& b,
                const core::RecordTable& y) {
  const auto& [name, columns, key, parent, link, heading, declared, beside, beside_text, equal_rows_once, spans] = x;
  static_cast<void>(declared);
  const auto text = [](const std::shared_ptr<const std::string>& one) { return one ? *one : std::string(); };
  return name == y.name && key == y.key && parent == y.parent && link == y.link && heading == y.heading &&
         beside.empty() == y.beside.empty() && text(beside_text) == text(y.beside_text) &&
         equal_rows_once == y.equal_rows_once && spans == y.spans &&
         std::equal(columns.begin(), columns.end(), y.columns.begin(), y.columns.end(),
                    [&](const core::Column& one, const core::Column& other) { return same_column(a, one, b, other); });
}

}  // namespace

bool same_data(const core::Program& a, const core::Program& b) {
  return a.english == b.english &&
         std::equal(a.tables.nodes.begin(), a.tables.nodes.end(), b.tables.nodes.begin(), b.tables.nodes.end(),
                    [&](const core::RecordTable& one, const core::RecordTable& other) {
                      return same_table(a, one, b, other);
                    });
}

}  // namespace cepol::diff
