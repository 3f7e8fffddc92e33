// amend(): runs every operation of the amendment (each adds edits of the base's text), adds the edits that no operation
// states (citations qualified with the base's path, amended modules inlined), and writes the composed text: the new
// header, the edited base, the added declarations. Edits that overlap are errors.
#include "lang/amend/amend.hpp"

#include <algorithm>

#include "lang/amend/amendment.hpp"
#include "lang/amend/node_roles.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::amend {

Amendment::Amendment(const Sources& sources, const AmendedPolicy& base, const Tree& tree,
                     const std::vector<NoticeFile>& notices)
    : sources_(sources), base_(base), tree_(tree), notices_(notices), declarations_(declarations(*base.modules)) {
  const NodeId header = tree_.child(tree_.root, NodeKind::policy);
  english_ = header.valid() && static_cast<unsigned char>(tree_.text_of(header)[0]) < 0x80;
}

ComposedPolicy Amendment::make() {
  for (NodeId node : tree_.children(tree_.root)) {
    const NodeKind kind = tree_.kind(node);
    if (role_of(kind) == NodeRole::operation)
      operate(kind, node);
    else if (kind != NodeKind::policy)
      add(node, false);
  }
  settle_condition_cuts();
  qualify_base_citations();
  remove_inert_clauses();
  inline_amended_modules();
  if (edits_.too_many()) report_too_long(*edits_.too_many());
  report_overlaps(edits_.settle());
  ComposedPolicy amended;
  if (!problems_.any_error()) write(amended);
  amended.operations = std::move(operations_);
  amended.problems = std::move(problems_);
  return amended;
}

void Amendment::operate(NodeKind kind, NodeId node) {
  if (kind == NodeKind::replace) replace(node);
  if (kind == NodeKind::add) add(tree_.first(node), true);
  if (kind == NodeKind::repeal) repeal(node);
  if (kind == NodeKind::rename) rename(node);
  if (kind == NodeKind::confirm) confirm(node);
  if (kind == NodeKind::amended) amended(node);
}

// The base's notice is not the composed policy's own, so citations of it are qualified with the base's path.
void Amendment::qualify_base_citations() {
  const Tree& tree = base_tree();
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const NodeId id{i};
    if (tree.kind(id) != NodeKind::clause || !tree.clause_notice(id).empty()) continue;
    BaseEdit edit;
    edit.where = {tree.span(id).source, tree.span(id).begin, tree.span(id).begin};
    edit.put.push_back(words(base_.path, tree.span(id)));
    edit.yields = true;
    edits_.add(std::move(edit));
  }
}

// Removes `computes nothing` from a clause of the base's notice that the amendment cites for a rule.
void Amendment::remove_inert_clauses() {
  std::set<std::string> cited;
  for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i)
    if (tree_.kind(NodeId{i}) == NodeKind::citations)
      for (NodeId clause : tree_.children_of(NodeId{i}, NodeKind::clause))
        if (tree_.clause_notice(clause) == base_.path) cited.insert(tree_.clause_path(clause));
  const Tree& tree = base_tree();
  for (NodeId inert : tree.children_of(tree.root, NodeKind::inert)) {
    const auto clauses = tree.children_of(inert, NodeKind::clause);
    for (NodeId clause : clauses) {
      if (!tree.clause_notice(clause).empty() || cited.count(tree.clause_path(clause)) == 0) continue;
      const Span span = clauses.size() == 1 ? tree.span(inert) : tree.span(clause);
      edits_.add({with_separator(*tree.text, span), {}, span});
    }
  }
}

// Inlines each amended module into the composed policy, in place of its `use`. A module that another module uses too
// cannot be amended.
void Amendment::inline_amended_modules() {
  const Tree& tree = base_tree();
  for (const semantics::Module& module : *base_.modules) {
    if (&module == &base_.modules->back() || !edits_.any_in(module.source)) continue;
    const Tree& inner = module.parsed->tree;
    for (NodeId node : inner.children(inner.root))
      if (inner.kind(node) == NodeKind::example) edits_.add({inner.span(node), {}, inner.span(node), true});
    edits_.settle();
    std::vector<NodeId> uses;
    bool shared = false;
    for (const semantics::Module& user : *base_.modules)
      for (NodeId node : user.parsed->tree.children_of(user.parsed->tree.root, NodeKind::use)) {
        if (user.parsed->tree.text_of(user.parsed->tree.first(node)) != module.path) continue;
        if (&user == &base_.modules->back())
          uses.push_back(node);
        else
          shared = true;
      }
    if (shared || uses.empty()) {
      for (const Operation& one : operations_)
        if (one.declared.source == module.source)
          problems_.add(Code::module_shared, one.span, {one.target, module.path})
              .also(one.declared, "在这里定义", "defined here");
      continue;
    }
    const NodeId header = inner.child(inner.root, NodeKind::module);
    const auto end = static_cast<std::uint32_t>(sources_[module.source].text.size());
    TextComposer body(sources_);
    body.edited({module.source, header.valid() ? inner.span(header).end : 0, end}, edits_);
    BaseEdit edit;
    edit.where = tree.span(uses.front());
    edit.cause = tree.span(uses.front());
    for (std::size_t i = 0; i < body.pieces.size(); ++i) {
      const OriginPiece& piece = body.pieces[i];
      const std::size_t until = i + 1 < body.pieces.size() ? body.pieces[i + 1].begin : body.text.size();
      edit.put.push_back(piece.copied ? copied(piece.origin)
                                      : words(body.text.substr(piece.begin, until - piece.begin), piece.origin));
    }
    edits_.add(std::move(edit));
  }
}

