#include "lang/semantics/lowering_order.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace cepol::semantics {

namespace {

class Order {
 public:
  explicit Order(const Context& context) : declarations_(context.declarations), state_(declarations_.size()) {
    for (std::uint32_t i = 0; i < declarations_.size(); ++i) {
      const Declaration& one = declarations_.nodes[i];
      if (one.kind == DeclarationKind::unit || one.kind == DeclarationKind::enumeration ||
          one.kind == DeclarationKind::record)
        continue;  // lowered before all others
      by_name_[one.name].push_back({i});
      const NodeId belongs = one.tree->child(one.node, NodeKind::belongs);
      if (belongs.valid()) parts_[one.tree->name_text(one.tree->first(belongs))].push_back({i});
    }
  }

  std::vector<DeclarationId> run() {
    for (std::uint32_t i = 0; i < declarations_.size(); ++i) visit({i});
    return std::move(order_);
  }

 private:
  enum class State : std::uint8_t { unseen, open, done };
  struct Open {
    DeclarationId id;
    std::vector<DeclarationId> named;
    std::size_t next = 0;
  };

  // Depth first, without recursion.
  void visit(DeclarationId root) {
    std::vector<Open> open;
    const auto enter = [&](DeclarationId id) {
      if (state_[id.index] != State::unseen) return;
      state_[id.index] = State::open;
      open.push_back({id, named_by(declarations_[id])});
    };
    enter(root);
    while (!open.empty()) {
      Open& top = open.back();
      if (top.next < top.named.size()) {
        enter(top.named[top.next++]);
        continue;
      }
      state_[top.id.index] = State::done;
      order_.push_back(top.id);
      open.pop_back();
    }
  }

  // In the order in which the names are written. The name of what a rule belongs to is no dependency; what has such
  // rules depends on them.
  std::vector<DeclarationId> named_by(const Declaration& declaration) const {
    const Tree& tree = *declaration.tree;
    std::vector<DeclarationId> named;
    const auto add = [&](const auto& names, std::string_view text) {
      const auto found = names.find(text);
      if (found == names.end() || found->second.size() > most_of_a_name) return;
      named.insert(named.end(), found->second.begin(), found->second.end());
    };
    std::vector<NodeId> open{declaration.node};
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      if (tree.kind(node) == NodeKind::belongs) continue;
      if (tree.kind(node) == NodeKind::name) add(by_name_, tree.name_text(node));
      const std::size_t before = open.size();
      for (NodeId child : tree.children(node)) open.push_back(child);
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(before), open.end());
    }
    add(parts_, declaration.name);
    return named;
  }

  static constexpr std::size_t most_of_a_name = 64;  // as many records may declare it

  const Table<DeclarationId, Declaration>& declarations_;
  std::unordered_map<std::string_view, std::vector<DeclarationId>> by_name_, parts_;
  std::vector<State> state_;
  std::vector<DeclarationId> order_;
};

}  // namespace

std::vector<DeclarationId> lowering_order(const Context& context) { return Order(context).run(); }

}  // namespace cepol::semantics
