// The making of one amended policy: from operations to edits, from edits to text. Only lang/amend includes this header.
#pragma once

#include <map>
#include <set>

#include "lang/amend/base.hpp"
#include "lang/amend/edits.hpp"

namespace cepol::amend {

class Amendment {
 public:
  Amendment(const Sources& sources, const Base& base, const Tree& tree, const std::vector<NoticeFile>& notices);
  Amended make();

 private:
  // targets.cpp: what an operation is about
  std::optional<Declared> find(NodeId target);
  std::optional<Declared> same_declaration(const Declared& wanted);
  NodeId renamed_to(const std::string& name) const;  // the target of that renaming; not valid: there is none
  std::optional<Declared> choose(std::vector<Declared> found, Span at, const std::string& name,
                                 const std::vector<std::string>& names);
  std::optional<NodeId> item(const Declared& of, NodeId part_or_name);
  std::string title(const Declared& declared) const;  // 要求“高中级评审”

  // operations.cpp: one each
  void replace(NodeId node);
  void add(NodeId declaration, bool said);
  void repeal(NodeId node);
  void forget_known(NodeId node, const Declared& repealed);
  void rename(NodeId node);
  void confirm(NodeId node);
  void amended(NodeId node);
  void change(const Declared& of, NodeId node);
  void change_value(const Declared& of, NodeId node);
  void insert(const Declared& of, NodeId node);
  void cut(const Declared& of, NodeId node);
  Span span_of(const Declared& of, NodeId item, NodeId name) const;
  void put(const Declared& of, NodeId node);
  void operation(Act act, NodeId node, const Declared& of);
  // Citations of an operation: beside those of the declaration, or, where that takes none, told by themselves.
  void cite(const Declared& of, NodeId node, const std::string& what);
  void cite_alone(NodeId node, const std::string& what);

  // amend.cpp: what comes of it
  void name_notices();
  void free_clauses();
  void write_modules_out();
  void report_meetings(const std::vector<std::pair<Edit, Edit>>& meeting);
  void write(Amended& amended);
  void write_header(Writer& writer);
  void collect_clauses(Span within, std::set<std::string>& found) const;
  bool blank_at(std::uint32_t at) const;

  const Tree& base_tree() const { return base_.modules->back().parsed->tree; }
  std::string_view word(std::string_view zh, std::string_view en) const { return english_ ? en : zh; }
  Fragment copied(Span span) const { return {{}, span}; }
  Fragment words(std::string text, Span stands_for) const { return {std::move(text), stands_for}; }
  Fragment ended(Span items) const;
  Span inside(Span braces) const;  // of a raw block: what stands between its brackets, without blanks at the ends
  std::vector<NodeId> clauses_of(NodeId node) const;

  const Sources& sources_;
  const Base& base_;
  const Tree& tree_;
  const std::vector<NoticeFile>& notices_;
  bool english_ = false;
  std::vector<Declared> declarations_;
  Edits edits_;
  std::vector<Span> added_;
  std::vector<Operation> operations_;
  Problems problems_;
  // Clauses that an operation without a place for citations cites, and what it does: they compute nothing themselves.
  std::map<std::string, std::pair<std::string, Span>> alone_;
  std::vector<std::pair<Span, Span>> cited_;  // clauses added to a declaration's head already: its name, the clause
};

}  // namespace cepol::amend
