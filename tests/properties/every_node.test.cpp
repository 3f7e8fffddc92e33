// For every kind of syntax node: what diff, amend, format, coverage, mutation, pages and the core make of it. A policy
// (every_node/policy.cepol) and an amendment of it hold a node of every kind. For each kind one such node is altered in
// the text, and each feature must show the alteration, or the table says why it does not. A kind that the table lacks,
// an exemption that no longer holds, and a feature that forgets a kind fail by the kind's name.
#include <algorithm>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/authoring/mutations.hpp"
#include "interpreter/diff/structure.hpp"
#include "interpreter/pages/doc.hpp"
#include "lang/amend/amend.hpp"
#include "lang/format/format.hpp"
#include "tests/properties/every_node.hpp"
#include "tests/support/policy.hpp"
#include "tests/support/reference_engine.hpp"

using namespace cepol;
using syntax::NodeCategory;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;
using test::NodeCase;
using test::Policy;
using test::Texts;

namespace {

const std::filesystem::path folder = std::filesystem::path(CEPOL_ROOT) / "tests/properties/every_node";

const Texts& original_texts() {
  static const Texts texts{{"", test::text_of(folder / "policy.cepol")},
                           {"test/base", test::text_of(folder / "base.cepol")},
                           {"test/extra", "module test/extra\nunit metres\n"}};
  return texts;
}
const std::string& amendment_text() {
  static const std::string text = test::text_of(folder / "amendment.cepol");
  return text;
}

const std::string& notice_text() {
  static const std::string text = test::text_of(folder / "notice.txt");
  return text;
}

struct ParsedText {
  Sources sources;
  syntax::Parsed parsed;
  explicit ParsedText(const std::string& text) : parsed(syntax::parse(sources, sources.add({"text", text}))) {}
  const Tree& tree() const { return parsed.tree; }
};

std::vector<std::string> nodes_of(const Tree& tree, NodeKind kind) {
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const NodeId parent{i};
    for (NodeId node : tree.children(parent)) {
      if (tree.kind(node) != kind) continue;
      texts.emplace_back(tree.text_of(node));
      // Of an item that is a keyword only, the place is all that can change.
      if (!tree.first(node).valid() && category_of(kind) == NodeCategory::item)
        texts.back() += std::to_string(tree.span(node).begin - tree.span(parent).begin);
    }
  }
  if (kind == NodeKind::file) texts.emplace_back(tree.text_of(tree.root));
  return texts;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// The text with the case's edit; empty: the edit is not of this text.
std::string edited(const std::string& text, const NodeCase& one) {
  if (occurrences(text, one.from) != 1) return {};
  std::string changed = text;
  return changed.replace(text.find(one.from), std::string(one.from).size(), one.to);
}

std::string page_of(const Policy& policy) {
  const pages::PolicyWithNotice given{policy.whole(), policy.notice ? &*policy.notice : nullptr, {}};
  return pages::doc_page(pages::make_doc(given, {}, true));
}

std::string amended_text(Policy& base, const std::string& amendment) {
  const SourceId id = base.sources.add({"amendment", amendment});
  const syntax::Parsed parsed = syntax::parse(base.sources, id);
  const amend::ComposedPolicy made =
      amend::amend(base.sources, {"test/every", &base.modules, &base.checked}, parsed.tree, {});
  std::string problems;
  for (const Diagnostic& one : made.problems.list) problems += render(one, base.sources, Language::en) + "\n";
  INFO(amendment);
  INFO(problems);
  CHECK_FALSE(made.problems.any_error());
  return made.text;
}

// Clauses of the base's notice as the base cites them.
std::string without_path(std::string text) {
  const std::string path = "test/every§";
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path))
    text.erase(at, path.size() - std::string("§").size());
  return text;
}

bool meet(Span a, Span b) { return a.source == b.source && std::max(a.begin, b.begin) < std::min(a.end, b.end); }

// What a point is about: of a definition, requirement or waiver, whose point is its name, the whole declaration.
Span span_of(const authoring::Point& point, const Tree& tree) {
  const bool whole = point.kind == authoring::PointKind::definition ||
                     point.kind == authoring::PointKind::requirement || point.kind == authoring::PointKind::waiver;
  for (NodeId declaration : tree.children(tree.root))
    if (whole && meet(tree.span(declaration), point.span)) return tree.span(declaration);
  return point.span;
}

// What every feature makes of the policy as it is.
struct Original {
  std::unique_ptr<Policy> policy = test::checked(original_texts(), notice_text());
  std::string page = page_of(*policy);
  std::string amended = amended_text(*policy, amendment_text());
  std::string carried = without_path(amended_text(*policy, "policy test/next amends test/every \"Next\" {}"));
  authoring::Coverage coverage = authoring::coverage(policy->whole(), reference::engine_kind());
  std::vector<authoring::Mutation> mutations = authoring::mutations_of(policy->whole());
};

