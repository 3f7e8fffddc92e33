// DeclarationDiff, the class that implements details_of(). It is implemented in the files named below; only they
// include this header.
#pragma once

#include <optional>

#include "interpreter/diff/details.hpp"
#include "interpreter/diff/matching.hpp"
#include "interpreter/diff/text.hpp"

namespace cepol::diff {

inline Span at(Span span, std::uint32_t offset) { return {span.source, offset, offset}; }

class DeclarationDiff {
 public:
  DeclarationDiff(const PolicyPair& policies, EntityId before, EntityId after, bool english);
  std::vector<Detail> run();

 private:
  using Parts = std::vector<DeclarationPart>;
  struct InsertionPoints {  // where a part without a following part is inserted
    Span before, after;
  };
  const Tree& before_tree() const { return *before_.tree; }
  const Tree& after_tree() const { return *after_.tree; }
  std::string form(std::size_t side, const DeclarationPart& part) const {
    return form_of(Normalizer{policies_, side}, part);
  }
  std::string part_label(const DeclarationPart& part, const std::string& within) const;
  Detail detail_of(const DeclarationPart& before, const DeclarationPart& after, const std::string& within) const;
  Edit swapped(const Tree& before, NodeId old, const Tree& after, NodeId now) const {
    return {after.span(now), as_after(policies_, before, before.span(old))};
  }

  // details.cpp
  void compare(const Parts& before, const Parts& after, const std::string& within, InsertionPoints ends);
  void changed(const DeclarationPart& before, const DeclarationPart& after, const std::string& within);
  void added(const DeclarationPart& part, const std::string& within, Span place);
  void removed(const DeclarationPart& part, const std::string& within, Span place);
  void default_changed(const DeclarationPart& before, const DeclarationPart& after, const std::string& within);
  std::string unwritten_default(PartKind kind) const;

  // order.cpp: parts whose order has a meaning
  void order(const Parts& before, const Parts& after, const std::vector<Match>& matches);

  // columns.cpp: a column may share its type with others: A, B: text
  void column_changed(const DeclarationPart& before, const DeclarationPart& after, const std::string& within);
  std::string column_text(const DeclarationPart& before) const;
  Edit without_column(const DeclarationPart& after);
  bool differs(const DeclarationPart& after) const;

  // conditions.cpp: each condition joined by `and` is reported by itself
  using Partners = std::vector<std::optional<std::size_t>>;
  struct ConditionList {
    const DeclarationPart* when;
    std::vector<NodeId> nodes;
    std::vector<PartKey> keys;  // empty where they are joined by `or`
    Partners partners;
  };
  ConditionList conditions_of(std::size_t side, const DeclarationPart& when) const;
  void conditions(const DeclarationPart& before, const DeclarationPart& after, const std::string& within);
  void conditions_as_one(const DeclarationPart& before, const DeclarationPart& after, const std::string& part);
  void condition_changed(const ConditionList& before, std::size_t b, const ConditionList& after, std::size_t a,
                         const std::string& part);

  // wordings.cpp: strings that only word a rule, and citations
  void wordings(const Tree& one, NodeId before, const Tree& other, NodeId after);
  void own_wordings(const DeclarationPart& before, const DeclarationPart& after);
  void reworded(const Tree& one, NodeId before, const Tree& other, NodeId after);
  void header_wording();
  void citations();

  const PolicyPair& policies_;
  bool english_;
  const Entity &before_, &after_;
  Parts before_parts_, after_parts_;
  std::vector<Detail> details_, wordings_;
  std::optional<Reordering> first_fit_order_;  // of cases that only the old policy takes in their order
  bool undo_whole_ = false;  // a changed part cannot be undone by itself: every detail undoes the whole declaration
};

}  // namespace cepol::diff
