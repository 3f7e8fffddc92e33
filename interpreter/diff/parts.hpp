// A declaration as a list of parts: the total of a requirement, a case of a decision, a column of a record. compare()
// matches and reports parts; everything in a declaration that has a meaning belongs to exactly one part.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

enum class PartKind : std::uint8_t {
#define PART(kind, zh, en, excerpt) kind,
#include "interpreter/diff/parts.def"
#undef PART
};
std::string label(PartKind kind, const std::string& name, bool english);

// Which text of a part's node an excerpt shows.
enum class PartExcerpt : std::uint8_t {
  whole,
  contents,       // of a string: without its quotes
  after_keyword,  // from its first child on; without children: the whole node
  after_name,     // from its second child on
  first_child,
  column_type,   // NAME: and what follows the names of the column
  content_list,  // the content nodes, with commas between them
  extra,         // DeclarationPart::extra
};
PartExcerpt excerpt_of(PartKind kind);

// What identifies a part among the parts of its kind.
enum class PartIdentity : std::uint8_t {
  singleton,   // at most one of the kind
  by_name,     // by the entity it declares, else by `identifying`, else by `extra`
  by_content,  // by its normal form only
};

struct DeclarationPart {
  PartKind kind = PartKind::title;
  const Tree* tree = nullptr;
  NodeId node;                  // its whole text, with its keyword
  std::vector<NodeId> content;  // compared; besides them `parts` and `extra`
  std::string name;             // for labels
  EntityId entity;              // that it declares; may be invalid
  std::vector<NodeId> identifying;
  Locals locals;  // names bound in the content
  std::vector<DeclarationPart> parts;
  PartIdentity identity = PartIdentity::singleton;
  bool ordered = false;    // its position among the parts of its kind has a meaning
  bool in_header = false;  // precedes the block: cannot be added or removed by itself
  bool weak = false;       // too common to identify a renamed declaration by
  std::string extra;       // compared content that is no node
};

std::vector<DeclarationPart> parts_of(const Names& names, EntityId declaration);

// The part that declares the column, member, option, group or must; nullptr: none.
const DeclarationPart* own_part(const std::vector<DeclarationPart>& parts, EntityId id);

std::string identity_of(const Normalizer& normal, const DeclarationPart& part);
std::string form_of(const Normalizer& normal, const DeclarationPart& part);  // of its content, without its identity
// One line for each part and inner part. Declarations that mean the same have the same lines, perhaps in another order.
struct FormLine {
  std::string text;
  bool weak;
};
std::vector<FormLine> form_lines_of(const Normalizer& normal, const std::vector<DeclarationPart>& parts);

}  // namespace cepol::diff