// Does the formatted text keep every token, parse to the same tree, and stay as it is when formatted again?
bool formats(const ParsedText& before) {
  const std::string once = format::formatted(before.tree());
  const ParsedText after(once);
  return after.parsed.problems.list.empty() && print_tree(before.tree()) == print_tree(after.tree()) &&
         before.tree().tokens.size() == after.tree().tokens.size() && format::formatted(after.tree()) == once;
}

// The original texts, parsed once.
const ParsedText& parsed_original(const std::string& text) {
  static std::map<std::string, std::unique_ptr<ParsedText>> all;
  auto& one = all[text];
  if (!one) one = std::make_unique<ParsedText>(text);
  return *one;
}

// One line for each feature whose behaviour is not what the table says.
class Findings {
 public:
  Findings(const NodeCase& one, std::string& text) : kind_(syntax::id_of(one.kind)), text_(text) {}
  void expect(const char* feature, bool shown, const char* exemption) {
    const bool exempt = *exemption != '\0';
    if (shown == !exempt) return;
    text_ += kind_ + ": " + feature +
             (exempt ? " shows it, but is exempt: " + std::string(exemption) : " does not show it") + "\n";
  }
  void fault(const std::string& what) { text_ += kind_ + ": " + what + "\n"; }

 private:
  std::string kind_;
  std::string& text_;
};

void try_amendment(const NodeCase& one, Original& original, Findings& findings) {
  const std::string text = edited(amendment_text(), one);
  if (text.empty()) return findings.fault("no such text, or several: " + std::string(one.from));
  const ParsedText parsed(text);
  if (nodes_of(parsed_original(amendment_text()).tree(), one.kind) == nodes_of(parsed.tree(), one.kind))
    return findings.fault("the edit alters no node of the kind");
  if (!formats(parsed)) findings.fault("format");
  findings.expect("amend", amended_text(*original.policy, text) != original.amended, one.exempt.amend);
}

void try_policy(const NodeCase& one, Original& original, Findings& findings) {
  Texts texts = original_texts();
  std::string before, after;
  for (auto& [path, text] : texts)
    if (const std::string changed = edited(text, one); !changed.empty()) {
      before = text;
      text = after = changed;
    }
  if (after.empty()) return findings.fault("no such text, or several: " + std::string(one.from));
  const ParsedText parsed(after);
  if (nodes_of(parsed_original(before).tree(), one.kind) == nodes_of(parsed.tree(), one.kind))
    return findings.fault("the edit alters no node of the kind");
  if (!formats(parsed)) findings.fault("format");
  const auto policy = test::checked(texts, notice_text());
  if (!policy->good()) return findings.fault("the altered policy has errors: " + test::why_bad(*policy));

  const diff::Structure structure = diff::compare(original.policy->whole(), policy->whole(), true);
  const bool examples = structure.examples_added + structure.examples_removed + structure.examples_changed > 0;
  findings.expect("diff", !structure.same() || !structure.renames.empty() || examples, one.exempt.diff);
  findings.expect("pages", page_of(*policy) != original.page, one.exempt.pages);

  const Tree& tree = original.policy->tree();
  bool covered = false, mutated = false, carried = true;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.kind(NodeId{i}) != one.kind) continue;
    const bool in_header = meet(tree.span(tree.child(tree.root, NodeKind::policy)), tree.span(NodeId{i}));
    if (!in_header || category_of(one.kind) == NodeCategory::header)
      carried = carried && original.carried.find(tree.text_of(NodeId{i})) != std::string::npos;
    for (const authoring::Point& point : original.coverage.points)
      covered = covered || meet(span_of(point, tree), tree.span(NodeId{i}));
    for (const authoring::Mutation& mutation : original.mutations)
      mutated = mutated || meet(mutation.edit.span, tree.span(NodeId{i}));
  }
  findings.expect("amend", carried, one.exempt.amend);
  findings.expect("coverage", covered, one.exempt.coverage);
  findings.expect("mutation", mutated, one.exempt.mutation);
}

}  // namespace

TEST_CASE("every kind of node is handled by every feature, or exempt with a reason") {
  Original original;
  INFO(test::why_bad(*original.policy));
  REQUIRE(original.policy->good());
  std::string text;
  for (std::size_t i = 0; i < syntax::node_kind_count; ++i) {
    const auto kind = static_cast<NodeKind>(i);
    const auto listed = std::count_if(std::begin(test::node_cases), std::end(test::node_cases),
                                      [&](const NodeCase& one) { return one.kind == kind; });
    if (listed != 1)
      text += std::string(syntax::id_of(kind)) + ": listed " + std::to_string(listed) + " times, not once\n";
  }
  for (const NodeCase& one : test::node_cases) {
    Findings findings(one, text);
    const bool of_amendment = category_of(one.kind) == NodeCategory::amendment;
    if (*one.from == '\0' && *one.exempt.all == '\0') findings.fault("no edit, and no reason for that");
    if (*one.exempt.all != '\0') continue;
    of_amendment ? try_amendment(one, original, findings) : try_policy(one, original, findings);
  }
  INFO(text);
  CHECK(text.empty());
}
