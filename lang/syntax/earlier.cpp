#include "lang/syntax/earlier.hpp"

#include <algorithm>

namespace cepol::syntax {

Earlier::Earlier(const Tree* tree, std::string_view text) : tree_(tree), size_(static_cast<Offset>(text.size())) {
  if (tree_ == nullptr || tree_->text == nullptr || tree_->declarations == nullptr) {
    tree_ = nullptr;
    return;
  }
  const std::string_view before = *tree_->text;
  const std::size_t most = std::min(before.size(), text.size());
  const std::size_t head = static_cast<std::size_t>(
      std::mismatch(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(most), before.begin()).first -
      text.begin());
  std::size_t tail = 0;
  while (tail < most - head && before[before.size() - 1 - tail] == text[text.size() - 1 - tail]) ++tail;
  same_head_ = static_cast<Offset>(head);
  same_tail_ = static_cast<Offset>(tail);
}

const ReadDeclaration* Earlier::at(Offset place) const {
  if (tree_ == nullptr) return nullptr;
  const std::string_view before = *tree_->text;
  const bool in_tail = place >= size_ - same_tail_;
  if (!in_tail && place >= same_head_) return nullptr;
  const std::size_t begin = in_tail ? place + before.size() - size_ : place;
  const std::vector<ReadDeclaration>& all = *tree_->declarations;
  const auto found =
      std::partition_point(all.begin(), all.end(), [&](const ReadDeclaration& one) { return one.begin < begin; });
  if (found == all.end() || found->begin != begin) return nullptr;
  if (in_tail) {  // with its line
    const std::size_t line = begin == 0 ? std::string_view::npos : before.rfind('\n', begin - 1);
    return line != std::string_view::npos && line >= before.size() - same_tail_ ? &*found : nullptr;
  }
  const std::size_t line_end = before.find('\n', std::max(found->farthest.at, found->end));
  return line_end < same_head_ ? &*found : nullptr;
}

}  // namespace cepol::syntax
