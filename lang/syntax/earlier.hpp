// What an earlier parse of a text read, for a text that differs from it in one place: declarations that stand as they
// did, with nothing near them that has changed, are taken over instead of being read again.
#pragma once

#include <string_view>
#include <vector>

#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax {

// A declaration that was read without a problem. Reading it depended on the text from its line on, and on nothing
// behind the line of the farthest token that no rule accepted.
struct ReadDeclaration {
  Offset begin = 0, end = 0;
  std::uint32_t first_node = 0, nodes = 0, first_token = 0, tokens = 0;  // of the tree; the last node is its own
  std::size_t height = 0;
  FarthestFailure farthest;
};

class Earlier {
 public:
  // `tree`: of the earlier parse; nullptr: there is none. It must outlive this.
  Earlier(const Tree* tree, std::string_view text);

  // The declaration that would be read at that place of the text; nullptr: it has to be read.
  const ReadDeclaration* at(Offset place) const;
  const Tree& tree() const { return *tree_; }

 private:
  const Tree* tree_;
  Offset same_head_ = 0, same_tail_ = 0;  // bytes that both texts begin and end with
  Offset size_ = 0;
};

}  // namespace cepol::syntax
