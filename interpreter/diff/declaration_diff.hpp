// The inside of details_of(): only its own files include this.
#pragma once

#include <optional>

#include "interpreter/diff/details.hpp"
#include "interpreter/diff/matching.hpp"
#include "interpreter/diff/text.hpp"

namespace cepol::diff {

inline Span at(Span span, std::uint32_t offset) { return {span.source, offset, offset}; }

class DeclarationDiff {
 public:
  DeclarationDiff(const PolicyPair& both, EntityId before, EntityId after, bool english);
  std::vector<Detail> made();

 private:
  using Items = std::vector<Item>;
  struct Ends {  // where what comes last among the items stands
    Span before, after;
  };
  const Tree& before_tree() const { return *before_.tree; }
  const Tree& after_tree() const { return *after_.tree; }
  std::string form(std::size_t side, const Item& item) const { return form_of(Normal{both_, side}, item); }
  std::string part_label(const Item& item, const std::string& within) const;
  Detail told(const Item& before, const Item& after, const std::string& within) const;
  Edit swapped(const Tree& before, NodeId old, const Tree& after, NodeId now) const {
    return {after.span(now), as_after(both_, before, before.span(old))};
  }

  // details.cpp
  void compare(const Items& before, const Items& after, const std::string& within, Ends ends);
  void changed(const Item& before, const Item& after, const std::string& within);
  void added(const Item& item, const std::string& within, Span place);
  void removed(const Item& item, const std::string& within, Span place);
  void default_moved(const Item& before, const Item& after, const std::string& within);
  void say_mode(Detail& detail) const;

  // order.cpp: items whose order matters
  bool order_changed(const Items& before, const Items& after, Ends ends);
  std::string names_of(const Items& items) const;

  // columns.cpp: a column may share its type with others: A, B: text
  void column_changed(const Item& before, const Item& after, const std::string& within);
  std::string column_text(const Item& before) const;
  Edit without_column(const Item& after);
  bool differs(const Item& after) const;

  // conditions.cpp: each of those joined by `and` is a part of its own
  using Partners = std::vector<std::optional<std::size_t>>;
  struct Conditions {
    const Item* item;
    std::vector<NodeId> nodes;
    std::vector<PartKey> told;  // empty where they are joined by `or`
    Partners partners;
  };
  Conditions conditions_of(std::size_t side, const Item& when) const;
  void conditions(const Item& before, const Item& after, const std::string& within);
  void conditions_as_one(const Item& before, const Item& after, const std::string& part);
  void condition_changed(const Conditions& before, std::size_t b, const Conditions& after, std::size_t a,
                         const std::string& part);

  // wordings.cpp: what only words a rule, and what it cites
  void wordings(const Tree& one, NodeId before, const Tree& other, NodeId after);
  void own_wordings(const Item& before, const Item& after);
  void reworded(const Tree& one, NodeId before, const Tree& other, NodeId after);
  void header_wording();
  void citations();

  const PolicyPair& both_;
  bool english_;
  const Entity &before_, &after_;
  Items before_items_, after_items_;
  std::vector<Detail> details_, wordings_;
  bool whole_ = false;  // a part of the head differs that cannot be swapped by itself
};

}  // namespace cepol::diff
