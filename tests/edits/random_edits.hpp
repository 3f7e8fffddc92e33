// Random edits of a policy's text: any node of the syntax tree left out, written again, exchanged with a neighbour,
// replaced by another node of its kind, or altered.
#pragma once

#include <optional>
#include <string>

#include "lang/syntax/node_lists.hpp"
#include "tests/support/random.hpp"

namespace cepol::edits {

enum class Way : std::uint8_t {
  leave_out,
  again,    // once more, under another name where it has one
  swap,     // with its next sibling of the kind
  replace,  // by another node of the kind
  alter,    // another number, date, string, name, operator, word
};
constexpr std::size_t way_count = 5;
std::string_view name_of(Way way);

struct RandomEdit {
  syntax::NodeKind kind;
  Way way;
  std::string text;  // the whole policy with the edit; it may have errors
};
// Of a node of the kind, if the policy has one; else of any kind. Nullopt: the node that was chosen can't be edited in
// the way that was chosen.
std::optional<RandomEdit> random_edit(const std::string& policy, std::optional<syntax::NodeKind> wanted,
                                      test::Random& random);

// Kinds that are not edited, in the order of nodes.def: what an ordinary policy does not have, and what no row can
// depend on (names of files, examples).
constexpr syntax::NodeKind not_edited[] = {
    syntax::NodeKind::file,      syntax::NodeKind::amends, syntax::NodeKind::module, syntax::NodeKind::path,
    syntax::NodeKind::notice,    syntax::NodeKind::use,    syntax::NodeKind::error,
    syntax::NodeKind::in_unit,    // another unit of a credit, or what a rule belongs to, is another policy:
    syntax::NodeKind::belongs,    // no such edit checks
    syntax::NodeKind::each_year,  // its year is read by the condition
};
constexpr bool is_edited(syntax::NodeKind kind) {
  const auto category = syntax::category_of(kind);
  return !syntax::contains(not_edited, kind) && category != syntax::NodeCategory::example_item &&
         category != syntax::NodeCategory::amendment && kind != syntax::NodeKind::example;
}

}  // namespace cepol::edits