void Amendment::report_too_long(Span cause) {
  problems_.add(Code::amended_too_long, cause, {std::to_string(syntax::max_file_size)});
}

void Amendment::report_overlaps(const std::vector<std::pair<BaseEdit, BaseEdit>>& overlapping) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> told;  // causes
  for (const auto& pair : overlapping) {
    const BaseEdit &later = pair.first, &earlier = pair.second;
    const std::string what(text_of(sources_, later.where.begin == later.where.end ? earlier.where : later.where));
    std::string shown = what.substr(0, what.find('\n'));
    if (!told.emplace(later.cause.begin, later.cause.end).second) continue;
    problems_.add(Code::amended_twice, later.cause, {shown})
        .also(earlier.cause, "先在这里修订", "amended here already")
        .also(earlier.where, "修订的是这里", "this is what is amended");
  }
}

void Amendment::write_header(TextComposer& composer) {
  const NodeId header = tree_.child(tree_.root, NodeKind::policy), amends = tree_.child(header, NodeKind::amends);
  const Span whole = tree_.span(header), without = tree_.span(amends);
  const auto bracket = static_cast<std::uint32_t>(text_of(sources_, whole).ends_with("}") ? 1 : 3);
  std::uint32_t end = whole.end - bracket;
  while (end > without.end && std::string_view(" \t\r\n").find((*tree_.text)[end - 1]) != std::string_view::npos) --end;
  std::uint32_t rest = without.end;
  while (blank_at(rest)) ++rest;
  composer.copy({whole.source, whole.begin, without.begin});
  composer.copy({whole.source, rest, end});
  const NodeId base_header = base_tree().child(base_tree().root, NodeKind::policy);
  for (const NodeKind kept : {NodeKind::language, NodeKind::blank_words}) {
    const NodeId line = base_tree().child(base_header, kept);
    if (!line.valid() || tree_.child(header, kept).valid()) continue;
    composer.words("\n  ", whole);
    composer.copy(base_tree().span(line));
  }
  for (const NoticeFile& notice : notices_)
    composer.words("\n  " + std::string(word("原文", "notice")) + " \"" + notice.file + "\" " +
                       std::string(word("记作", "as")) + " " + notice.path,
                   whole);
  composer.words("\n}\n", whole);
}

void Amendment::write(ComposedPolicy& amended) {
  TextComposer composer(sources_);
  write_header(composer);
  const Tree& tree = base_tree();
  const SourceId source = base_.modules->back().source;
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  composer.edited({source, tree.span(header).end, static_cast<std::uint32_t>(sources_[source].text.size())}, edits_);
  for (Span added : added_) {
    composer.words("\n", added);
    composer.copy(added);
    composer.words("\n", added);
  }
  // A clause that only operations cite is declared as `computes nothing`.
  std::vector<Span> parts = added_;
  for (NodeId node : tree_.children_of(tree_.root, NodeKind::replace)) parts.push_back(tree_.span(node));
  std::set<std::string> cited = clauses_cited(std::move(parts));
  for (const auto& [declaration, clause] : cited_) cited.insert(clause);
  for (const auto& [clause, reason] : alone_) {
    if (cited.count(clause) != 0) continue;
    composer.words("\n" + std::string(word("条款", "clause")) + " " + clause + " " +
                       std::string(word("不作计算", "computes nothing")) + " \"" + reason.first + "\"\n",
                   reason.second);
  }
  if (composer.text.size() > syntax::max_file_size)
    return report_too_long(tree_.span(tree_.child(tree_.child(tree_.root, NodeKind::policy), NodeKind::amends)));
  amended.text = std::move(composer.text);
  amended.pieces = std::move(composer.pieces);
}

bool Amendment::blank_at(std::uint32_t at) const {
  return at < tree_.text->size() && std::string_view(" \t\r\n").find((*tree_.text)[at]) != std::string_view::npos;
}

// The clauses cited within parts of the amendment, as written. The subject of a `known` is not a citation.
std::set<std::string> Amendment::clauses_cited(std::vector<Span> parts) const {
  std::sort(parts.begin(), parts.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::set<std::uint32_t> of_known;
  for (NodeId known : tree_.children_of(tree_.root, NodeKind::known))
    if (const NodeId subject = tree_.child(known, NodeKind::known_subject); subject.valid())
      of_known.insert(tree_.span(subject).end);
  std::set<std::string> found;
  for (const syntax::Node& node : tree_.nodes.nodes) {
    if (node.kind != NodeKind::clause || of_known.count(node.span.end) != 0) continue;
    const auto after = std::upper_bound(parts.begin(), parts.end(), node.span.begin,
                                        [](std::uint32_t at, Span part) { return at < part.begin; });
    if (after != parts.begin() && node.span.end <= std::prev(after)->end)
      found.insert(std::string(tree_.text_of(node.span)));
  }
  return found;
}

ComposedPolicy amend(const Sources& sources, const AmendedPolicy& base, const syntax::Tree& amendment,
                     const std::vector<NoticeFile>& notices) {
  return Amendment(sources, base, amendment, notices).make();
}

}  // namespace cepol::amend
