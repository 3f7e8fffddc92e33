// The words of a policy's text with the blanks that the formatter puts between them, for other rooms to set into lines.
// Comments are left out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/format/format.hpp"

namespace cepol::format {

struct Word {
  std::string text;  // a keyword in the requested spelling
  bool keyword = false;
  bool blank_before = false;
};

struct LayoutToken;

class Words {
 public:
  // Of a tree that was read without error, and that outlives this.
  Words(const syntax::Tree& tree, const Options& options);
  // From one place of the text to another, without those in `left_out`; the first has no blank before it.
  std::vector<Word> from_to(std::uint32_t begin, std::uint32_t end, const std::vector<Span>& left_out = {}) const;

 private:
  const syntax::Tree& tree_;
  std::shared_ptr<const std::vector<LayoutToken>> tokens_;  // one for each token
};

}  // namespace cepol::format
