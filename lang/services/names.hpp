// The names of a policy: where each is declared and used, as the checker resolved them. Built once for a checked
// policy; every feature that asks what a name means asks here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lang/services/view.hpp"

namespace cepol::services {

enum class NameKind : std::uint8_t {
#define NAME_KIND(id, zh, en) id,
#include "lang/services/name_kinds.def"
#undef NAME_KIND
};
std::string_view words_of(NameKind kind, Language language);

struct DeclaredName {
  Span span;  // of the name, where it was written
  NameKind kind;
  const syntax::Tree* tree;                // that it was checked in: of a composed text where an amendment made one
  syntax::NodeId name, item, declaration;  // the name; what it names (a column, a member); the declaration that has it
};

struct NameUse {
  Span span, declared;  // equal: the declaration itself
  bool declares() const { return span == declared; }
};

class Names {
 public:
  explicit Names(const View& view);

  // The name at the place, or that ends there. Null: there is none, or it is one of the language itself.
  const NameUse* at(SourceId file, std::uint32_t offset) const;
  const NameUse* of(Span span) const;  // of exactly these bytes
  const DeclaredName* declared(Span span) const;
  std::vector<Span> uses(Span declared) const;  // in the order of the texts, without the declaration
  const std::vector<NameUse>& all() const { return uses_; }
  const std::map<std::pair<std::uint32_t, std::uint32_t>, DeclaredName>& declarations() const { return declared_; }
  std::string text(Span span) const;  // of a name or cell there, without 「」 and quotes

 private:
  void add(NameKind kind, const syntax::Tree& tree, syntax::NodeId name, syntax::NodeId item,
           syntax::NodeId declaration);
  void declare(const syntax::Tree& tree, syntax::NodeId node, syntax::NodeId parent, syntax::NodeId declaration);
  void walk(const syntax::Tree& tree);
  void add_targets();
  void add_record(const syntax::Tree& tree, syntax::NodeId name);

  const View& view_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, DeclaredName> declared_;  // by source and begin
  std::vector<NameUse> uses_;                                                 // by place; declarations too
};

// A name as it is written: in 「」 where it would not be read as a name otherwise.
std::string written_name(const std::string& name);
// The text between 「」 or quotes, if there are any.
std::string unquoted(std::string_view text);

}  // namespace cepol::services
