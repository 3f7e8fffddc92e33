#include "support.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/effort.hpp"

namespace cepol::syntax {

std::string broken(const Parsed& parsed) {
  const Tree& tree = parsed.tree;
  const std::size_t size = tree.text->size();
  std::vector<NodeId> todo{tree.root};
  std::vector<bool> seen(tree.nodes.size());
  while (!todo.empty()) {
    const NodeId id = todo.back();
    todo.pop_back();
    if (id.index >= seen.size() || seen[id.index]) return "a node is not there, or stands twice";
    seen[id.index] = true;
    const Span span = tree.span(id);
    const std::string name(id_of(tree.kind(id)));
    if (span.begin > span.end || span.end > size) return "span of " + name + " outside the text";
    std::uint32_t last = span.begin;
    for (const NodeId child : tree.children(id)) {
      if (tree.span(child).begin < last || tree.span(child).end > span.end)
        return "a child outside " + name + ", or out of order";
      last = tree.span(child).end;
      todo.push_back(child);
    }
  }
  for (const Diagnostic& each : parsed.problems.list) {
    if (each.span.begin > each.span.end || each.span.end > size) return "span of a problem outside the text";
    for (const Related& related : each.related)
      if (related.span.begin > related.span.end || related.span.end > size)
        return "span of a related place outside the text";
  }
  return "";
}

}  // namespace cepol::syntax

namespace {

struct TimeLimit : Catch::TestEventListenerBase {  // a test that hangs is killed after this many seconds
  using TestEventListenerBase::TestEventListenerBase;
  void testCaseStarting(const Catch::TestCaseInfo&) override { alarm(cepol::test::cases(120U, 7200U)); }
};

}  // namespace

CATCH_REGISTER_LISTENER(TimeLimit)
