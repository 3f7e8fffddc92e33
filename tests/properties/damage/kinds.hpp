// Every kind of damage (kinds.def), and what a kind's function gets to do its work.
#pragma once

#include <set>

#include "tests/properties/damage/evaluation.hpp"
#include "tests/properties/damage/schema.hpp"
#include "tests/support/random.hpp"

namespace cepol::damage {

// Of what has to be decided as in the clean data.
enum class Concerns : std::uint8_t {
  nothing,     // the damage can be undone: all results stay
  one_person,  // all results but those of the person whose row it is, where keys are far from one another
  anything,
};

// In which tables, or columns, a kind makes sense.
enum class Where : std::uint8_t {
  tables,      // all but heading tables
  children,    // tables with a parent
  keyed,       // tables whose rows have keys
  catalogues,  // tables that others refer to
  nameless,    // tables without a key
  columns,     // all
  values,      // all but texts, keys, links and references
  plain,       // all but keys and links that are not optional
  unread,      // all but keys and links
  worded,      // all but numbers, years and dates
  counted,     // numbers, years and dates
  texts,
  choices,
  truths,
  numbers,
  years,
  dates,
  references,
  links,
  keys,
  identities,  // keys and links
};
bool is_for_columns(Where where);

struct Target {
  std::size_t table = 0;
  std::string column;  // empty: the table as a whole
};

// One application of a kind to files.
struct Damaging {
  DataFiles& files;
  const DataFiles& clean;
  const Schema& schema;
  test::Random& random;
  Target target;
  std::set<Subject> concerned = {};

  TextTable& table() const { return files.tables[target.table]; }
  const TableSchema& schema_of_table() const { return schema.tables[target.table]; }
  const ColumnSchema& column() const;
  // Where the column stands in the file; nullopt: it is not there (any more).
  std::optional<std::size_t> position() const { return position(target.column); }
  std::optional<std::size_t> position(std::string_view name) const;
  std::optional<std::size_t> identity_position() const;  // of the key, or of the link
  // A row with as many cells as the headings, whose cell there has a text and was not changed by another damage; marks
  // the cell as damaged, and the row's person as concerned. Nullptr: there is none.
  Row* pick(std::size_t position);
  Row* pick_blank(std::size_t position);  // the same, of a cell without a text
  Row* pick_either(std::size_t position);
  Row* pick_any();  // by the first cell
  // For a word in place of what stands in the column. Where the policy declares that the word says "blank", it may only
  // stand in a cell that is blank: over a text it is no damage that could be seen, but another fact, as a blank there
  // is.
  Row* pick_for_word(std::size_t position, std::string_view word);
  void concern(const Row& row);

 private:
  Row* pick_where(std::size_t position, bool blank);
};

struct Kind {
  std::string_view name;
  Concerns concerns;
  Where where;
  std::string_view about;
  bool (*damage)(Damaging&);      // false: the kind cannot be applied here
  std::string_view told_by = {};  // no result is wrong when a fault is told whose name contains this
};

const std::vector<Kind>& all_kinds();
std::vector<Target> targets_of(const Kind& kind, const Schema& schema);

// Texts by characters.
struct LookAlike {
  std::string_view usual, radical;  // an ideograph, and the radical or compatibility ideograph that looks the same
};
const std::vector<LookAlike>& look_alikes();
std::vector<std::string> characters_of(std::string_view text);
std::string joined(const std::vector<std::string>& characters);

#define CELL(name, concerns, where, text)
#define DAMAGE(name, concerns, where, about) bool name(Damaging& d);
#define TOLD(name, concerns, where, about, fault) bool name(Damaging& d);
#include "tests/properties/damage/kinds.def"
#undef CELL
#undef DAMAGE
#undef TOLD

}  // namespace cepol::damage
