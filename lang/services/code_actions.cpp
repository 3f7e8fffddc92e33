// Quick fixes: the suggestions of problems; a warning that is declared as known.
#include "lang/services/code_actions.hpp"

#include "lang/diagnostics/say.hpp"
#include "lang/services/clauses.hpp"
#include "lang/services/names.hpp"
#include "lang/services/nodes.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::services {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

constexpr std::size_t longest_shown = 60;  // characters of a suggestion in a title

Language language_of_policy(const View& view) { return view.checked.program.english ? Language::en : Language::zh; }

// `known W0431 in NAME "…"` after the declaration that the warning is in. The reason is the author's to write.
std::optional<CodeAction> declare_known(const View& view, const Finding& finding, const Tree& tree) {
  const NodeId declaration = declaration_at(tree, finding.span.begin);
  if (!declaration.valid()) return std::nullopt;
  const NodeId name = tree.first(declaration);
  if (!name.valid() || tree.kind(name) != NodeKind::name) return std::nullopt;
  const Language language = language_of_policy(view);
  const std::uint32_t end = tree.span(declaration).end;
  std::string line =
      "\n" + std::string(syntax::spelling(Keyword::known, language)) + " " + std::string(code_number(finding.code)) +
      " " + std::string(syntax::spelling(Keyword::known_in, language)) + " " + std::string(tree.text_of(name)) + " \"" +
      std::string(language == Language::en ? "reason" : "理由") + "\"";
  return CodeAction{say_in(view.english(), "写明已知 {}（理由由您写）",
                           "note {} as known (the reason is yours to write)", code_number(finding.code)),
                    {{{finding.span.source, end, end}, std::move(line)}}};
}

}  // namespace

std::vector<CodeAction> code_actions(const View& view, const std::vector<Finding>& findings, SourceId file,
                                     std::uint32_t begin, std::uint32_t end) {
  std::vector<CodeAction> actions;
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return actions;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.span.source != file || finding.span.end < begin || finding.span.begin > end) continue;
    if (!finding.suggestion.empty())
      actions.push_back(
          {say_in(view.english(), "改成“{}”", "change to “{}”", beginning(finding.suggestion, longest_shown)),
           {{finding.span, finding.suggestion}},
           {i},
           true});
    if (severity_of(finding.code) != Severity::warning) continue;
    if (auto known = declare_known(view, finding, *tree)) {
      known->mends.push_back(i);
      actions.push_back(std::move(*known));
    }
  }
  return actions;
}

}  // namespace cepol::services
