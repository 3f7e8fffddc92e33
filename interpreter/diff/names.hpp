// The named entities of one policy, and the entity that each name in its text refers to: the declarations of all its
// modules, and within them columns, members, outcomes, options, figures, musts.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/diff/structure.hpp"

namespace cepol::diff {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

enum class NameRole : std::uint8_t { declaration, column, member, group, outcome, option, figure, must, word };

using EntityId = Id<struct EntityTag>;
struct Entity {
  NameRole role;
  Subject subject;   // of an inner entity: that of its declaration
  std::string name;  // without 「」; of a roster its title, of a clause its path
  EntityId owner;    // invalid: the entity is a declaration
  std::string key;   // identifies it instead of its name, as `met`; empty: its name does
  const Tree* tree;
  NodeId node;              // the declaration, column, member, ...
  Span declared;            // its name
  std::uint32_t place = 0;  // index among its owner's children, or the declarations
  bool has_name = true;     // false: identified by its record or content (results, header, values)
};
struct NameUse {
  Span span;
  EntityId entity;
};

class Names {
 public:
  // `own`: the prefix of clauses of the policy's own notice, so that both sides name one clause alike; empty unless one
  // policy amends the other.
  explicit Names(const Side& side, std::string own = {});

  Table<EntityId, Entity> entities;
  std::vector<EntityId> declarations;
  std::vector<std::vector<EntityId>> children;  // by EntityId
  std::vector<NameUse> uses;                    // by span; including declared names

  const Entity& operator[](EntityId id) const { return entities[id]; }
  EntityId top(EntityId id) const;
  std::vector<EntityId> meant(Span name) const;      // the entities that a name refers to; empty: local or built in
  std::span<const NameUse> within(Span text) const;  // the names in a text, in order
  EntityId about(EntityId declaration) const;        // its record, assessment or credit; may be invalid
  EntityId assessment_of(EntityId must) const;
  std::string built_in_unit(std::string_view text) const;  // the canonical name of 年, years, 周岁, ...; empty: none
  const Side& side() const { return *side_; }
  std::string clause(const Tree& tree, NodeId clause) const;  // as both sides name it
  std::string clause(const std::string& label) const;

 private:
  EntityId add(Entity entity);
  void add_declaration(const Tree& tree, NodeId node);
  void add_children(const Tree& tree, NodeId node, EntityId owner);
  void add_child(const Tree& tree, NodeId node, NodeId name, EntityId owner, NameRole role, std::string key = {});
  void add_undeclared_columns(const Tree& tree, NodeId record, EntityId owner);
  void add_column(const Tree& tree, NodeId node, EntityId owner);
  void add_members(const Tree& tree, NodeId type_holder, EntityId owner);
  void find_uses();
  void find_drops();
  void name_links();

  const Side* side_;
  std::string own_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, EntityId> declared_at_;
};

}  // namespace cepol::diff
