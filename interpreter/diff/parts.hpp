// A declaration taken apart into what a reader would name: the total of a requirement, a case of a decision, a column.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

enum class Part : std::uint8_t {
  title,
  issued,
  applies,
  aliases,
  conversion,
  member,
  group,
  key,
  parent,
  beside,
  column,
  subject,
  type,
  option,
  chosen,  // the default option
  parameters,
  formula,
  row,
  in_unit,
  by,
  source,
  gives,
  category,
  counted_in,
  when,
  conditions,  // of a source
  limit,
  word,
  of_credit,
  must,
  each_year,
  window,
  total,
  over,
  becomes,
  needs_nothing,
  drops,
  mode,
  outcomes,
  outcome_case,
  otherwise,
  place,
  item,
  headings,
  columns,
  closing,
  clauses,
  reason,
  wording,
  cites,
  order,
};
std::string label(Part part, const std::string& name, bool english);

// How the parts of one kind are told from one another.
enum class Told : std::uint8_t {
  alone,    // there is one at most
  by_name,  // by what `told_by` or `entity` stands for
  by_form,  // only by what they say
};

struct Item {
  Part part = Part::title;
  const Tree* tree = nullptr;
  NodeId node;               // as it stands in the text, with its keyword
  std::vector<NodeId> said;  // what it says; with `parts`: beside them
  std::string name;          // for people
  EntityId entity;           // that it declares
  std::vector<NodeId> told_by;
  Locals locals;
  std::vector<Item> parts;
  Told told = Told::alone;
  bool ordered = false;  // its place among those of its kind matters
  bool header = false;   // stands before the block: cannot be added or taken away by itself
  bool light = false;    // too little to know a renamed declaration by
  std::string extra;     // that no node says
};

std::vector<Item> items_of(const Names& names, EntityId declaration);

// What a column, member, option, group or must says of itself; nullptr: nothing.
const Item* own_item(const std::vector<Item>& items, EntityId id);

std::string identity_of(const Normal& normal, const Item& item);
std::string form_of(const Normal& normal, const Item& item);  // of what it says, without its identity
// What a declaration says, a line an item and inner item: two that say the same have the same lines in some order.
struct Line {
  std::string text;
  bool light;
};
std::vector<Line> lines_of(const Normal& normal, const std::vector<Item>& items);

}  // namespace cepol::diff
