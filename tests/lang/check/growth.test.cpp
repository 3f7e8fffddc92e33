// How check and a program grow with the text: every construct nested in itself, and every part repeated, n times and 2n
// times. What is counted: core terms, the terms of all functions written out as trees (what evaluating and walking them
// takes), functions, steps of accounts. Twice the text must not give much more than twice as much. A kind of node that
// no case repeats, or an exemption for one that a case does repeat, fails by its name; so does a built-in function.
#include <algorithm>
#include <functional>
#include <set>

#include "lang/core/children.hpp"
#include "lang/semantics/builtins.hpp"
#include "tests/lang/check/growth_nests.hpp"
#include "tests/lang/check/growth_repeats.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;
using namespace cepol::growth;
using syntax::NodeCategory;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;
using test::Policy;

namespace {

struct Size {
  double terms = 0, tree_terms = 0, functions = 0, steps = 0;
};

Size size_of(const core::Program& program) {
  Size size;
  size.terms = static_cast<double>(program.exprs.size());
  size.functions = static_cast<double>(program.functions.size());
  size.steps = static_cast<double>(program.steps.size());
  std::vector<double> tree(program.exprs.size(), 0);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    tree[i] = 1;
    core::for_each_child(program.exprs.nodes[i].term, [&](core::ExprId child) { tree[i] += tree[child.index]; });
  }
  for (const core::Function& function : program.functions.nodes) size.tree_terms += tree[function.body.index];
  return size;
}

// Why no case repeats it.
const std::map<NodeKind, std::string> exempt{
    {NodeKind::file, "one for each source"},
    {NodeKind::policy, "one for each policy"},
    {NodeKind::module, "one for each module"},
    {NodeKind::path, "of headers and `use`"},
    {NodeKind::issued, "of the header"},
    {NodeKind::applies, "of the header"},
    {NodeKind::notice, "of the header"},
    {NodeKind::language, "of the header"},
    {NodeKind::use, "each needs a module; modules are lowered one after another"},
    {NodeKind::beside, "each needs a file; it is read as data"},
    {NodeKind::citations, "citations make no terms"},
    {NodeKind::clause, "citations make no terms"},
    {NodeKind::inert, "citations make no terms"},
    {NodeKind::error, "nothing is lowered from it"},
};

using Counts = std::map<NodeKind, std::size_t>;

struct Measured {
  Size size;
  Counts kinds;
};

std::optional<Measured> measure(const std::string& text) {
  const auto policy = test::checked({{"", text}});
  INFO(test::why_bad(*policy));
  CHECK(policy->good());
  if (!policy->good()) return std::nullopt;
  Measured made{size_of(policy->checked.program), {}};
  const Tree& tree = policy->tree();
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) ++made.kinds[tree.kind(NodeId{i})];
  return made;
}

// What n more of something add, from n to 2n and from 2n to 4n: the second is at most `most` times the first.
void check_growth(const std::string& name, const std::function<std::string(std::size_t)>& text, std::size_t n,
                  double most, std::set<NodeKind>& grown) {
  INFO(name);
  const auto none = measure(text(1)), once = measure(text(n)), twice = measure(text(2 * n));
  if (!none || !once || !twice) return;
  const auto grows = [&](double Size::*part) {
    const double first = once->size.*part - none->size.*part, second = twice->size.*part - none->size.*part;
    CHECK(second <= most * std::max(first, 4.0));
  };
  grows(&Size::terms);
  grows(&Size::tree_terms);
  grows(&Size::functions);
  grows(&Size::steps);
  for (const auto& [kind, count] : twice->kinds) {
    const auto before = once->kinds.find(kind);
    if (before == once->kinds.end() || count > before->second) grown.insert(kind);
  }
}

}  // namespace

TEST_CASE("what check makes of a policy grows as its text") {
  std::set<NodeKind> grown;
  for (const std::string& one : nests)
    check_growth(
        one, [&](std::size_t n) { return nested(one, n); }, 4, 2.9, grown);
  for (const Case& one : repeats) check_growth(one.name, one.text, one.n, one.most, grown);

  for (std::size_t i = 0; i <= static_cast<std::size_t>(NodeKind::error); ++i) {
    const auto kind = static_cast<NodeKind>(i);
    INFO(syntax::id_of(kind));
    const bool amends = syntax::category_of(kind) == NodeCategory::amendment || kind == NodeKind::amends;
    if (amends) continue;  // an amendment becomes text, which is bounded: tests/interpreter/workspace
    CHECK(grown.count(kind) + exempt.count(kind) == 1);
  }
  std::vector<std::string> builtins;
  semantics::add_builtin_names(builtins);
  for (const std::string& name : builtins) {
    if (static_cast<unsigned char>(name[0]) >= 0x80) continue;
    INFO(name);
    CHECK(std::any_of(nests.begin(), nests.end(),
                      [&](const std::string& one) { return one.find(name + "(") != std::string::npos; }));
  }
}
