// class Amendment: the state of one run of amend(). Operations become edits of the base's text (BaseEdits); the edits
// become the composed text. The members are defined in the files named below. Only lang/amend includes this header.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "lang/amend/base.hpp"
#include "lang/amend/edits.hpp"

namespace cepol::amend {

class Amendment {
 public:
  Amendment(const Sources& sources, const AmendedPolicy& base, const Tree& tree,
            const std::vector<NoticeFile>& notices);
  ComposedPolicy make();

 private:
  // targets.cpp: resolves the declaration or item that an operation names
  std::optional<DeclarationRef> find(NodeId target);
  std::optional<DeclarationRef> same_declaration(const DeclarationRef& wanted);
  NodeId renamed_to(const std::string& name) const;         // the target renamed to `name`; not valid(): there is none
  using Names = std::function<std::vector<std::string>()>;  // for a suggestion, when one is needed
  Names names_of(const std::function<bool(const DeclarationRef&)>& may_be) const;
  std::optional<DeclarationRef> choose(std::vector<DeclarationRef> found, Span at, const std::string& name,
                                       const Names& names);
  std::optional<NodeId> item(const DeclarationRef& of, NodeId part_or_name);
  std::string title(const DeclarationRef& declared) const;  // 要求“高中级评审”

  // operations.cpp: one function for each operation on a whole declaration
  void replace(NodeId node);
  void add(NodeId declaration, bool explicit_add);  // false: a declaration outside of any operation
  void repeal(NodeId node);
  void remove_known(NodeId node, const DeclarationRef& repealed);
  void rename(NodeId node);
  void confirm(NodeId node);
  std::optional<Span> renamed_part(const DeclarationRef& of, NodeId target);
  std::optional<DeclarationRef> qualified(NodeId qualifier);
  void operation(Act act, NodeId node, const DeclarationRef& of);

  // item_operations.cpp: changes of parts of a declaration
  void amended(NodeId node);
  void change(const DeclarationRef& of, NodeId node);
  void change_value(const DeclarationRef& of, NodeId node);
  bool adds_to_column(const DeclarationRef& of, Span items);
  void insert(const DeclarationRef& of, NodeId node);
  void append(const DeclarationRef& of, NodeId node, Span items);
  void cut(const DeclarationRef& of, NodeId node);
  NodeId changed_citation(NodeId change) const;  // the clause that is cited instead; invalid: it changes something else
  void change_citation(const DeclarationRef& of, NodeId node);

  // condition_cuts.cpp: conditions that are repealed
  struct ConditionCuts {  // of one declaration
    DeclarationRef of;
    std::vector<NodeId> conditions;  // operands of its lists (ConditionList)
    std::vector<Span> causes;        // by condition
  };
  void cut_conditions(const DeclarationRef& of, NodeId wanted);
  void settle_condition_cuts();
  void cut_operands(const Tree& tree, const ConditionList& list, const std::vector<NodeId>& gone, Span cause);
  void cut_when(const DeclarationRef& of, NodeId when, Span cause);

  Span span_of(const DeclarationRef& of, NodeId item, NodeId name) const;
  void put(const DeclarationRef& of, NodeId node);

  // citations.cpp: adds an operation's citations to the declaration; `what` describes the operation in the clause that
  // is written where the declaration cannot have citations
  void cite(const DeclarationRef& of, NodeId node, const std::string& what);
  void cite_alone(NodeId node, const std::string& what);

  // amend.cpp: the composed text
  void operate(NodeKind kind, NodeId node);
  void qualify_base_citations();
  void remove_inert_clauses();
  void inline_amended_modules();
  void report_too_long(Span cause);
  void report_overlaps(const std::vector<std::pair<BaseEdit, BaseEdit>>& overlapping);
  void write(ComposedPolicy& amended);
  void write_header(TextComposer& composer);
  std::set<std::string> clauses_cited(std::vector<Span> parts) const;
  bool blank_at(std::uint32_t at) const;

  const Tree& base_tree() const { return base_.modules->back().parsed->tree; }
  std::string_view word(std::string_view zh, std::string_view en) const { return english_ ? en : zh; }
  Fragment copied(Span span) const { return {{}, span}; }
  Fragment words(std::string text, Span cause) const { return {std::move(text), cause}; }
  Fragment ended(Span items) const;
  Span inside(Span braces) const;  // the content of a raw block, without brackets and outer blanks
  std::vector<NodeId> clauses_of(NodeId node) const;

  const Sources& sources_;
  const AmendedPolicy& base_;
  const Tree& tree_;
  const std::vector<NoticeFile>& notices_;
  bool english_ = false;
  std::vector<DeclarationRef> declarations_;
  BaseEdits edits_;
  std::vector<ConditionCuts> condition_cuts_;
  std::vector<Span> added_;
  std::vector<Operation> operations_;
  Problems problems_;
  // Clauses cited by operations on declarations that cannot have citations, with descriptions of these operations.
  std::map<std::string, std::pair<std::string, Span>> alone_;
  // Clauses added to a declaration: the place of its name (source, byte), the clause as written.
  std::set<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::string>> cited_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> touched_;  // declarations with an operation, by their name's place
};

}  // namespace cepol::amend
