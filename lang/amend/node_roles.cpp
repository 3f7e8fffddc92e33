// The table node_roles.def, indexed by node kind. A static_assert checks that it lists every kind of nodes.def once, in
// the same order.
#include "lang/amend/node_roles.hpp"

#include <array>

namespace cepol::amend {

namespace {

using syntax::NodeKind;

struct RoleRow {
  NodeKind kind;
  NodeRole role;
};
constexpr std::array role_rows{
#define ROLE(kind, role) RoleRow{NodeKind::kind, NodeRole::role},
#include "lang/amend/node_roles.def"
#undef ROLE
};
constexpr std::size_t kind_count = 0
#define NODE(name, category) +1
#include "lang/syntax/nodes.def"
#undef NODE
    ;

constexpr bool in_order() {
  for (std::size_t i = 0; i < role_rows.size(); ++i)
    if (static_cast<std::size_t>(role_rows[i].kind) != i) return false;
  return role_rows.size() == kind_count;
}
static_assert(in_order(), "node_roles.def lists every kind of nodes.def, in its order");

}  // namespace

NodeRole role_of(NodeKind kind) { return role_rows[static_cast<std::size_t>(kind)].role; }

}  // namespace cepol::amend
